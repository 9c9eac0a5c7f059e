import type { JSONRPCMessage, TransportSendOptions } from "@modelcontextprotocol/client";
import { budgets } from "./budgets.ts";
import { openDeadline } from "./deadline.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";
import { evidenceOf, httpStatusFailure, notMcpFailure } from "./http-status-failure.ts";
import { decodeUtf8, parseJson } from "./json-text.ts";
import { encodeHeaderValue } from "./mcp-headers.ts";
import { readBody, readErrorBody } from "./read-body.ts";
import type { PendingRequest } from "./rpc-message.ts";
import { readEvents } from "./sse-events.ts";
import { callerHeaders, modernVersionOf, pause, pendingOf, wireCore, type Wire, type WireOptions } from "./wire.ts";

const ACCEPT = "application/json, text/event-stream";
/** Methods whose `params` name something: the modern era wants it in `Mcp-Name` too. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
]);

/**
 * Streamable HTTP, both eras (spec 2025-03-26 and later): one POST a message, the answer as JSON or as an event stream.
 * The optional GET stream is never opened: a connection lives for one job and needs no unsolicited messages.
 */
export function streamableHttpWire(options: WireOptions): Wire {
  const { http, warn, monotonicMs } = options;
  const own = callerHeaders(options.headers);
  let url = options.url;
  let session: string | undefined;
  let version: string | undefined;
  const marks = { connectedAt: 0, firstByteAt: 0, endedAt: 0 };
  const core = wireCore(() => wire, warn);

  const headersFor = (more: Readonly<Record<string, string>>): Record<string, string> => ({
    ...own,
    ...(session === undefined ? {} : { "mcp-session-id": session }),
    ...(version === undefined ? {} : { "mcp-protocol-version": version }),
    ...more,
  });

  const post = async (message: JSONRPCMessage, sendOptions: TransportSendOptions | undefined): Promise<void> => {
    const { deadline, firstByteMs } = wire.scope;
    const { signal } = deadline;
    const pending = pendingOf(message);
    const method = "method" in message ? message.method : undefined;
    const answer = await http.send({
      method: "POST",
      url,
      headers: headersFor({
        ...lowerCase(sendOptions?.headers),
        ...modernHeaders(message),
        "content-type": "application/json",
        accept: ACCEPT,
        "accept-encoding": "gzip, deflate, br",
      }),
      body: JSON.stringify(message),
      signal,
      ...(firstByteMs === undefined ? {} : { firstByteMs }),
      ...(method === undefined ? {} : { rpcMethod: method }),
      repeatable: method !== "tools/call",
    });
    url = answer.url;
    marks.connectedAt = answer.connectedAt;
    marks.firstByteAt = answer.firstByteAt;
    if (pending === undefined) return dropBody(answer, method);
    if (method === "initialize" && answer.status < 300) session = sessionOf(answer, warn);
    if (answer.status >= 300 || answer.status < 200) return refused(answer, pending);
    if (answer.status === 202 || answer.status === 204) {
      answer.discard();
      throw new Failure(
        "E_ACCEPTED_WITHOUT_ANSWER",
        `The server accepted ${pending.method} (${answer.status}) and ended the exchange without an answer.`,
        { status: answer.status },
      );
    }
    if (answer.mediaType === "text/event-stream") return stream(answer, pending);
    if (answer.mediaType === "application/json" || answer.mediaType.endsWith("+json")) return json(answer, pending);
    throw notMcpFailure(answer, await readErrorBody(answer));
  };

  const dropBody = async (answer: GuardedAnswer, method: string | undefined): Promise<void> => {
    const body = await readErrorBody(answer);
    if (answer.status === 401 || answer.status === 403)
      throw httpStatusFailure(answer, body, options.carriesCredentials);
    if (answer.status >= 300) warn(`The server answered ${answer.status} to ${method ?? "a response"}.`);
  };

  /** A status that says no: the JSON-RPC error in its body if it is an answer to this request, else a failure. */
  const refused = async (answer: GuardedAnswer, pending: PendingRequest): Promise<void> => {
    const body = await readErrorBody(answer);
    const { status } = answer;
    const named = httpStatusFailure(answer, body, options.carriesCredentials);
    if (status === 401 || status === 403) throw named;
    const error = errorAnswer(body, pending);
    if (error !== undefined && core.receive(error, pending)) {
      marks.endedAt = monotonicMs();
      return;
    }
    if (session !== undefined && (status === 404 || status === 400)) {
      session = undefined;
      throw new Failure(
        "E_SESSION_LOST",
        `The server ended the session before it answered ${pending.method} (${status}).`,
        {
          status,
          evidence: evidenceOf(answer, body),
        },
      );
    }
    throw named;
  };

  const json = async (answer: GuardedAnswer, pending: PendingRequest): Promise<void> => {
    const { maxBodyBytes, limitName, deadline } = wire.scope;
    const { bytes, broken } = await readBody(answer, maxBodyBytes, limitName, deadline.signal);
    marks.endedAt = monotonicMs();
    let value: unknown;
    try {
      const { text, bom } = decodeUtf8(bytes);
      if (bom) warn("The answer begins with a byte order mark.");
      value = parseJson(text);
    } catch (error) {
      throw broken ?? error; // cut short: that is the cause, the half JSON only its effect
    }
    if (broken !== undefined) warn(`The connection broke after a whole answer: ${broken.message}`);
    if (Array.isArray(value)) warn("The server answered with a JSON-RPC batch, which MCP has removed.");
    let answered = false;
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
      if (!answered) answered = core.receive(item, pending);
    if (!answered) throw endedEarly(pending);
  };

  const stream = async (first: GuardedAnswer, pending: PendingRequest): Promise<void> => {
    const { signal } = wire.scope.deadline;
    let answer = first;
    let lastId: string | undefined;
    let retryMs = 0;
    for (let opening = 1; ; opening += 1) {
      const { answered, id, retry, broken } = await readStream(answer, pending);
      if (answered) return;
      lastId = id ?? lastId;
      retryMs = retry ?? retryMs;
      // Legacy servers may close the stream and let the client poll (spec 2025-11-25, "Sending messages", 6).
      if (pending.modern || lastId === undefined) throw broken ?? endedEarly(pending);
      if (opening >= budgets.streamOpenings) {
        throw new Failure(
          "E_STREAM_ENDED",
          `The server keeps closing the stream before its answer to ${pending.method}.`,
          {
            limit: { name: "streamOpenings", value: budgets.streamOpenings, unit: "count" },
          },
        );
      }
      await pause(Math.min(Math.max(retryMs, budgets.reconnectFloorMs), budgets.reconnectCeilingMs), signal);
      answer = await http.send({
        method: "GET",
        url,
        headers: headersFor({ accept: "text/event-stream", "last-event-id": lastId }),
        signal,
        repeatable: true,
      });
      if (answer.status !== 200 || answer.mediaType !== "text/event-stream") {
        const evidence = evidenceOf(answer, await readErrorBody(answer));
        throw new Failure(
          "E_STREAM_ENDED",
          `The stream ended before the answer to ${pending.method}, and could not be resumed (${answer.status}).`,
          {
            evidence,
          },
        );
      }
    }
  };

  const readStream = async (
    answer: GuardedAnswer,
    pending: PendingRequest,
  ): Promise<{ answered: boolean; id?: string; retry?: number; broken?: Failure }> => {
    const { signal } = wire.scope.deadline;
    let answered = false;
    let id: string | undefined;
    let retry: number | undefined;
    let lull: NodeJS.Timeout | undefined;
    const seen = (): { answered: boolean; id?: string; retry?: number } => ({
      answered,
      ...(id === undefined ? {} : { id }),
      ...(retry === undefined ? {} : { retry }),
    });
    try {
      for await (const event of readEvents(answer.body)) {
        if (answered) continue; // reading on to the end keeps the connection usable for the next request
        id = event.id ?? id;
        retry = event.retryMs ?? retry;
        if (event.data === "") continue;
        if (event.event !== "message") {
          warn(
            `The server named an event ${JSON.stringify(event.event.slice(0, 40))}; only "message" carries answers.`,
          );
          continue;
        }
        answered = core.receive(parseJson(event.data), pending);
        if (!answered) continue;
        marks.endedAt = monotonicMs();
        lull = setTimeout(() => answer.discard(), 500);
      }
    } catch (error) {
      if (answered) return seen(); // the answer is there: how the stream ends after it does not matter
      if (signal.aborted || !(error instanceof Failure) || error.code !== "E_BODY_CUT_SHORT") throw error;
      const broken = new Failure("E_STREAM_ENDED", `The stream broke off before the answer to ${pending.method}.`, {
        evidence: `${error.message} ${error.detail.evidence ?? ""}`,
      });
      return { ...seen(), broken };
    } finally {
      clearTimeout(lull);
    }
    return seen();
  };

  const wire: Wire = {
    kind: "streamable-http",
    scope: options.scope,
    marks,
    lastAnswer: core.lastAnswer,
    firstFailure: core.firstFailure,
    async start() {},
    send: (message, sendOptions) => core.guard(() => post(message, sendOptions)),
    setProtocolVersion(negotiated) {
      version = negotiated;
    },
    async close() {
      wire.onclose?.();
    },
    async goodbye(cancelled) {
      if (session === undefined) return;
      const headers = headersFor({});
      session = undefined;
      const deadline = openDeadline({
        parent: new AbortController().signal,
        totalMs: cancelled ? budgets.cancelMs : budgets.endMs,
        expired: () => new Failure("E_TIMEOUT_CONNECT", "The server did not confirm the end of the session."),
      });
      try {
        const answer = await http.send({ method: "DELETE", url, headers, signal: deadline.signal });
        await readErrorBody(answer);
      } catch {
        // A courtesy: the server forgets the session by itself.
      } finally {
        deadline.close();
      }
    },
  };
  return wire;
}

