import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { MUTATING, READING } from "#shared/lint/verbs.ts";

export const annotationContradictsName: ToolRule = {
  id: "T222",
  name: "annotation-contradicts-name",
  scope: "tool",
  severity: "warning",
  title: "An annotation contradicts the name",
  why: "A client that trusts `readOnlyHint` calls the tool without asking, and something is changed.",
  before: 'delete_order with {"readOnlyHint": true}',
  after: 'delete_order with {"readOnlyHint": false, "destructiveHint": true}',
  source: "Model Context Protocol, tool annotations",
  *check({ nameWords, raw }) {
    if (!isJsonObject(raw["annotations"])) return;
    const { readOnlyHint, destructiveHint } = raw["annotations"];
    const verb = nameWords[0] ?? "";
    if (readOnlyHint === true && MUTATING.has(verb)) {
      yield {
        message: `\`readOnlyHint\` is true, and the name says \`${verb}\`.`,
        pointer: "/annotations/readOnlyHint",
      };
    }
    if (readOnlyHint !== true && destructiveHint === true && READING.has(verb)) {
      yield {
        message: `\`destructiveHint\` is true, and the name says \`${verb}\`.`,
        pointer: "/annotations/destructiveHint",
      };
    }
    if (readOnlyHint === true && destructiveHint === true) {
      yield {
        message: "A tool cannot be read-only and destructive.",
        pointer: "/annotations/destructiveHint",
        key: "both",
      };
    }
  },
};
