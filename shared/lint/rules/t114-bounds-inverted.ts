import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

const PAIRS = [
  ["minimum", "maximum", false],
  ["exclusiveMinimum", "maximum", true],
  ["minimum", "exclusiveMaximum", true],
  ["exclusiveMinimum", "exclusiveMaximum", true],
  ["minLength", "maxLength", false],
  ["minItems", "maxItems", false],
  ["minProperties", "maxProperties", false],
  ["minContains", "maxContains", false],
] as const;

export const boundsInverted: ToolRule = {
  id: "T114",
  name: "bounds-inverted",
  scope: "tool",
  severity: "error",
  title: "A lower bound is above its upper bound",
  why: "No value fits between them, so every call with this parameter is refused.",
  before: '{"type": "integer", "minimum": 100, "maximum": 1}',
  after: '{"type": "integer", "minimum": 1, "maximum": 100}',
  source: "JSON Schema validation; measured: 0 of 1,032 real tools",
  *check({ having }) {
    for (const [lower, upper, strict] of PAIRS) {
      for (const { schema, pointer } of having(lower)) {
        const low = own(schema, lower);
        const high = own(schema, upper);
        if (typeof low !== "number" || typeof high !== "number" || low < high || (low === high && !strict)) continue;
        yield { message: `\`${lower}\` ${low} is not below \`${upper}\` ${high}.`, pointer: `${pointer}/${lower}` };
      }
    }
  },
};
