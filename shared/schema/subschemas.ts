import { isJsonObject, type JsonObject } from "#shared/base/json.ts";

/** A schema: an object of keywords, or `true`/`false`. */
export type Schema = JsonObject | boolean;

/** True for what JSON Schema allows where a schema is expected. */
export function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || isJsonObject(value);
}

const single = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
] as const;
const lists = ["allOf", "anyOf", "items", "oneOf", "prefixItems"] as const;
const maps = ["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"] as const;

/** One subschema and the reference tokens that lead to it from its parent. */
export interface Subschema {
  readonly tokens: readonly (string | number)[];
  readonly schema: Schema;
}

/**
 * The direct subschemas of a schema, keyword by keyword, own properties only (drafts 4 to 2020-12).
 * Values of `const`, `enum`, `default` and `examples` are data, not schemas, and are not among them.
 */
export function* subschemas(schema: JsonObject): Generator<Subschema> {
  for (const keyword of single) {
    const value = own(schema, keyword);
    if (isSchema(value)) yield { tokens: [keyword], schema: value };
  }
  for (const keyword of lists) {
    const value = own(schema, keyword);
    if (!Array.isArray(value)) continue;
    for (const [index, item] of value.entries()) if (isSchema(item)) yield { tokens: [keyword, index], schema: item };
  }
  for (const keyword of maps) {
    const value = own(schema, keyword);
    if (!isJsonObject(value)) continue;
    for (const [name, item] of Object.entries(value)) {
      if (isSchema(item)) yield { tokens: [keyword, name], schema: item };
    }
  }
}

/** An own property of a schema, so that `toString` or `__proto__` as a key is plain data. */
export function own(schema: JsonObject, key: string): unknown {
  return Object.hasOwn(schema, key) ? schema[key] : undefined;
}
