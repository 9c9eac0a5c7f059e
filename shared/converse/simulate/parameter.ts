import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";
import { identifierWords, proseStems, stemOf, stopWords } from "#shared/converse/simulate/words.ts";

/** One parameter of a tool, as slot filling sees it. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  /** `string`, `number`, `integer`, `boolean`, `array`, `object`; the first that is named, `null` skipped. */
  readonly type: string;
  readonly schema: JsonObject;
  /** Values allowed, at most 500. */
  readonly choices: readonly Json[];
  /** Of an array: its items. */
  readonly items: Parameter | undefined;
  /** Of an object: its properties. */
  readonly properties: readonly Parameter[];
  /** Stems of the name and of the description, each in order. */
  readonly nameStems: readonly string[];
  readonly descriptionStems: readonly string[];
}

const MAX_PARAMETERS = 100;
const MAX_DEPTH = 3;
const MAX_CHOICES = 500;
const MAX_DESCRIPTION = 2_000;

/** The parameters of an input schema, in order; nested ones to three levels. References within the schema are followed. */
export function parametersOf(root: JsonObject, schema: JsonObject = root, depth = 0): readonly Parameter[] {
  const read = effectiveSchema(root, schema).schema;
  const properties = isJsonObject(read["properties"]) ? read["properties"] : {};
  const required = new Set(Array.isArray(read["required"]) ? read["required"] : []);
  return Object.entries(properties)
    .slice(0, MAX_PARAMETERS)
    .map(([name, value]) => parameter(root, name, required.has(name), isJsonObject(value) ? value : {}, depth));
}

function parameter(root: JsonObject, name: string, required: boolean, given: JsonObject, depth: number): Parameter {
  const schema = choose(root, effectiveSchema(root, given).schema);
  const text = typeof schema["description"] === "string" ? schema["description"] : schema["title"];
  const description = typeof text === "string" ? text.slice(0, MAX_DESCRIPTION) : "";
  const type = typeOf(schema);
  const items = schema["items"];
  return {
    name,
    required,
    description,
    type,
    schema,
    choices: choicesOf(schema),
    items:
      type === "array" && depth < MAX_DEPTH
        ? parameter(root, name, true, isJsonObject(items) ? items : {}, depth + 1)
        : undefined,
    properties: type === "object" && depth < MAX_DEPTH ? parametersOf(root, schema, depth + 1) : [],
    nameStems: identifierWords(name)
      .filter((word) => !stopWords.has(word) || word === "from" || word === "to")
      .map(stemOf),
    descriptionStems: proseStems(description),
  };
}

/** Of `anyOf` and `oneOf` the first branch that is not null, laid under what stands beside it. */
function choose(root: JsonObject, schema: JsonObject): JsonObject {
  for (const key of ["anyOf", "oneOf"]) {
    const branches = schema[key];
    if (!Array.isArray(branches) || schema["type"] !== undefined) continue;
    for (const branch of branches.slice(0, 20)) {
      if (!isJsonObject(branch)) continue;
      const read = effectiveSchema(root, branch).schema;
      if (read["type"] !== "null") return { ...read, ...schema };
    }
  }
  return schema;
}

function typeOf(schema: JsonObject): string {
  const { type } = schema;
  const named = Array.isArray(type) ? type.find((one) => one !== "null") : type;
  if (typeof named === "string") return named;
  if (isJsonObject(schema["properties"])) return "object";
  if (schema["items"] !== undefined) return "array";
  const [first] = choicesOf(schema);
  return typeof first === "number" || typeof first === "boolean" ? typeof first : "string";
}

function choicesOf(schema: JsonObject): readonly Json[] {
  const { enum: values, const: only } = schema;
  if (Array.isArray(values)) return values.slice(0, MAX_CHOICES) as readonly Json[];
  return only === undefined ? [] : [only];
}

/** An allowed value as text. */
export const choiceText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
