import { isJsonObject } from "#shared/base/json.ts";
import { toPointer } from "#shared/base/json-pointer.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { isSchema, own } from "#shared/schema/subschemas.ts";

export const propertyNotASchema: ToolRule = {
  id: "T110",
  name: "property-not-a-schema",
  scope: "tool",
  severity: "error",
  title: "A property's value is no schema",
  why: "Validators refuse the whole schema, and the model cannot know what the property takes.",
  before: '{"properties": {"id": "string"}}',
  after: '{"properties": {"id": {"type": "string"}}}',
  source: "JSON Schema core, properties",
  *check({ having }) {
    for (const keyword of ["properties", "patternProperties", "$defs", "definitions"]) {
      for (const { schema, pointer } of having(keyword)) {
        const members = own(schema, keyword);
        if (!isJsonObject(members)) continue;
        for (const [name, value] of Object.entries(members)) {
          if (isSchema(value)) continue;
          yield {
            message: `\`${name}\` is ${value === null ? "null" : `a ${Array.isArray(value) ? "list" : typeof value}`}, not a schema.`,
            pointer: `${pointer}${toPointer([keyword, name])}`,
          };
        }
      }
    }
  },
};
