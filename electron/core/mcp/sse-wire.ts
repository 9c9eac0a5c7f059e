import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { isJsonObject } from "#shared/base/json.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";
import { httpStatusFailure, notMcpFailure } from "./http-status-failure.ts";
import { parseJsonInTurns } from "./json-in-turns.ts";
import { readErrorBody } from "./read-body.ts";
import type { PendingRequest } from "./rpc-message.ts";
import { readEvents } from "./sse-events.ts";
import { callerHeaders, pendingOf } from "./protocol-headers.ts";
import { openReceiver, type Wire, type WireOptions } from "./wire.ts";

interface Waiting {
  readonly pending: PendingRequest;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * HTTP+SSE (spec 2024-11-05): one GET stream that first names a message endpoint and then carries every answer; requests
 * are POSTed to the endpoint. A stream that drops is not reopened: its answers are lost, and the failure says so at once.
 */
export function sseWire(options: WireOptions): Wire {
  const { http, warn } = options;
  const own = callerHeaders(options.headers);
  const life = new AbortController();
  const waiting = new Map<string | number, Waiting>();
  const receiver = openReceiver(() => wire, options);
  let opened = false;
  let endpoint: URL | undefined;
  let named = "";
  let version: string | undefined;
  let ended: Failure | undefined;

  const failAll = (failure: Failure): void => {
    ended ??= failure;
    for (const each of waiting.values()) each.reject(failure);
    waiting.clear();
  };

  /** Waits for work of the stream, bounded by the deadline that is in force now. */
  const within = <T>(work: Promise<T>): Promise<T> => {
    const { signal } = wire.scope.deadline;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    });
  };

  const open = async (): Promise<void> => {
    const { firstByteMs } = wire.scope;
    const answer = await http.send({
      method: "GET",
      url: options.url,
      headers: { ...own, accept: "text/event-stream", "accept-encoding": "identity" },
      signal: life.signal,
      ...(firstByteMs === undefined ? {} : { firstByteMs }),
      repeatable: true,
    });
    if (answer.status !== 200) throw httpStatusFailure(answer, await readErrorBody(answer), options.carriesCredentials);
    if (answer.mediaType !== "text/event-stream") throw notMcpFailure(answer, await readErrorBody(answer));
    opened = true;
    await new Promise<void>((resolve, reject) => {
      void readStream(answer, resolve)
        .then(
          () => failAll(new Failure("E_STREAM_ENDED", "The event stream ended before the answer.")),
          (error: unknown) => {
            failAll(
              error instanceof Failure && error.code === "E_BODY_CUT_SHORT"
                ? new Failure("E_STREAM_ENDED", "The event stream broke off before the answer.", {
                    evidence: error.message,
                  })
                : streamFailure(error),
            );
          },
        )
        .finally(options.onStreamEnd)
        .finally(() =>
          reject(
            ended?.code === "E_STREAM_ENDED"
              ? new Failure("E_SSE_NO_ENDPOINT", "The event stream ended without naming a message endpoint.")
              : ended,
          ),
        );
    });
  };

  const readStream = async (answer: GuardedAnswer, ready: () => void): Promise<void> => {
    for await (const event of readEvents(answer.body)) {
      if (event.event === "endpoint") {
        if (endpoint === undefined) {
          endpoint = endpointOf(event.data, answer.url);
          ready();
          named = event.data;
        } else if (event.data !== named) {
          warn("The server named a second message endpoint; it is ignored.");
        }
      } else if (event.event === "message" && event.data !== "") {
        receiver.marks.bytes = event.data.length;
        take(await parseJsonInTurns(event.data));
      }
    }
  };

  const take = (value: unknown): void => {
    // Several requests may wait: the one whose id the message carries, else the only one, which then names the mismatch.
    const id = isJsonObject(value) ? value["id"] : undefined;
    const exact = typeof id === "string" || typeof id === "number" ? waiting.get(id) : undefined;
    const each = exact ?? [...waiting.values()][0];
    try {
      if (!receiver.receive(value, each?.pending) || each === undefined) return;
      waiting.delete(each.pending.id);
      each.resolve();
    } catch (error) {
      if (each === undefined) {
        warn("The server sent an answer that nobody waited for; it is ignored.");
        return;
      }
      waiting.delete(each.pending.id);
      each.reject(error);
    }
  };

  const post = async (message: JSONRPCMessage): Promise<void> => {
    if (ended !== undefined) throw ended;
    const { deadline, firstByteMs } = wire.scope;
    const pending = pendingOf(message);
    const method = "method" in message ? message.method : undefined;
    const answered =
      pending === undefined
        ? undefined
        : new Promise<void>((resolve, reject) => {
            waiting.set(pending.id, { pending, resolve, reject });
          });
    answered?.catch(() => {}); // heard below, or not at all where the POST itself fails first
    try {
      const answer = await http.send({
        method: "POST",
        url: endpoint ?? options.url,
        headers: {
          ...own,
          ...(version === undefined ? {} : { "mcp-protocol-version": version }),
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
        },
        body: JSON.stringify(message),
        signal: deadline.signal,
        ...(firstByteMs === undefined ? {} : { firstByteMs }),
        ...(method === undefined ? {} : { rpcMethod: method }),
        repeatable: method !== "tools/call",
      });
      receiver.begun(answer);
      const body = await readErrorBody(answer); // an acknowledgement: its text means nothing
      if (answer.status >= 300) {
        if (pending !== undefined || answer.status === 401 || answer.status === 403)
          throw httpStatusFailure(answer, body, options.carriesCredentials);
        warn(`The server answered ${answer.status} to ${method ?? "a response"}.`);
      }
      if (answered !== undefined) await within(answered);
      receiver.marks.firstByteAt = receiver.marks.endedAt; // the answer came whole, on the stream
    } finally {
      if (pending !== undefined) waiting.delete(pending.id);
    }
  };

  const wire: Wire = {
    kind: "sse",
    scope: options.scope,
    marks: receiver.marks,
    lastAnswer: receiver.lastAnswer,
    forget: receiver.forget,
    firstFailure: receiver.firstFailure,
    start: () =>
      receiver.guard(async () => {
        try {
          await within(open());
        } catch (error) {
          const late = error instanceof Failure && error.code === "E_TIMEOUT_CONNECT" && opened;
          throw late
            ? new Failure(
                "E_SSE_NO_ENDPOINT",
                "The event stream is open, and named no message endpoint in time.",
                error.detail,
              )
            : error;
        }
      }),
    send: (message) => receiver.guard(() => post(message)),
    setProtocolVersion(negotiated) {
      version = negotiated;
    },
    async close() {
      life.abort(new Failure("E_STREAM_ENDED", "The connection was closed."));
      wire.onclose?.();
    },
    async goodbye() {}, // closing the stream ends the session
  };
  return wire;
}

function streamFailure(error: unknown): Failure {
  return error instanceof Failure
    ? error
    : new Failure("E_UNKNOWN", "The event stream failed.", { evidence: String(error) });
}

/** The message endpoint that a server names, which must be on its own origin. */
function endpointOf(data: string, base: URL): URL {
  const target = URL.canParse(data, base.href) ? new URL(data, base.href) : undefined;
  if (target === undefined || target.origin !== base.origin || target.username !== "") {
    throw new Failure("E_SSE_ENDPOINT_FOREIGN", "The server names a message endpoint on another origin.", {
      evidence: data.slice(0, 512),
    });
  }
  return target;
}
