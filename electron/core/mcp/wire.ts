import type { JSONRPCMessage, Transport as SdkTransport } from "@modelcontextprotocol/client";
import type { JsonObject } from "#shared/base/json.ts";
import type { Transport } from "#shared/mcp/snapshot.ts";
import { budgets } from "./budgets.ts";
import type { Deadline } from "./deadline.ts";
import { asFailure, type Failure } from "./failure.ts";
import type { GuardedAnswer, GuardedHttp } from "./guarded-http.ts";
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
interface WireMarks {
  connectedAt: number;
  firstByteAt: number;
  endedAt: number;
  /** Size of the last JSON body or event, decoded. */
  bytes: number;
}

/**
 * One transport connection under the SDK's `Client`. Ours and not the SDK's, because a diagnosis must name what the
 * SDK's transports wait out or throw away (see README). `send` settles only when a request is answered or has failed,
 * so that nothing is ever waited for in vain.
 */
export interface Wire extends SdkTransport {
  readonly kind: Transport;
  scope: WireScope;
  readonly marks: WireMarks;
  /** The last response, verbatim. */
  readonly lastAnswer: () => JsonObject | undefined;
  /** Lets go of the last response: it may be large, and the next one must not be held beside it. */
  readonly forget: () => void;
  /** The first failure: the cause, whatever the SDK makes of it afterwards. */
  readonly firstFailure: () => Failure | undefined;
  /** Tells the server that the connection is over, where the protocol has a word for it. Never throws. */
  goodbye(cancelled: boolean): Promise<void>;
}

/** What both wires need. */
export interface WireOptions {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly carriesCredentials: boolean;
  /** Open the stream for messages that the server sends unasked (legacy Streamable HTTP). */
  readonly listens: boolean;
  /** Hears notifications that belong to no request: their method. */
  readonly onNotification?: ((method: string) => void) | undefined;
  /** The stream for unasked messages ended, or was never given. */
  readonly onStreamEnd?: (() => void) | undefined;
  /** How often a stream that closes without its answer may be opened in all. */
  readonly streamOpenings: number;
  readonly http: GuardedHttp;
  readonly scope: WireScope;
  readonly monotonicMs: () => number;
  readonly warn: (said: string) => void;
}

/** The half that both wires share: reads what comes in, hands answers to the SDK, keeps the cause of a failure. */
export interface Receiver {
  readonly marks: WireMarks;
  readonly scope: () => WireScope;
  readonly warn: (said: string) => void;
  /** Notes when the answer to the current request began. */
  readonly begun: (answer: GuardedAnswer) => void;
  /** Takes one incoming message; true when it answered `pending`. Throws a Failure. */
  readonly receive: (value: unknown, pending: PendingRequest | undefined) => boolean;
  /** Runs a send, keeping its failure as the cause if it is the first. */
  readonly guard: (work: () => Promise<void>) => Promise<void>;
  readonly lastAnswer: () => JsonObject | undefined;
  readonly forget: () => void;
  readonly firstFailure: () => Failure | undefined;
}

/**
 * Opens the shared half. `wire` is asked each time: the SDK sets its listeners late, and the scope changes. `onAnswer`
 * hears each response before the SDK does, which may send its next message at once.
 */
export function openReceiver(
  wire: () => Wire,
  { warn, monotonicMs, onNotification }: WireOptions,
  onAnswer: (raw: JsonObject) => void = () => {},
): Receiver {
  const marks: WireMarks = { connectedAt: 0, firstByteAt: 0, endedAt: 0, bytes: 0 };
  let lastAnswer: JsonObject | undefined;
  let firstFailure: Failure | undefined;
  let serverRequests = 0;
  return {
    marks,
    scope: () => wire().scope,
    warn,
    begun(answer) {
      marks.connectedAt = answer.connectedAt;
      marks.firstByteAt = answer.firstByteAt;
      marks.endedAt = answer.firstByteAt;
    },
    receive(value, pending) {
      const incoming = readIncoming(value, pending, warn);
      if (incoming.kind === "notification") {
        // Progress belongs to a request; what else comes matters only to a job that listens for it.
        const { progress, deadline } = wire().scope;
        if (incoming.method === "notifications/progress" && progress?.take(incoming.params) === true) deadline.touch();
        else onNotification?.(incoming.method);
        return false;
      }
      if (incoming.kind === "server-request") {
        serverRequests += 1;
        if (serverRequests <= budgets.serverRequests) wire().onmessage?.(incoming.message as unknown as JSONRPCMessage);
        else warn(`The server sent more than ${budgets.serverRequests} requests of its own; the rest is not answered.`);
        return false;
      }
      lastAnswer = incoming.raw;
      marks.endedAt = monotonicMs();
      onAnswer(incoming.raw);
      wire().onmessage?.(incoming.forClient as unknown as JSONRPCMessage);
      return true;
    },
    async guard(work) {
      try {
        await work();
      } catch (error) {
        firstFailure ??= asFailure(error);
        throw error;
      }
    },
    lastAnswer: () => lastAnswer,
    forget() {
      lastAnswer = undefined;
    },
    firstFailure: () => firstFailure,
  };
}

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
