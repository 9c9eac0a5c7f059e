import { atPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject } from "#shared/base/json.ts";

/** The dialects we tell apart: draft-07 and before, or 2019-09 and after. */
export type Dialect = "draft-07" | "2020-12";

/** A schema with its identifiers indexed, so that a `$ref` can be followed without any network. */
export interface SchemaDocument {
  readonly root: unknown;
  readonly dialect: Dialect;
  /** The base URI in force at a schema object. */
  readonly bases: ReadonlyMap<object, string>;
  /** Resource roots by absolute URI without fragment. */
  readonly resources: ReadonlyMap<string, unknown>;
  /** `uri#name` to schema, for `$anchor`, `$dynamicAnchor` and draft-07 `$id: "#name"`. */
  readonly anchors: ReadonlyMap<string, unknown>;
  readonly dynamicAnchors: ReadonlyMap<string, unknown>;
  /** Identifiers that two schemas claim: a reference to one of them cannot be decided. */
  readonly ambiguous: ReadonlySet<string>;
}

const DEFAULT_BASE = "schema://root/";
/** Schemas past this many nodes are indexed in part; a reference into the rest stays unresolved. */
const MOST_NODES = 50_000;

/** Keywords whose value is one schema, a list of schemas, or a map of schemas. */
export const SINGLE = new Set([
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "additionalProperties",
  "additionalItems",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contentSchema",
  "items",
]);
export const LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems", "items"]);
export const MAPS = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "$defs",
  "definitions",
]);

/** The direct subschemas of a schema object with the tokens that lead to each. */
function* subschemas(schema: object): Generator<readonly [tokens: readonly (string | number)[], value: unknown]> {
  for (const [keyword, value] of Object.entries(schema)) {
    if (LISTS.has(keyword) && Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield [[keyword, index], item];
    } else if (SINGLE.has(keyword) && isJsonObject(value)) {
      yield [[keyword], value];
    } else if (MAPS.has(keyword) && isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) yield [[keyword, name], item];
    }
  }
}

/** What `$schema` says; without a word from it, `fallback` (MCP's default dialect is 2020-12). */
function dialectOf(schema: unknown, fallback: Dialect = "2020-12"): Dialect {
  const said = isJsonObject(schema) ? schema["$schema"] : undefined;
  if (typeof said !== "string") return fallback;
  return /draft-0?[3-7]/.test(said) ? "draft-07" : "2020-12";
}

function absolute(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}

/** Indexes one schema. Iterative, bounded by `MOST_NODES`; never throws on any JSON. */
export function schemaDocument(root: unknown, fallback?: Dialect): SchemaDocument {
  const dialect = dialectOf(root, fallback);
  const bases = new Map<object, string>();
  const resources = new Map<string, unknown>([[DEFAULT_BASE, root]]);
  const anchors = new Map<string, unknown>();
  const dynamicAnchors = new Map<string, unknown>();
  const ambiguous = new Set<string>();
  const claim = (names: Map<string, unknown>, name: string, schema: unknown): void => {
    if (names.has(name) && names.get(name) !== schema) ambiguous.add(name);
    names.set(name, schema);
  };
  const queue: [unknown, string][] = [[root, DEFAULT_BASE]];
  for (let next = queue.pop(); next !== undefined && bases.size < MOST_NODES; next = queue.pop()) {
    const [schema, outer] = next;
    if (!isJsonObject(schema) || bases.has(schema)) continue;
    let base = outer;
    const id = schema["$id"] ?? (typeof schema["id"] === "string" && schema === root ? schema["id"] : undefined);
    const ignored = dialect === "draft-07" && typeof schema["$ref"] === "string";
    if (typeof id === "string" && !ignored) {
      if (id.startsWith("#")) claim(anchors, `${base}${id}`, schema);
      else {
        base = (absolute(id, outer) ?? outer).replace(/#.*$/s, "");
        claim(resources, base, schema);
      }
    }
    bases.set(schema, base);
    for (const keyword of ["$anchor", "$dynamicAnchor"]) {
      const name = schema[keyword];
      if (typeof name !== "string") continue;
      claim(anchors, `${base}#${name}`, schema);
      if (keyword === "$dynamicAnchor") dynamicAnchors.set(`${base}#${name}`, schema);
    }
    for (const [, child] of subschemas(schema)) queue.push([child, base]);
  }
  return { root, dialect, bases, resources, anchors, dynamicAnchors, ambiguous };
}

/** A schema found through a reference, with the base URI that holds inside it. */
export interface Resolved {
  readonly schema: unknown;
  readonly base: string;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a stray "%": taken literally
  }
}

/** Follows `$ref` (or the static half of `$dynamicRef`) from `base`; undefined where it leads out of the document. */
export function resolveReference(document: SchemaDocument, reference: string, base: string): Resolved | undefined {
  const target = absolute(reference, base);
  if (target === undefined) return undefined;
  const [uri = "", ...rest] = target.split("#");
  const fragment = decoded(rest.join("#"));
  if (fragment !== "" && !fragment.startsWith("/")) {
    const key = `${uri}#${fragment}`;
    if (!document.anchors.has(key) || document.ambiguous.has(key)) return undefined;
    return at(document, document.anchors.get(key), uri);
  }
  if (!document.resources.has(uri) || document.ambiguous.has(uri)) return undefined;
  const schema = fragment === "" ? document.resources.get(uri) : atPointer(document.resources.get(uri), fragment);
  return schema === undefined ? undefined : at(document, schema, uri);
}

/** The base URI at a schema of this document; the root's where it was never indexed. */
export function baseOf(document: SchemaDocument, schema: unknown): string {
  const known = isJsonObject(schema) ? document.bases.get(schema) : undefined;
  return known ?? (isJsonObject(document.root) ? document.bases.get(document.root) : undefined) ?? DEFAULT_BASE;
}

function at(document: SchemaDocument, schema: unknown, fallback: string): Resolved {
  const known = isJsonObject(schema) ? document.bases.get(schema) : undefined;
  return { schema, base: known ?? fallback };
}
