import { isJsonObject, jsonEqual } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { requiredNames, typeOfValue, typesOf } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";

export const unsatisfiable: ToolRule = {
  id: "T107",
  name: "unsatisfiable",
  scope: "tool",
  severity: "error",
  title: "No value can satisfy a part of the schema",
  why: "The model can never make a valid call: whatever it sends is refused.",
  before: '{"type": "string", "const": 3}',
  after: '{"type": "integer", "const": 3}',
  source: "JSON Schema 2020-12; cyanheads/mcp-ts-core rule schema-unsatisfiable",
  *check({ having, parameters }) {
    const suspects = new Set([...having("const"), ...having("not"), ...having("required")]);
    for (const { schema, pointer } of suspects) {
      const fixed = own(schema, "const");
      const types = own(schema, "type") === undefined ? [] : typesOf(schema);
      if (fixed !== undefined && types.length > 0) {
        const type = typeOfValue(fixed);
        const fits = types.includes(type) || (type === "integer" && types.includes("number"));
        if (!fits)
          yield {
            message: `\`const\` is of the type ${type}, and the type must be ${types.join(" or ")}.`,
            pointer: `${pointer}/const`,
          };
      }
      const values = own(schema, "enum");
      if (fixed !== undefined && Array.isArray(values) && !values.some((value) => jsonEqual(value, fixed))) {
        yield { message: "`const` is not among the values of `enum`.", pointer: `${pointer}/const` };
      }
      if (
        !/\/(anyOf|oneOf)\/\d+$/.test(pointer) &&
        isJsonObject(own(schema, "not")) &&
        Object.keys(own(schema, "not") as object).length === 0
      ) {
        // A way to say that an optional property must not be sent: the call is still possible.
        const name = /^\/inputSchema\/properties\/([^/]+)$/.exec(pointer)?.[1];
        const optional = name !== undefined && !parameters.some((one) => one.pointer === pointer && one.required);
        yield {
          message: optional ? "`not: {}` forbids every value: this cannot be sent." : "`not: {}` forbids every value.",
          pointer: `${pointer}/not`,
          ...(optional ? { severity: "hint" as const } : {}),
        };
      }
      const properties = own(schema, "properties");
      if (!isJsonObject(properties)) continue;
      for (const name of requiredNames(schema)) {
        if (own(properties, name) === false) {
          yield {
            message: `\`${name}\` is required and its schema is \`false\`.`,
            pointer: `${pointer}/properties/${name}`,
          };
        }
      }
    }
  },
};
