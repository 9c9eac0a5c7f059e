import type { JSONRPCMessage, Transport as SdkTransport } from "@modelcontextprotocol/client";
import type { JsonObject } from "#shared/base/json.ts";
import type { Transport } from "#shared/mcp/snapshot.ts";
import { budgets } from "./budgets.ts";
import type { Deadline } from "./deadline.ts";
import { asFailure, Failure } from "./failure.ts";
import type { GuardedHttp } from "./guarded-http.ts";
import type { ProgressGate } from "./progress-gate.ts";
import { readIncoming, type PendingRequest } from "./rpc-message.ts";

/** What bounds the requests sent from now on. */
export interface WireScope {
  readonly deadline: Deadline;
  readonly firstByteMs?: number;
  readonly maxBodyBytes: number;
  readonly limitName: string;
  readonly progress?: ProgressGate;
}

/** Times of the last request, monotonic milliseconds. */
export interface WireMarks {
  connectedAt: number;
  firstByteAt: number;
  endedAt: number;
}

/**
 * One transport connection under the SDK's `Client`. Ours and not the SDK's, because a diagnosis must name what the
 * SDK's transports wait out or throw away (see README). `send` settles only when a request is answered or has failed,
 * so that nothing is ever waited for in vain.
 */
export interface Wire extends SdkTransport {
  readonly kind: Transport;
  scope: WireScope;
  /** The last response, verbatim. */
  readonly lastAnswer: () => JsonObject | undefined;
  /** The first failure: the cause, whatever the SDK makes of it afterwards. */
  readonly firstFailure: () => Failure | undefined;
  readonly marks: WireMarks;
  /** Tells the server that the connection is over, where the protocol has a word for it. Never throws. */
  goodbye(cancelledRequest: boolean): Promise<void>;
}

/** What both wires need. */
export interface WireOptions {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly carriesCredentials: boolean;
  readonly http: GuardedHttp;
  readonly scope: WireScope;
  readonly monotonicMs: () => number;
  readonly warn: (said: string) => void;
}

const PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";

/** The JSON-RPC request in an outgoing message, if it is one. */
export function pendingOf(message: JSONRPCMessage): PendingRequest | undefined {
  if (!("method" in message) || !("id" in message) || message.id === undefined) return undefined;
  return { id: message.id, method: message.method, modern: modernVersionOf(message) !== undefined };
}

/** The protocol version that a modern message claims in its `_meta`. */
export function modernVersionOf(message: JSONRPCMessage): string | undefined {
  const params = "params" in message ? (message.params as { _meta?: Record<string, unknown> } | undefined) : undefined;
  const version = params?._meta?.[PROTOCOL_VERSION];
  return typeof version === "string" ? version : undefined;
}

/** The half that both wires share: reads what comes in, hands answers to the SDK, keeps the cause of a failure. */
export interface WireCore {
  /** Takes one incoming message; true when it answered `pending`. Throws a Failure. */
  receive(value: unknown, pending: PendingRequest | undefined): boolean;
  /** Runs a send, keeping its failure as the cause if it is the first. */
  guard(work: () => Promise<void>): Promise<void>;
  lastAnswer(): JsonObject | undefined;
  firstFailure(): Failure | undefined;
}

/** Makes the shared half. `wire` is asked each time: the SDK sets its listeners late, and the scope changes. */
export function wireCore(wire: () => Wire, warn: (said: string) => void): WireCore {
  let answer: JsonObject | undefined;
  let failure: Failure | undefined;
  let serverRequests = 0;
  return {
    receive(value, pending) {
      const incoming = readIncoming(value, pending, warn);
      switch (incoming.kind) {
        case "notification":
          // Only progress matters here; logs and list changes of a connection that lives for one job do not.
          if (incoming.method === "notifications/progress" && wire().scope.progress?.take(incoming.params) === true)
            wire().scope.deadline.touch();
          return false;
        case "server-request":
          serverRequests += 1;
          if (serverRequests === 1 && incoming.message["method"] !== "ping")
            warn(`The server asked for ${String(incoming.message["method"]).slice(0, 60)}, which was not declared.`);
          if (serverRequests <= budgets.serverRequests)
            wire().onmessage?.(incoming.message as unknown as JSONRPCMessage);
          return false;
        case "answer":
          answer = incoming.raw;
          wire().onmessage?.(incoming.forClient as unknown as JSONRPCMessage);
          return true;
      }
    },
    async guard(work) {
      try {
        await work();
      } catch (error) {
        failure ??= asFailure(error);
        throw error;
      }
    },
    lastAnswer: () => answer,
    firstFailure: () => failure,
  };
}

/** The caller's headers under the protocol's: lower-case names, framing headers left to HTTP. */
export function callerHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own: Record<string, string> = { "user-agent": "preflight/0.1" };
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!FRAMING.has(lower)) own[lower] = value;
  }
  return own;
}

const FRAMING: ReadonlySet<string> = new Set([
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

/** Waits, unless the signal aborts first; then throws its reason. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
