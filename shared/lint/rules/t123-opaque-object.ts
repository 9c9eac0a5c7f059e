import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

const SHAPES = [
  "properties",
  "patternProperties",
  "additionalProperties",
  "anyOf",
  "oneOf",
  "allOf",
  "$ref",
  "propertyNames",
  "enum",
  "const",
  "unevaluatedProperties",
];

/** A description that names keys, shows an object, or says where they are told. */
const EXPLAINED = /[{(][^)}\n]*[,:][^)}\n]*[)}]|\be\.g\.|\bexample|\bsuch as\b|\bkeys?\b|\bdepends on\b|\bmetadata\b/i;

export const opaqueObject: ToolRule = {
  id: "T123",
  name: "opaque-object",
  scope: "tool",
  severity: "warning",
  title: "An object parameter without properties",
  why: "The model must invent the keys. Where any key is really allowed, say so with `additionalProperties`, and describe them.",
  before: '{"type": "object"}',
  after: '{"type": "object", "properties": {"city": {"type": "string"}}}',
  source: "Measured: 2.0 % of 1,032 real tools; arXiv 2602.18914 (parameter meaning)",
  *check({ nodes }) {
    for (const { schema, pointer, depth } of nodes) {
      if (depth === 0 || own(schema, "type") !== "object") continue;
      if (!SHAPES.some((keyword) => Object.hasOwn(schema, keyword))) {
        const said = own(schema, "description");
        const explained = typeof said === "string" && EXPLAINED.test(said);
        yield {
          message: explained
            ? "Only the description says what this object holds."
            : "This object does not say what it holds.",
          pointer,
          ...(explained ? { severity: "hint" as const } : {}),
        };
      }
    }
  },
};
