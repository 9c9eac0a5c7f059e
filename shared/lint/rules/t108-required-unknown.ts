import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { requiredNames } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";

export const requiredUnknown: ToolRule = {
  id: "T108",
  name: "required-unknown",
  scope: "tool",
  severity: "error",
  title: "`required` names something that is no property",
  why: "The model is told to send an argument that it knows nothing about; providers with strict schemas refuse the tool.",
  before: '{"properties": {"id": {"type": "string"}}, "required": ["ident"]}',
  after: '{"properties": {"id": {"type": "string"}}, "required": ["id"]}',
  source: "OpenAI function calling; measured: 0 of 1,032 real tools",
  *check({ having }) {
    for (const { schema, pointer, depth } of having("required")) {
      const properties = own(schema, "properties");
      // A branch of anyOf may require what its parent defines; a `$ref` or a pattern may define it elsewhere.
      if (depth > 0 && !isJsonObject(properties)) continue;
      const elsewhere = ["$ref", "patternProperties", "allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas"];
      const known = isJsonObject(properties) ? properties : {};
      const hidden = elsewhere.some((keyword) => Object.hasOwn(schema, keyword)) || inherits(pointer);
      for (const name of requiredNames(schema)) {
        if (Object.hasOwn(known, name) || (hidden && !declaresAlone(schema))) continue;
        yield {
          message: `\`${name}\` is required, and there is no such property.`,
          pointer: `${pointer}/required`,
          key: name,
        };
      }
    }
  },
};

/** Whether a schema stands in a branch, whose parent's properties it may mean. */
function inherits(pointer: string): boolean {
  return /\/(allOf|anyOf|oneOf|then|else|if|not|dependentSchemas)(\/[^/]*)?$/.test(pointer);
}

/** Closed objects cannot mean anyone else's properties. */
function declaresAlone(schema: JsonObject): boolean {
  return own(schema, "additionalProperties") === false && !Object.hasOwn(schema, "patternProperties");
}
