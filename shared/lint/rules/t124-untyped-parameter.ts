import { isJsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";

const TELLS = ["type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "properties", "items", "not", "if"];

export const untypedParameter: ToolRule = {
  id: "T124",
  name: "untyped-parameter",
  scope: "tool",
  severity: "warning",
  title: "A parameter without a type",
  why: "The model guesses text, number or object, and providers with strict schemas refuse it.",
  before: '{"properties": {"limit": {"description": "How many"}}}',
  after: '{"properties": {"limit": {"type": "integer", "description": "How many"}}}',
  source: "Measured: 0.3 % of 1,032 real tools",
  *check({ parameters }) {
    for (const { name, raw, pointer } of parameters) {
      if (!isJsonObject(raw) || TELLS.some((keyword) => Object.hasOwn(raw, keyword))) continue;
      yield { message: `\`${name}\` has no type.`, pointer };
    }
  },
};
