import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { encodeHeaderValue } from "./mcp-headers.ts";
import type { PendingRequest } from "./rpc-message.ts";

const PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
/** Methods whose `params` name something: the modern era wants it in `Mcp-Name` too. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
]);
/** Headers that belong to HTTP or to the protocol, whatever a person configured. */
const RESERVED: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-type",
  "accept",
  "accept-encoding",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The JSON-RPC request in an outgoing message, if it is one. */
export function pendingOf(message: JSONRPCMessage): PendingRequest | undefined {
  if (!("method" in message) || !("id" in message) || message.id === undefined) return undefined;
  return { id: message.id, method: message.method, modern: modernVersionOf(message) !== undefined };
}

function modernVersionOf(message: JSONRPCMessage): string | undefined {
  const params = "params" in message ? (message.params as { _meta?: Record<string, unknown> } | undefined) : undefined;
  const version = params?._meta?.[PROTOCOL_VERSION];
  return typeof version === "string" ? version : undefined;
}

/** The headers that repeat the body in the modern era (spec 2026-07-28, Streamable HTTP, "Request headers"). */
export function modernHeaders(message: JSONRPCMessage): Record<string, string> {
  const version = modernVersionOf(message);
  if (version === undefined || !("method" in message)) return {};
  const key = NAMED.get(message.method);
  const name = key === undefined ? undefined : message.params?.[key];
  return {
    "mcp-protocol-version": version,
    "mcp-method": message.method,
    ...(typeof name === "string" ? { "mcp-name": encodeHeaderValue(name) } : {}),
  };
}

/** The caller's headers, in lower case and under the protocol's. */
export function callerHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return { "user-agent": "preflight/0.1", ...lowerCaseNames(headers, RESERVED) };
}

/** The same headers with lower-case names, without the ones to leave out. */
export function lowerCaseNames(
  headers: Readonly<Record<string, string>> | undefined,
  without: ReadonlySet<string> = new Set(),
): Record<string, string> {
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(named.filter(([name]) => !without.has(name)));
}
