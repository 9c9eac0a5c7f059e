import { jsonEqual } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { typeOfValue, typesOf } from "#shared/schema/schema-types.ts";
import { own } from "#shared/schema/subschemas.ts";

export const enumValues: ToolRule = {
  id: "T111",
  name: "enum-values",
  scope: "tool",
  severity: "error",
  title: "An enum is empty, repeats itself or holds values of another type",
  why: "An empty enum allows nothing; a value of the wrong type can never be sent; a repeated value is refused by validators and by strict providers.",
  before: '{"type": "string", "enum": ["a", "a", 1]}',
  after: '{"type": "string", "enum": ["a", "1"]}',
  source: "JSON Schema validation, enum; measured: 0 of 1,032 real tools",
  *check({ having }) {
    for (const { schema, pointer } of having("enum")) {
      const values = own(schema, "enum");
      if (!Array.isArray(values)) continue;
      const at = `${pointer}/enum`;
      if (values.length === 0) yield { message: "The enum is empty: no value is allowed.", pointer: at };
      const once = new Map(values.map((value: unknown) => [stableJson(value), value]));
      if (once.size < values.length) {
        yield {
          message: `The enum repeats ${values.length - once.size} of its values.`,
          pointer: at,
          key: "repeats",
          severity: "warning",
          fix: {
            title: "Keep each value once",
            safe: true,
            edits: [{ kind: "set", pointer: at, value: [...once.values()] }],
          },
        };
      }
      const types = own(schema, "type") === undefined ? [] : typesOf(schema);
      const wrong = types.length === 0 ? [] : values.filter((value: unknown) => !fits(value, types));
      if (wrong.length > 0) {
        const some = wrong.slice(0, 3).map((value) => JSON.stringify(value).slice(0, 40));
        yield {
          message: `The enum holds ${some.join(", ")}, and the type is ${types.join(" or ")}.`,
          pointer: at,
          key: "type",
        };
      }
    }
  },
};

function fits(value: unknown, types: readonly string[]): boolean {
  const type = typeOfValue(value);
  // `null` in an enum beside `nullable: true` is OpenAPI's way, harmless here.
  return types.includes(type) || (type === "integer" && types.includes("number")) || jsonEqual(value, null);
}
