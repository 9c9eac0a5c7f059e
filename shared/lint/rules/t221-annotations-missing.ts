import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { MUTATING } from "#shared/lint/verbs.ts";

export const annotationsMissing: ToolRule = {
  id: "T221",
  name: "annotations-missing",
  scope: "tool",
  severity: "hint",
  title: "A tool that changes things does not say so",
  why: "Clients ask for confirmation by `readOnlyHint` and `destructiveHint`. Without them some ask always, some never.",
  before: "delete_order without annotations",
  after: '{"annotations": {"readOnlyHint": false, "destructiveHint": true}}',
  source: "Model Context Protocol, tool annotations; measured: 62 % of 1,032 real tools have neither hint",
  *check({ nameWords, raw }) {
    const verb = nameWords.find((word) => MUTATING.has(word));
    if (verb === undefined || !MUTATING.has(nameWords[0] ?? "")) return;
    const hints = isJsonObject(raw["annotations"]) ? raw["annotations"] : {};
    if (hints["readOnlyHint"] !== undefined || hints["destructiveHint"] !== undefined) return;
    yield {
      message: `The name says \`${verb}\`, and neither readOnlyHint nor destructiveHint is given.`,
      pointer: "/annotations",
    };
  },
};
