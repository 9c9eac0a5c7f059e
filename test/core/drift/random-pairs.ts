import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { type Chance, type Dialect, randomKeywords, randomSchema } from "./random-schemas.ts";

/** Two random schemas of a tool's arguments, the second made from the first by a few changes. */
export interface RandomPair {
  readonly dialect: Dialect;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** A pair: a root object with a few properties, and one to three changes somewhere in it. */
export function randomPair(chance: Chance, dialect: Dialect): RandomPair {
  const $schema =
    dialect === "draft-07" ? "http://json-schema.org/draft-07/schema#" : "https://json-schema.org/draft/2020-12/schema";
  const before: JsonObject = { $schema, ...randomRoot(chance, dialect) };
  let after: Json = before;
  const changes = 1 + chance.below(3);
  for (let count = 0; count < changes; count += 1) after = changed(chance, dialect, after, 0);
  return { dialect, before, after: after as JsonObject };
}

function randomRoot(chance: Chance, dialect: Dialect): JsonObject {
  const object = randomKeywords(chance, dialect, "object", 0);
  const definitions = dialect === "draft-07" ? "definitions" : "$defs";
  return {
    ...object,
    type: "object",
    [definitions]: { leaf: randomSchema(chance, dialect, 3), branch: randomSchema(chance, dialect, 2) },
  };
}

const MAPS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"]);
const SINGLE = new Set(
  "items additionalItems contains not if then else propertyNames additionalProperties unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);
const LISTS = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);

/** One change at a random place. */
function changed(chance: Chance, dialect: Dialect, schema: Json, depth: number): Json {
  if (!isJsonObject(schema)) return randomSchema(chance, dialect, 2);
  const places = Object.entries(schema).flatMap(
    ([keyword, value]): (readonly [string, string | number | undefined])[] => {
      if (MAPS.has(keyword)) return Object.keys(value as object).map((name) => [keyword, name] as const);
      if (LISTS.has(keyword)) return Array.from(value as Json[], (_, index) => [keyword, index] as const);
      return SINGLE.has(keyword) && typeof value === "object" ? [[keyword, undefined] as const] : [];
    },
  );
  const place = chance.pick(places);
  if (place !== undefined && chance.below(10) < 6) return within(chance, dialect, schema, place, depth);
  return edited(chance, dialect, schema, depth);
}

function within(
  chance: Chance,
  dialect: Dialect,
  schema: JsonObject,
  [keyword, token]: readonly [string, string | number | undefined],
  depth: number,
): JsonObject {
  const inner = schema[keyword] as Json;
  if (token === undefined) return { ...schema, [keyword]: changed(chance, dialect, inner, depth + 1) };
  const child = (inner as Record<string, Json>)[token] as Json;
  if (Array.isArray(child)) return schema;
  const made = changed(chance, dialect, child, depth + 1);
  return {
    ...schema,
    [keyword]: Array.isArray(inner)
      ? inner.map((each, index) => (index === token ? made : each))
      : { ...(inner as object), [token]: made },
  };
}

/** Changes one node itself: a keyword lost, won or exchanged, a bound moved, a member added, another spelling. */
function edited(chance: Chance, dialect: Dialect, schema: JsonObject, depth: number): Json {
  const { $schema, ...rest } = schema;
  const kept = depth === 0 ? { ...($schema === undefined ? {} : { $schema }), type: "object" } : {};
  const keywords = Object.keys(rest).filter((keyword) => !/^(\$defs|definitions|\$ref|type)$/.test(keyword));
  const one = chance.pick(keywords);
  // ajv heeds what stands beside a reference in draft-07, against that draft: no pair turns on it.
  if (dialect === "draft-07" && rest["$ref"] !== undefined) return randomSchema(chance, dialect, 2);
  switch (chance.below(8)) {
    case 0:
      return one === undefined ? schema : { ...omit(schema, one), ...kept };
    case 1:
    case 2: {
      const type = typeof rest["type"] === "string" ? rest["type"] : "object";
      return { ...schema, ...randomKeywords(chance, dialect, type, Math.max(depth, 1) + 1), ...kept };
    }
    case 3:
      return { ...schema, ...Object.fromEntries(keywords.map((keyword) => [keyword, moved(chance, rest[keyword])])) };
    case 4:
      return depth === 0 ? schema : randomSchema(chance, dialect, 2);
    case 5:
      return depth === 0 ? { ...schema, allOf: [randomSchema(chance, dialect, 2)] } : { allOf: [schema] };
    case 6:
      return depth === 0 ? schema : { anyOf: [schema, { type: chance.pick(["null", "string", "boolean"]) ?? "null" }] };
    default:
      return Object.fromEntries(Object.entries(schema).toReversed());
  }
}

const omit = (schema: JsonObject, keyword: string): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== keyword));

/** A number one up or down, a list one shorter; anything else as it was. */
function moved(chance: Chance, value: Json | undefined): Json {
  if (typeof value === "number" && Number.isInteger(value)) return Math.max(0, value + chance.below(5) - 2);
  if (Array.isArray(value) && value.length > 1 && chance.below(3) === 0) return value.slice(1);
  return value ?? null;
}
