import { isJsonObject, setOwn, type Json, type JsonObject } from "#shared/base/json.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";
import { sampleNumber, sampleString } from "#shared/schema/sample-scalars.ts";
import { requiredNames, typesOf } from "#shared/schema/schema-types.ts";
import { isSchema, own, type Schema } from "#shared/schema/subschemas.ts";

interface Budget {
  left: number;
}
const MAX_VALUES = 2_000;
const MAX_DEPTH = 12;
const MAX_ITEMS = 20;

/**
 * Arguments to start from: every required key, and the optional ones that have a default, with a value that the
 * schema itself suggests where it does (const, default, examples, enum), else the smallest that its limits allow.
 * Same schema, same arguments. Bounded: at most 2,000 values, 12 deep; beyond that a level stays empty.
 */
export function sampleArguments(inputSchema: JsonObject): JsonObject {
  return sampleObject(inputSchema, effectiveSchema(inputSchema, inputSchema).schema, 0, { left: MAX_VALUES });
}

function sample(root: JsonObject, schema: Schema, depth: number, budget: Budget): Json | undefined {
  budget.left -= 1;
  if (budget.left < 0 || depth > MAX_DEPTH || schema === false) return undefined;
  const { schema: seen } = effectiveSchema(root, schema);
  const suggested = suggestedValue(seen);
  if (suggested !== undefined) return suggested;
  for (const keyword of ["oneOf", "anyOf"]) {
    const branches = own(seen, keyword);
    if (!Array.isArray(branches)) continue;
    const schemas = branches.filter(isSchema);
    const chosen = schemas.find((branch) => !isNullOnly(root, branch)) ?? schemas[0];
    if (chosen === undefined) continue;
    const value = sample(root, joined(seen, chosen, keyword), depth + 1, budget);
    if (value !== undefined) return value;
  }
  const types = typesOf(seen);
  switch (types.find((type) => type !== "null") ?? types[0]) {
    case "object":
      return sampleObject(root, seen, depth, budget);
    case "array":
      return sampleArray(root, seen, depth, budget);
    case "integer":
      return sampleNumber(seen, true);
    case "number":
      return sampleNumber(seen, false);
    case "boolean":
      return false;
    case "null":
      return null;
    case "string":
    case undefined:
    default:
      return sampleString(seen);
  }
}

function sampleObject(root: JsonObject, schema: JsonObject, depth: number, budget: Budget): JsonObject {
  const value: Record<string, Json> = {};
  const properties = own(schema, "properties");
  const required = requiredNames(schema);
  const known = isJsonObject(properties) ? properties : {};
  for (const [name, property] of Object.entries(known)) {
    if (!isSchema(property) || budget.left <= 0) continue;
    if (!required.has(name) && !hasDefault(root, property)) continue;
    const member = sample(root, property, depth + 1, budget);
    if (member !== undefined) setOwn(value, name, member);
  }
  // Required but never described: the key is still needed for the call to be accepted.
  for (const name of required) {
    if (Object.hasOwn(known, name) || budget.left <= 0) continue;
    budget.left -= 1;
    setOwn(value, name, "");
  }
  return value;
}

function sampleArray(root: JsonObject, schema: JsonObject, depth: number, budget: Budget): readonly Json[] {
  const least = own(schema, "minItems");
  const count = typeof least === "number" ? Math.min(Math.max(0, Math.ceil(least)), MAX_ITEMS) : 0;
  const prefix = own(schema, "prefixItems") ?? own(schema, "items");
  const items: Json[] = [];
  for (let index = 0; index < count && budget.left > 0; index += 1) {
    const tuple: unknown = Array.isArray(prefix) ? prefix[index] : undefined;
    const rest = own(schema, "items");
    const item = isSchema(tuple) ? tuple : isSchema(rest) ? rest : true;
    const value = sample(root, item, depth + 1, budget);
    if (value === undefined) break;
    items.push(value);
  }
  return items;
}

function suggestedValue(schema: JsonObject): Json | undefined {
  const examples = own(schema, "examples");
  const values = own(schema, "enum");
  const candidates = [
    own(schema, "const"),
    own(schema, "default"),
    Array.isArray(examples) ? examples[0] : undefined,
    own(schema, "example"), // OpenAPI's word; generators leave it in
    Array.isArray(values) ? (values.find((value) => value !== null) ?? values[0]) : undefined,
  ];
  return candidates.find((candidate) => candidate !== undefined) as Json | undefined;
}

function hasDefault(root: JsonObject, schema: Schema): boolean {
  return own(effectiveSchema(root, schema).schema, "default") !== undefined;
}

function isNullOnly(root: JsonObject, schema: Schema): boolean {
  const types = typesOf(effectiveSchema(root, schema).schema);
  return types.length === 1 && types[0] === "null";
}

/** A branch together with what stands beside the `oneOf`: `{ type: "object", required: [...], oneOf: [...] }`. */
function joined(around: JsonObject, branch: Schema, keyword: string): Schema {
  const outer = Object.fromEntries(Object.entries(around).filter(([key]) => key !== keyword && key !== "$defs"));
  return Object.keys(outer).length === 0 ? branch : { allOf: [branch, outer] };
}
