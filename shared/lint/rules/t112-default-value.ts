import { jsonEqual } from "#shared/base/json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { typeOfValue, typesOf } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";

export const defaultValue: ToolRule = {
  id: "T112",
  name: "default-value",
  scope: "tool",
  severity: "warning",
  title: "A default is not allowed by its own schema",
  why: "Models copy defaults. A default outside the enum or of another type makes a call that the server then refuses.",
  before: '{"type": "integer", "default": "10"}',
  after: '{"type": "integer", "default": 10}',
  source: "Measured: 2.2 % of 1,032 real tools have a default of the wrong type",
  *check({ having }) {
    for (const { schema, pointer } of having("default")) {
      const value = own(schema, "default");
      if (value === undefined) continue;
      const at = `${pointer}/default`;
      const values = own(schema, "enum");
      if (
        Array.isArray(values) &&
        values.length > 0 &&
        value !== null &&
        !values.some((one) => jsonEqual(one, value))
      ) {
        yield {
          message: `The default ${JSON.stringify(value).slice(0, 60)} is not among the enum's values.`,
          pointer: at,
        };
        continue;
      }
      const types = own(schema, "type") === undefined ? [] : typesOf(schema);
      const type = typeOfValue(value);
      const nullable = value === null && own(schema, "nullable") === true;
      if (types.length === 0 || nullable || types.includes(type) || (type === "integer" && types.includes("number")))
        continue;
      yield { message: `The default is of the type ${type}, and the type must be ${types.join(" or ")}.`, pointer: at };
    }
  },
};
