import { isJsonObject } from "#shared/base/json.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import type { SchemaNode } from "#shared/lint/tool-facts.ts";
import { isSchema, own } from "#shared/schema/subschemas.ts";

const TYPES = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);
const isCount = (value: unknown): boolean => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isNumber = (value: unknown): boolean => typeof value === "number";
const isText = (value: unknown): boolean => typeof value === "string";
const isMap = (value: unknown): boolean => isJsonObject(value);
const isSchemaList = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isType = (value: unknown): boolean =>
  typeof value === "string"
    ? TYPES.has(value)
    : Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string" && TYPES.has(name));

/** What each keyword's value must be (JSON Schema draft-07 and 2020-12, where they agree). */
const FORMS: ReadonlyMap<string, readonly [said: string, holds: (value: unknown) => boolean]> = new Map([
  ["type", ["one of the seven type names, or a list of them", isType]],
  ["properties", ["an object", isMap]],
  ["patternProperties", ["an object", isMap]],
  ["$defs", ["an object", isMap]],
  ["definitions", ["an object", isMap]],
  ["enum", ["a list", (value: unknown) => Array.isArray(value)]],
  ["items", ["a schema", (value: unknown) => isSchema(value) || (Array.isArray(value) && value.every(isSchema))]],
  ["additionalProperties", ["a schema or a boolean", isSchema]],
  ["propertyNames", ["a schema", isSchema]],
  ["not", ["a schema", isSchema]],
  ["if", ["a schema", isSchema]],
  ["anyOf", ["a list of schemas, not empty", isSchemaList]],
  ["oneOf", ["a list of schemas, not empty", isSchemaList]],
  ["allOf", ["a list of schemas, not empty", isSchemaList]],
  ["prefixItems", ["a list of schemas, not empty", isSchemaList]],
  ["minimum", ["a number", isNumber]],
  ["maximum", ["a number", isNumber]],
  ["exclusiveMinimum", ["a number", isNumber]],
  ["exclusiveMaximum", ["a number", isNumber]],
  ["multipleOf", ["a number above 0", (value: unknown) => typeof value === "number" && value > 0]],
  ["minLength", ["a whole number", isCount]],
  ["maxLength", ["a whole number", isCount]],
  ["minItems", ["a whole number", isCount]],
  ["maxItems", ["a whole number", isCount]],
  ["minProperties", ["a whole number", isCount]],
  ["maxProperties", ["a whole number", isCount]],
  ["uniqueItems", ["true or false", (value: unknown) => typeof value === "boolean"]],
  ["pattern", ["a regular expression", isText]],
  ["format", ["a text", isText]],
  ["description", ["a text", isText]],
  ["title", ["a text", isText]],
  ["$ref", ["a text", isText]],
]);

export const invalidSchema: ToolRule = {
  id: "T106",
  name: "invalid-schema",
  scope: "tool",
  severity: "error",
  title: "A schema keyword has a value that JSON Schema does not allow",
  why: "Validators refuse to compile the schema; some clients then lose the tool, some the list, and model providers answer 400.",
  before: '{"type": "string", "minLength": "2"}',
  after: '{"type": "string", "minLength": 2}',
  source: "JSON Schema 2020-12 and draft-07 meta-schemas",
  yieldsTo: ["T109", "T110"],
  *check({ nodes, outputNodes }) {
    for (const node of [...nodes, ...outputNodes]) yield* checkNode(node);
  },
};

function* checkNode({ schema, pointer, depth }: SchemaNode): Generator<Finding> {
  for (const [keyword, value] of Object.entries(schema)) {
    const form = FORMS.get(keyword);
    if (form === undefined || value === undefined || form[1](value)) continue;
    if (depth === 0 && keyword === "type") continue; // T101 and T102 say it
    yield { message: `\`${keyword}\` must be ${form[0]}.`, pointer: `${pointer}/${keyword}` };
  }
  const required = own(schema, "required");
  if (required !== undefined && typeof required !== "boolean" && !(Array.isArray(required) && required.every(isText))) {
    yield { message: "`required` must be a list of property names.", pointer: `${pointer}/required` };
  }
  const pattern = own(schema, "pattern");
  if (typeof pattern === "string" && !compiles(pattern)) {
    yield {
      message: "`pattern` is no regular expression (ECMA-262).",
      pointer: `${pointer}/pattern`,
      evidence: pattern.slice(0, 120),
    };
  }
}

function compiles(pattern: string): boolean {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags) instanceof RegExp;
    } catch {
      continue; // a SyntaxError is the answer: not in this mode
    }
  }
  return false;
}
