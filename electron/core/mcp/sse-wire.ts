import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";
import { httpStatusFailure, notMcpFailure } from "./http-status-failure.ts";
import { decodeUtf8InTurns, parseJsonInTurns } from "./json-in-turns.ts";
import { readBody, readErrorBody } from "./read-body.ts";
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
      } else if (event.event === "message" && event.data.trim() !== "") {
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
      if (answer.status === 200 && pending !== undefined && answer.mediaType.includes("json"))
        return await answeredInside(answer, pending, answered);
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

  /** The answer belongs on the stream; where the POST itself carries it, it counts too. */
  const answeredInside = async (
    answer: GuardedAnswer,
    pending: PendingRequest,
    onStream: Promise<void> | undefined,
  ): Promise<void> => {
    const { maxBodyBytes, limitName, deadline } = wire.scope;
    const { bytes } = await readBody(answer, maxBodyBytes, limitName, deadline.signal);
    const value = await answerIn(bytes, pending);
    if (value !== undefined && waiting.has(pending.id)) {
      warn("The server answers in the POST itself and not on its event stream, where HTTP+SSE wants it.");
      take(value);
    }
    if (onStream !== undefined) await within(onStream);
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
    send: (message) => receiver.guard(() => post(message).catch(behindEndpoint)),
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

/** A JSON-RPC answer to this very request, where the bytes are one. */
async function answerIn(bytes: Uint8Array, pending: PendingRequest): Promise<JsonObject | undefined> {
  try {
    const value = await parseJsonInTurns((await decodeUtf8InTurns(bytes)).text);
    const isOurs = isJsonObject(value) && value["jsonrpc"] === "2.0" && value["id"] === pending.id;
    return isOurs && (Object.hasOwn(value, "result") || Object.hasOwn(value, "error")) ? value : undefined;
  } catch {
    return undefined; // an acknowledgement in some other form
  }
}

/** The stream stands and named an endpoint: what fails behind that is the cause, and not what a POST elsewhere said. */
function behindEndpoint(error: unknown): never {
  if (!(error instanceof Failure) || !/^E_HTTP_[45]|^E_TIMEOUT_CONNECT$/.test(error.code)) throw error;
  if (error.code === "E_HTTP_401" || error.code === "E_HTTP_403") throw error;
  const said =
    error.code === "E_TIMEOUT_CONNECT"
      ? "The event stream opened and named its message endpoint, and no answer to initialize came on it in time."
      : `The event stream opened; the message endpoint that it names says: ${error.message}`;
  throw new Failure(error.code, said, { ...error.detail, phase: "transport", namedEndpoint: true });
}

function streamFailure(error: unknown): Failure {
  return error instanceof Failure
    ? error
    : new Failure("E_UNKNOWN", "The event stream failed.", { evidence: String(error) });
}

/** As long as a URL that a person may enter. */
const LONGEST_ENDPOINT = 8_192;

/** The message endpoint that a server names, which must be on its own origin. */
function endpointOf(data: string, base: URL): URL {
  const target = URL.canParse(data, base.href) ? new URL(data, base.href) : undefined;
  if (data.length > LONGEST_ENDPOINT)
    throw new Failure("E_SSE_ENDPOINT_FOREIGN", "The server names a message endpoint that is longer than 8 KiB.");
  if (target === undefined || target.origin !== base.origin || target.username !== "") {
    throw new Failure("E_SSE_ENDPOINT_FOREIGN", "The server names a message endpoint on another origin.", {
      evidence: data.slice(0, 512),
    });
  }
  return target;
}
