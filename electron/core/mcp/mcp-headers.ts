import { isJsonObject, type JsonObject } from "#shared/base/json.ts";

const KEY = "x-mcp-header";
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PRIMITIVES: ReadonlySet<unknown> = new Set(["string", "integer", "boolean"]);
/** Names that steer a connection or carry credentials: a server that asks for them is up to no good, or mistaken. */
const RESERVED: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "host",
  "origin",
  "content-length",
  "content-type",
  "content-encoding",
  "transfer-encoding",
  "connection",
  "upgrade",
  "te",
  "trailer",
  "mcp-session-id",
  "mcp-protocol-version",
]);
const PREFIX = "=?base64?";

/** A parameter that travels as an HTTP header too. */
export interface HeaderParameter {
  readonly path: readonly string[];
  readonly header: string;
}

/**
 * Finds the `x-mcp-header` annotations of an input schema (spec 2026-07-28, Streamable HTTP, "Schema Extension").
 * `fault` says in a few words what makes the tool invalid: clients must leave such a tool out.
 * Walks with a stack, so depth costs nothing; only `properties` chains may carry the annotation.
 */
export function headerParameters(schema: JsonObject): {
  readonly parameters: readonly HeaderParameter[];
  readonly fault?: string;
} {
  const parameters: HeaderParameter[] = [];
  const seen = new Set<string>();
  interface Place {
    readonly node: unknown;
    readonly path: readonly string[];
    /** `schema`: annotations count; `map`: its values are schemas; `elsewhere`: a schema where none may stand. */
    readonly role: "schema" | "elsewhere";
  }
  const stack: Place[] = [{ node: schema, path: [], role: "schema" }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node, path, role } = place;
    if (Array.isArray(node)) {
      for (const item of node as unknown[]) stack.push({ node: item, path, role: "elsewhere" });
      continue;
    }
    if (!isJsonObject(node)) continue;
    if (Object.hasOwn(node, KEY)) {
      const fault = faultOf(node, path, role, seen);
      if (fault !== undefined) return { parameters: [], fault };
      const header = node[KEY] as string;
      seen.add(header.toLowerCase());
      parameters.push({ path, header });
    }
    for (const [keyword, value] of Object.entries(node)) {
      if (keyword === "properties" && isJsonObject(value)) {
        for (const [name, child] of Object.entries(value)) stack.push({ node: child, path: [...path, name], role });
      } else if (SCHEMA_KEYWORDS.has(keyword)) {
        stack.push({ node: value, path: [...path, `<${keyword}>`], role: "elsewhere" });
      } else if (SCHEMA_MAPS.has(keyword) && isJsonObject(value)) {
        for (const child of Object.values(value))
          stack.push({ node: child, path: [...path, `<${keyword}>`], role: "elsewhere" });
      }
    }
  }
  return { parameters };
}

const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  "items",
  "prefixItems",
  "contains",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
]);
const SCHEMA_MAPS: ReadonlySet<string> = new Set(["patternProperties", "dependentSchemas", "$defs", "definitions"]);

function faultOf(
  node: JsonObject,
  path: readonly string[],
  role: "schema" | "elsewhere",
  seen: ReadonlySet<string>,
): string | undefined {
  const header = node[KEY];
  const where = path.length === 0 ? "the input schema itself" : `parameter ${JSON.stringify(path.join("."))}`;
  if (role === "elsewhere" || path.length === 0) return `x-mcp-header stands on ${where}, where it is not allowed`;
  if (typeof header !== "string" || header === "") return `x-mcp-header of ${where} is not a non-empty string`;
  if (!TOKEN.test(header))
    return `x-mcp-header of ${where} is not a valid header name: ${JSON.stringify(header.slice(0, 60))}`;
  if (RESERVED.has(header.toLowerCase()))
    return `x-mcp-header of ${where} has the name of a header of HTTP: ${JSON.stringify(header)}`;
  if (!PRIMITIVES.has(node["type"])) return `x-mcp-header of ${where} needs the type string, integer or boolean`;
  if (seen.has(header.toLowerCase())) return `x-mcp-header ${JSON.stringify(header)} is used twice`;
  return undefined;
}

/** The `Mcp-Param-*` headers of one call: absent and null arguments are left out, others encoded as the spec says. */
export function parameterHeaders(schema: JsonObject, args: JsonObject): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const { path, header } of headerParameters(schema).parameters) {
    let value: unknown = args;
    for (const key of path) value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    const text = primitiveText(value);
    if (text !== undefined) headers[`Mcp-Param-${header}`] = encodeHeaderValue(text);
  }
  return headers;
}

function primitiveText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
}

/** A string as a header value: plain where it is safe ASCII, else `=?base64?...?=` (spec 2026-07-28). */
export function encodeHeaderValue(text: string): string {
  const plain = text !== "" && text === text.trim() && !/[^\t\u0020-\u007e]/.test(text);
  const ambiguous = text.startsWith(PREFIX) && text.endsWith("?=");
  return plain && !ambiguous ? text : `${PREFIX}${Buffer.from(text, "utf8").toString("base64")}?=`;
}
