import { isJsonObject } from "#shared/base/json.ts";
import { LISTS, MAPS, SINGLE, type SchemaDocument } from "#shared/drift/schema/schema-document.ts";

/** Keywords that no instance can break: texts, hints and identifiers that nothing refers to. */
const ANNOTATIONS = new Set([
  "title",
  "description",
  "default",
  "examples",
  "example",
  "deprecated",
  "readOnly",
  "writeOnly",
  "$comment",
  "$schema",
  "format",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
]);

const DEEPEST = 120;
const cache = new WeakMap<object, string>();
let tooDeep = 0;

/**
 * One text per set of instances, as far as spelling goes: keys sorted, set-like lists sorted, annotations and
 * keywords without effect left out. Equal fingerprints accept the same instances (given equal definitions);
 * different ones may too.
 */
export function fingerprint(schema: unknown, depth = 0): string {
  if (!isJsonObject(schema)) return schema === undefined ? "true" : JSON.stringify(schema);
  const known = cache.get(schema);
  if (known !== undefined) return known;
  if (depth > DEEPEST) return `"too deep ${(tooDeep += 1)}"`; // equal to nothing, itself included
  const parts: string[] = [];
  for (const keyword of Object.keys(schema).sort()) {
    if (ANNOTATIONS.has(keyword)) continue;
    const text = keywordText(keyword, schema[keyword], depth + 1);
    if (text !== undefined) parts.push(`${JSON.stringify(keyword)}:${text}`);
  }
  const text = parts.length === 0 ? "true" : `{${parts.join(",")}}`;
  if (depth === 0 || parts.length > 0) cache.set(schema, text);
  return text;
}

function keywordText(keyword: string, value: unknown, depth: number): string | undefined {
  if (keyword === "required" && Array.isArray(value)) return value.length === 0 ? undefined : sorted(value);
  if (keyword === "enum" && Array.isArray(value)) return sorted(value);
  if (keyword === "type") {
    const types = Array.isArray(value) ? value : [value];
    return sorted(types.includes("number") ? types.filter((type) => type !== "integer") : types);
  }
  if (LISTS.has(keyword) && Array.isArray(value)) {
    const items = value.map((item) => fingerprint(item, depth));
    if (keyword === "anyOf" || keyword === "oneOf" || keyword === "allOf") items.sort();
    return `[${items.join(",")}]`;
  }
  if (MAPS.has(keyword) && isJsonObject(value)) {
    const names = Object.keys(value).sort();
    if (names.length === 0) return undefined;
    return `{${names.map((name) => `${JSON.stringify(name)}:${fingerprint(value[name], depth)}`).join(",")}}`;
  }
  if (SINGLE.has(keyword)) {
    const text = fingerprint(value, depth);
    const idle = text === "true" && /^(items|additional|unevaluated|propertyNames)/.test(keyword);
    return idle && keyword !== "unevaluatedProperties" && keyword !== "unevaluatedItems" ? undefined : text;
  }
  return plain(value, depth);
}

function plain(value: unknown, depth: number): string {
  if (depth > DEEPEST) return `"too deep ${(tooDeep += 1)}"`;
  if (Array.isArray(value)) return `[${value.map((item) => plain(item, depth + 1)).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? "null";
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${plain(value[name], depth + 1)}`).join(",")}}`;
}

function sorted(list: readonly unknown[]): string {
  return `[${[...new Set(list.map((item) => plain(item, 0)))].sort().join(",")}]`;
}

/** Whether a schema, or a list of schemas, refers to others, so that equal spelling does not say equal meaning. */
export function hasReference(node: unknown): boolean {
  return Array.isArray(node) ? node.some(hasReference) : /"\$(ref|dynamicRef)"/.test(fingerprint(node));
}

/** Whether two schemas accept the same instances because they are spelled alike, references included. */
export function sameSchema(
  before: SchemaDocument,
  left: unknown,
  after: SchemaDocument,
  right: unknown,
  definitionsAgree: boolean,
): boolean {
  const text = fingerprint(left);
  if (text !== fingerprint(right)) return false;
  if (!/"\$(ref|dynamicRef|id)"/.test(text)) return true;
  if (before === after) return true;
  return definitionsAgree && !/"\$(ref|dynamicRef)":"(?!#\/(\$defs|definitions)\/)/.test(text);
}

/** Whether everything that a local reference can reach under `$defs` and `definitions` is spelled alike. */
export function sameDefinitions(before: SchemaDocument, after: SchemaDocument): boolean {
  return before === after || definitionsText(before) === definitionsText(after);
}

function definitionsText(document: SchemaDocument): string {
  const root = isJsonObject(document.root) ? document.root : {};
  return `${keywordText("$defs", root["$defs"], 0)}|${keywordText("definitions", root["definitions"], 0)}`;
}
