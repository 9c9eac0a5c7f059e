import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { type Chance, NAMES, TEXTS } from "./random-schemas.ts";

/** What appears anywhere in some schemas: its constants, its numbers and those beside them. */
export function materialOf(schemas: readonly unknown[]): readonly Json[] {
  const found = new Map<string, Json>();
  const add = (value: Json): void => void found.set(JSON.stringify(value), value);
  const tasks: unknown[] = [...schemas];
  for (let value = tasks.pop(); value !== undefined || tasks.length > 0; value = tasks.pop()) {
    if (typeof value === "number")
      for (const near of [value - 1, value - 0.5, value, value + 0.5, value + 1]) add(near);
    if (isJsonObject(value)) {
      if (value["const"] !== undefined) add(value["const"]);
      if (Array.isArray(value["enum"])) for (const one of value["enum"]) add(one);
    }
    if (typeof value === "object" && value !== null) tasks.push(...(Object.values(value) as unknown[]));
  }
  for (const text of [...TEXTS, "aaaa", "ab", "x_a1", "a".repeat(7)]) add(text);
  for (const plain of [0, 1, 7, -3, 0.25, 12, true, false, null]) add(plain);
  return [...found.values()];
}

/** A value that a schema may well accept: it follows the schema's structure and is otherwise random. */
export function randomValue(
  chance: Chance,
  root: JsonObject,
  schema: Json | undefined,
  material: readonly Json[],
  depth = 0,
): Json {
  const next = (inner: Json | undefined): Json => randomValue(chance, root, inner, material, depth + 1);
  if (depth > 8 || !isJsonObject(schema) || chance.below(14) === 0) return anything(chance, material, depth);
  const merged = gathered(chance, root, schema, 0);
  if (merged["const"] !== undefined) return merged["const"];
  if (Array.isArray(merged["enum"]) && merged["enum"].length > 0) return chance.pick(merged["enum"]) ?? null;
  const type = chance.pick(merged["type"] === undefined ? guessed(chance, merged) : [merged["type"]].flat());
  switch (typeof type === "string" ? type : "") {
    case "object":
      return objectFor(chance, merged, next);
    case "array":
      return arrayFor(chance, merged, next);
    case "string":
      return textFor(chance, merged, material);
    case "integer":
      return chance.pick(material.filter((value) => Number.isInteger(value))) ?? 0;
    case "number":
      return chance.pick(material.filter((value) => typeof value === "number")) ?? 0;
    case "boolean":
      return chance.below(2) === 0;
    default:
      return null;
  }
}

/** Some keyword of the node and of what it refers to or combines, in one; later ones win. */
function gathered(chance: Chance, root: JsonObject, schema: JsonObject, hops: number): JsonObject {
  if (hops > 6) return schema;
  const parts: (Json | undefined)[] = [];
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const [group = "", name = ""] = reference.slice(2).split("/");
    parts.push((root[group] as JsonObject | undefined)?.[name]);
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    if (Array.isArray(schema[keyword])) parts.push(chance.pick(schema[keyword]));
  }
  if (Array.isArray(schema["allOf"])) parts.push(...schema["allOf"]);
  if (schema["if"] !== undefined)
    parts.push(...(chance.below(2) === 0 ? [schema["if"], schema["then"]] : [schema["else"]]));
  const merged: Record<string, Json> = {};
  for (const part of [...parts, schema]) {
    if (!isJsonObject(part)) continue;
    const inner = part === schema ? schema : gathered(chance, root, part, hops + 1);
    for (const [keyword, value] of Object.entries(inner)) {
      const old = merged[keyword];
      if (keyword === "properties" && isJsonObject(old) && isJsonObject(value)) merged[keyword] = { ...old, ...value };
      else if (keyword === "required" && Array.isArray(old) && Array.isArray(value))
        merged[keyword] = [...old, ...value];
      else if (value !== undefined) merged[keyword] = value;
    }
  }
  return merged;
}

const GUESSES: readonly (readonly [RegExp, string])[] = [
  [/^(minLength|maxLength|pattern|format)$/, "string"],
  [/^(minimum|maximum|exclusive|multipleOf)/, "number"],
  [/^(items|prefixItems|additionalItems|contains|minItems|maxItems|uniqueItems|unevaluatedItems)$/, "array"],
  [/^(properties|required|additionalProperties|patternProperties|propertyNames|depend|minProp|maxProp)/, "object"],
];

