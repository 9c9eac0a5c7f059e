import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { listed } from "#shared/lint/words.ts";

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];

export const meaninglessHints: ToolRule = {
  id: "T223",
  name: "meaningless-hints",
  scope: "tool",
  severity: "hint",
  title: "Annotations that mean nothing",
  why: "`idempotentHint` is defined for tools that change something: on a read-only tool clients do not look at it, and a reader wonders which of the two is wrong. (`destructiveHint: false` there says nothing new either, but its default is true, so it may stand; `true` is T222.) A hint that is not a boolean is ignored or refused.",
  before: '{"readOnlyHint": true, "idempotentHint": false}',
  after: '{"readOnlyHint": true}',
  source: "Model Context Protocol, ToolAnnotations (meaningful only when readOnlyHint == false)",
  *check({ raw }) {
    const hints = raw["annotations"];
    if (!isJsonObject(hints)) return;
    const wrong = HINTS.filter((name) => Object.hasOwn(hints, name) && typeof hints[name] !== "boolean");
    if (wrong.length > 0) {
      const names = wrong.map((name) => `\`${name}\``);
      yield { message: `${listed(names)}: a hint is true or false.`, pointer: "/annotations", key: "type" };
    }
    if (hints["readOnlyHint"] === true && typeof hints["idempotentHint"] === "boolean")
      yield {
        message: "The tool is read-only, where `idempotentHint` means nothing.",
        pointer: "/annotations/idempotentHint",
        key: "idle",
        fix: {
          title: "Remove idempotentHint",
          safe: true,
          edits: [{ kind: "remove", pointer: "/annotations/idempotentHint" }],
        },
      };
  },
};