function endedEarly(pending: PendingRequest): Failure {
  return new Failure("E_STREAM_ENDED", `The stream ended before the answer to ${pending.method}.`);
}

function lowerCase(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The headers that repeat the body in the modern era (spec 2026-07-28, Streamable HTTP, "Request headers"). */
function modernHeaders(message: JSONRPCMessage): Record<string, string> {
  const version = modernVersionOf(message);
  if (version === undefined || !("method" in message)) return {};
  const key = NAMED.get(message.method);
  const name = key === undefined ? undefined : (message.params as Record<string, unknown> | undefined)?.[key];
  return {
    "mcp-protocol-version": version,
    "mcp-method": message.method,
    ...(typeof name === "string" ? { "mcp-name": encodeHeaderValue(name) } : {}),
  };
}

function sessionOf(answer: GuardedAnswer, warn: (said: string) => void): string | undefined {
  const id = answer.headers["mcp-session-id"];
  if (typeof id !== "string" || id === "") return undefined;
  if (id.length <= budgets.sessionIdBytes && !/[^\u0021-\u007e]/.test(id)) return id;
  warn("The server's session id is too long or holds characters that it must not; it is not sent back.");
  return undefined;
}

/** The JSON-RPC error in a refused request's body, if it answers this very request. */
function errorAnswer(body: string, pending: PendingRequest): unknown {
  const text = /^(?:event:|data:|id:)/.test(body) ? (/^data: ?(.*)$/m.exec(body)?.[1] ?? "") : body;
  try {
    const value = parseJson(text) as { id?: unknown; error?: unknown } | null;
    const ours =
      typeof value === "object" &&
      value !== null &&
      value.error !== undefined &&
      String(value.id) === String(pending.id);
    return ours ? value : undefined;
  } catch {
    return undefined; // a page or plain text: the status alone tells
  }
}