function guessed(chance: Chance, schema: JsonObject): readonly Json[] {
  const any = ["string", "number", "boolean", "null", "array", "object"];
  const told = GUESSES.flatMap(([cue, type]) =>
    Object.keys(schema).some((keyword) => cue.test(keyword)) ? [type] : [],
  );
  return told.length === 0 || chance.below(4) === 0 ? any : told;
}

function anything(chance: Chance, material: readonly Json[], depth: number): Json {
  const roll = chance.below(12);
  if (roll === 0 && depth > 0) return [];
  if (roll === 1) return Array.from({ length: 1 + chance.below(3) }, () => chance.pick(material) ?? null);
  if (roll === 2) return { [chance.pick(NAMES) ?? "id"]: chance.pick(material) ?? null };
  return chance.pick(material) ?? null;
}

function textFor(chance: Chance, schema: JsonObject, material: readonly Json[]): string {
  const texts = material.filter((value) => typeof value === "string");
  const samples: Record<string, readonly string[]> = {
    date: ["2026-01-31"],
    email: ["ada@example.com"],
    uri: ["https://example.com/"],
    uuid: ["123e4567-e89b-42d3-a456-426614174000"],
  };
  const offered = samples[typeof schema["format"] === "string" ? schema["format"] : ""];
  if (offered !== undefined && chance.below(2) === 0) return chance.pick(offered) ?? "";
  const text = chance.pick(texts) ?? "";
  const least = typeof schema["minLength"] === "number" ? schema["minLength"] : 0;
  const most = typeof schema["maxLength"] === "number" ? schema["maxLength"] : 99;
  return (text.length < least && text !== "" ? text.padEnd(least, text) : text).slice(0, Math.max(most, 0));
}

function objectFor(chance: Chance, schema: JsonObject, next: (inner: Json | undefined) => Json): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  const rest = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  const patterns = Object.entries(isJsonObject(schema["patternProperties"]) ? schema["patternProperties"] : {});
  const made: Record<string, Json> = {};
  const put = (name: string): void => {
    const pattern = patterns.find(([source]) => new RegExp(source).test(name));
    made[name] = next(properties[name] ?? pattern?.[1] ?? (rest === false ? undefined : rest));
  };
  const odds = 1 + chance.below(4);
  for (const name of Object.keys(properties)) if (chance.below(4) < odds) put(name);
  if (chance.below(10) > 0) for (const name of required) put(name);
  for (const keyword of ["dependentRequired", "dependencies"]) {
    for (const [name, needs] of Object.entries(isJsonObject(schema[keyword]) ? schema[keyword] : {})) {
      if (made[name] !== undefined && Array.isArray(needs) && chance.below(4) > 0) needs.map(String).forEach(put);
    }
  }
  const least = typeof schema["minProperties"] === "number" ? schema["minProperties"] : 0;
  const extra = chance.below(3) === 0 ? 1 + chance.below(2) : 0;
  for (let count = 0; count < Math.max(extra, least - Object.keys(made).length); count += 1) {
    put(chance.pick([...NAMES, "x_z", "ab", "extra"]) ?? "id");
  }
  return made;
}

function arrayFor(chance: Chance, schema: JsonObject, next: (inner: Json | undefined) => Json): Json[] {
  const prefix = [schema["prefixItems"], schema["items"]].find((list) => Array.isArray(list)) ?? [];
  const rest =
    schema["additionalItems"] ?? (isJsonObject(schema["items"]) ? schema["items"] : schema["unevaluatedItems"]);
  const least = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const most = typeof schema["maxItems"] === "number" ? schema["maxItems"] : 4;
  const length = Math.max(0, Math.min(least + chance.below(4), most + (chance.below(8) === 0 ? 1 : 0)));
  const made = Array.from({ length }, (_, index) => next(prefix[index] ?? (rest === false ? undefined : rest)));
  if (schema["contains"] !== undefined && length > 0 && chance.below(4) > 0)
    made[chance.below(length)] = next(schema["contains"]);
  if (length > 1 && schema["uniqueItems"] !== true && chance.below(4) === 0) made[1] = made[0] ?? null;
  return made;
}
