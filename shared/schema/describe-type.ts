import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";
import { typesOf } from "#shared/schema/schema-types.ts";
import { isSchema, own, type Schema } from "#shared/schema/subschemas.ts";

const MAX_NESTING = 4;
const MAX_BRANCHES = 6;

/** The type of a schema in a few words: `string`, `array of integer`, `string | null`, `date-time string`, `any`. */
export function describeType(root: JsonObject, schema: Schema, nesting = 0): string {
  if (schema === false) return "nothing";
  const { schema: seen, problem } = effectiveSchema(root, schema);
  if (problem !== undefined && Object.keys(seen).length === 0) return "unresolved";
  const branches = own(seen, "oneOf") ?? own(seen, "anyOf");
  if (Array.isArray(branches) && branches.length > 0 && nesting < MAX_NESTING) {
    const words = branches.slice(0, MAX_BRANCHES).filter(isSchema);
    const named = [...new Set(words.map((branch) => describeType(root, branch, nesting + 1)))];
    if (branches.length > MAX_BRANCHES) named.push("…");
    return named.join(" | ");
  }
  const types = typesOf(seen);
  if (types.length === 0) return own(seen, "not") !== undefined && Object.keys(seen).length === 1 ? "nothing" : "any";
  return types.map((type) => wordFor(type, root, seen, nesting)).join(" | ");
}

function wordFor(type: string, root: JsonObject, schema: JsonObject, nesting: number): string {
  const format = own(schema, "format");
  if (type === "string" && typeof format === "string") return `${format.slice(0, 40)} string`;
  if (type !== "array") return type;
  const items = own(schema, "items");
  if (Array.isArray(own(schema, "prefixItems")) || Array.isArray(items)) return "tuple";
  if (nesting >= MAX_NESTING || !isSchema(items) || (isJsonObject(items) && Object.keys(items).length === 0)) {
    return "array";
  }
  const item = describeType(root, items, nesting + 1);
  return item === "any" ? "array" : `array of ${item.includes(" | ") ? `(${item})` : item}`;
}
