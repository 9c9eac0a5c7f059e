import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { Failure } from "./failure.ts";
import { lenientDiscover, lenientInitialize } from "./lenient-handshake.ts";

/** The request that an incoming message may answer. */
export interface PendingRequest {
  readonly id: string | number;
  readonly method: string;
  /** Sent in the modern era: its results must say their type. */
  readonly modern: boolean;
}

/** What one incoming message is, read against the request that waits. */
export type Incoming =
  | {
      readonly kind: "answer";
      /** Verbatim. */
      readonly raw: JsonObject;
      /** For the SDK: tolerated oddities put right, so that it neither hangs nor throws the rest away. */
      readonly forClient: JsonObject;
    }
  | { readonly kind: "notification"; readonly method: string; readonly params: JsonObject }
  | { readonly kind: "server-request"; readonly message: JsonObject };

/**
 * Reads one JSON-RPC message of a server. Throws a Failure for what can be neither used nor ignored:
 * not a message at all, an answer to another id. `warn` hears each tolerated oddity.
 */
export function readIncoming(
  value: unknown,
  pending: PendingRequest | undefined,
  warn: (said: string) => void,
): Incoming {
  if (!isJsonObject(value)) {
    throw new Failure("E_RPC_INVALID", "The answer is JSON, but not a JSON-RPC message.", { evidence: preview(value) });
  }
  if (value["jsonrpc"] !== "2.0") warn('A message of the server does not say "jsonrpc": "2.0".');
  const { id, method } = value;
  if (typeof method === "string") {
    if (id === undefined) {
      const { params } = value;
      return { kind: "notification", method, params: isJsonObject(params) ? params : {} };
    }
    return { kind: "server-request", message: value };
  }
  const isError = Object.hasOwn(value, "error") && value["error"] !== undefined && value["error"] !== null;
  if (!isError && !Object.hasOwn(value, "result")) {
    throw new Failure("E_RPC_INVALID", "The answer is JSON, but not a JSON-RPC message.", { evidence: preview(value) });
  }
  if (pending === undefined) {
    throw new Failure("E_RPC_ID_MISMATCH", `The server answered a request that was not made (id ${preview(id)}).`, {
      evidence: preview(value),
    });
  }
  if (id !== pending.id) {
    const sameText = (typeof id === "string" || typeof id === "number") && String(id) === String(pending.id);
    // An error about a message that could not be read carries no id (JSON-RPC 2.0, section 5): it can only be ours.
    const unreadable = isError && (id === null || id === undefined);
    if (!sameText && !unreadable) {
      throw new Failure(
        "E_RPC_ID_MISMATCH",
        `The server answered id ${preview(id)} where ${preview(pending.id)} was asked.`,
        {
          evidence: preview(value),
        },
      );
    }
    warn(
      sameText
        ? `The server answered id ${preview(id)} for ${preview(pending.id)}: another JSON type.`
        : "The server answered an error without the request's id.",
    );
  }
  return {
    kind: "answer",
    raw: value,
    forClient: { ...(isError ? errorFor(value) : resultFor(value, pending, warn)), jsonrpc: "2.0", id: pending.id },
  };
}

function errorFor(message: JsonObject): JsonObject {
  const { code, message: said, data } = rpcErrorOf(message["error"]);
  // The verbatim error stays on the wire; the SDK needs its data only where it is short (the versions a server supports).
  const short = data !== undefined && preview(data).length < PREVIEW_LENGTH;
  return { error: { code, message: said.slice(0, 1_000), ...(short ? { data } : {}) } as unknown as JsonObject };
}

/** A JSON-RPC error object in the form the contract has: an integer code and a message, whatever was sent. */
export function rpcErrorOf(error: unknown): {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
} {
  if (!isJsonObject(error)) return { code: -32603, message: typeof error === "string" ? error : preview(error) };
  const code = Number(error["code"]);
  const { message } = error;
  return {
    code: Number.isSafeInteger(code) ? code : -32603,
    message: typeof message === "string" ? message : message === undefined ? "no message" : preview(message),
    ...(error["data"] === undefined ? {} : { data: error["data"] }),
  };
}

function resultFor(message: JsonObject, pending: PendingRequest, warn: (said: string) => void): JsonObject {
  const { result } = message;
  if (!isJsonObject(result)) {
    throw new Failure("E_RESULT_INVALID", `The result of ${pending.method} is not an object.`, {
      evidence: preview(result),
    });
  }
  if (pending.method === "initialize") return { result: lenientInitialize(result, warn) };
  const type = result["resultType"];
  if (pending.modern && type === undefined)
    warn(`The result of ${pending.method} does not say its resultType; read as complete.`);
  if (pending.method === "server/discover") return { result: lenientDiscover(result, warn) };
  return { result: type === "input_required" ? result : ARRIVED };
}

/**
 * What the SDK is told of any other result: that it came. The result itself stays on the wire, verbatim, because the SDK
 * would refuse a whole list for one bad entry, and a whole answer for one unknown content block.
 */
const ARRIVED: JsonObject = {
  resultType: "complete",
  ttlMs: 0,
  cacheScope: "private",
  tools: [],
  resources: [],
  prompts: [],
  content: [],
};

/** The first words of any JSON value, for a sentence or as evidence. */
export function preview(value: unknown): string {
  return beginning(value, PREVIEW_LENGTH).slice(0, PREVIEW_LENGTH);
}

const PREVIEW_LENGTH = 300;

/** JSON text of at least the first `room` characters' worth of a value: a large one is never written out whole. */
function beginning(value: unknown, room: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, room));
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const isArray = Array.isArray(value);
  let text = isArray ? "[" : "{";
  for (const key in value) {
    if (text.length > room) return text;
    const member = (value as Readonly<Record<string, unknown>>)[key];
    const label = isArray ? "" : `${JSON.stringify(key.slice(0, room))}:`;
    text += `${text.length > 1 ? "," : ""}${label}${beginning(member, room - text.length)}`;
  }
  return `${text}${isArray ? "]" : "}"}`;
}
