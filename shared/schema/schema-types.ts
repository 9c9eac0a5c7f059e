import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { own } from "#shared/schema/subschemas.ts";

/** The seven type names of JSON Schema. */
export type TypeName = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";
const names: ReadonlySet<string> = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** The types a schema names, or those its keywords imply; empty where nothing tells. Unknown names are left out. */
export function typesOf(schema: JsonObject): readonly TypeName[] {
  const type = own(schema, "type");
  const named = (Array.isArray(type) ? type : [type]).filter(
    (name): name is TypeName => typeof name === "string" && names.has(name),
  );
  if (named.length > 0) return [...new Set(named)];
  if (isJsonObject(own(schema, "properties"))) return ["object"];
  if (own(schema, "items") !== undefined || own(schema, "prefixItems") !== undefined) return ["array"];
  const values = own(schema, "const") !== undefined ? [own(schema, "const")] : own(schema, "enum");
  return Array.isArray(values) ? [...new Set(values.slice(0, 1000).map(typeOfValue))] : [];
}

/** The JSON Schema type of a value; whole numbers are `integer`. */
export function typeOfValue(value: unknown): TypeName {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean" || typeof value === "string") return typeof value as TypeName;
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return "object";
}

/** The names in `required` that are strings, as a set: `__proto__` and `constructor` are plain names here. */
export function requiredNames(schema: JsonObject): ReadonlySet<string> {
  const required = own(schema, "required");
  return new Set(Array.isArray(required) ? required.filter((name): name is string => typeof name === "string") : []);
}
