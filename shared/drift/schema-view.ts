import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { baseOf, resolveReference, type SchemaDocument } from "#shared/drift/schema/schema-document.ts";

/** A schema node with its spelling folded away: references followed, a lone `allOf` unwrapped, "or null" in `type`. */
export interface View {
  readonly schema: JsonObject;
  /** Where most of its keywords are written, as a JSON Pointer into the tool. */
  readonly pointer: string;
  /** The node went through `anyOf: [X, null]`: a schema for it must let null pass. */
  readonly nullable: boolean;
  /** Its keywords are not all written at the node itself. */
  readonly folded: boolean;
}

const MOST_HOPS = 20;

/** Folds the spelling of one node. `root` is the pointer of the document's root in the tool. */
export function viewOf(document: SchemaDocument, node: unknown, pointer: string, root: string): View | undefined {
  if (node === true || node === undefined) return { schema: {}, pointer, nullable: false, folded: false };
  if (!isJsonObject(node)) return undefined;
  let schema = node;
  let at = pointer;
  let nullable = false;
  let folded = false;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const step = unfold(document, schema, at, root);
    if (step === undefined) break;
    schema = step.schema;
    at = step.pointer;
    nullable ||= step.nullable;
    folded = true;
  }
  return { schema, pointer: at, nullable, folded };
}

interface Step {
  readonly schema: JsonObject;
  readonly pointer: string;
  readonly nullable: boolean;
}

function unfold(document: SchemaDocument, schema: JsonObject, pointer: string, root: string): Step | undefined {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const { $ref: _ref, ...rest } = schema;
    const found = resolveReference(document, reference, baseOf(document, schema));
    if (!isJsonObject(found?.schema)) return undefined;
    const merged = merge(found.schema, document.dialect === "draft-07" ? texts(rest) : rest);
    const there = reference.startsWith("#/") ? root + reference.slice(1) : pointer;
    return merged === undefined ? undefined : { schema: merged, pointer: there, nullable: false };
  }
  const { allOf } = schema;
  if (Array.isArray(allOf) && allOf.length === 1 && isJsonObject(allOf[0])) {
    const { allOf: _all, ...rest } = schema;
    const merged = merge(allOf[0], rest);
    return merged === undefined ? undefined : { schema: merged, pointer: `${pointer}/allOf/0`, nullable: false };
  }
  for (const keyword of ["anyOf", "oneOf"] as const) {
    const ways = schema[keyword];
    if (!Array.isArray(ways) || ways.length === 0 || schema["type"] !== undefined) continue;
    const plain = plainUnion(ways, keyword);
    if (plain !== undefined) {
      const { [keyword]: _plain, ...beside } = schema;
      const merged = merge(plain, beside);
      if (merged !== undefined) return { schema: merged, pointer, nullable: false };
    }
    if (ways.length !== 2) continue;
    const index = ways.findIndex((way) => isJsonObject(way) && way["type"] !== "null");
    const other = ways[1 - index];
    const way = ways[index];
    if (!isJsonObject(way) || !isJsonObject(other) || !isNull(other)) continue;
    const inner = viewOf(document, way, `${pointer}/${keyword}/${index}`, root);
    const type = inner?.schema["type"];
    if (inner === undefined || type === undefined) continue;
    const { [keyword]: _ways, ...rest } = schema;
    const types = [...(Array.isArray(type) ? type : [type]), "null"].filter((one) => one !== undefined);
    const values = inner.schema["enum"];
    const nulls = { type: types, ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
    const merged = merge({ ...inner.schema, ...nulls }, rest);
    if (merged !== undefined) return { schema: merged, pointer: inner.pointer, nullable: true };
  }
  return undefined;
}

const isConstant = (names: readonly string[]): boolean =>
  names.includes("const") && names.every((name) => name === "const" || name === "type");

/** Alternatives that only name types, or only constants, as the one keyword they amount to. */
function plainUnion(ways: readonly unknown[], keyword: "anyOf" | "oneOf"): JsonObject | undefined {
  const keys = ways.map((way) => (isJsonObject(way) ? Object.keys(way).filter((key) => !TEXTS.has(key)) : []));
  if (keys.every((names) => names.length === 1 && names[0] === "type")) {
    const types = ways.flatMap((way) => (isJsonObject(way) ? (way["type"] ?? []) : []));
    const overlap = types.includes("integer") && types.includes("number") && keyword === "oneOf";
    return overlap || new Set(types).size < types.length ? undefined : { type: types };
  }
  if (!keys.every(isConstant)) return undefined;
  return { enum: ways.flatMap((way) => (isJsonObject(way) ? [way["const"] ?? null] : [])) };
}

const isNull = (schema: JsonObject): boolean => schema["type"] === "null" && Object.keys(schema).length === 1;

const TEXTS = new Set(["title", "description", "default", "examples", "deprecated", "$comment"]);

const texts = (schema: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => TEXTS.has(keyword)));

/** The inner schema with what is written beside it; undefined where both constrain the same keyword. */
function merge(inner: JsonObject, beside: JsonObject): JsonObject | undefined {
  for (const keyword of Object.keys(beside)) {
    if (Object.hasOwn(inner, keyword) && !TEXTS.has(keyword)) return undefined;
  }
  return { ...inner, ...beside };
}
