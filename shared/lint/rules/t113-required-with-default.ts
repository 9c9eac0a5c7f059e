import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

export const requiredWithDefault: ToolRule = {
  id: "T113",
  name: "required-with-default",
  scope: "tool",
  severity: "hint",
  title: "A required parameter has a default",
  why: "The default is never used: the call is refused when the parameter is left out. Either it is optional, or the default misleads.",
  before: '{"properties": {"limit": {"type": "integer", "default": 10}}, "required": ["limit"]}',
  after: '{"properties": {"limit": {"type": "integer", "default": 10}}}',
  source: "Measured: 0.7 % of 1,032 real tools",
  *check({ parameters }) {
    for (const { name, required, schema, pointer } of parameters) {
      if (!required || own(schema, "default") === undefined) continue;
      yield { message: `\`${name}\` is required and has a default, which is then never used.`, pointer };
    }
  },
};
