import type { JSONRPCMessage, TransportSendOptions } from "@modelcontextprotocol/client";
import { readAnswerStream } from "./answer-stream.ts";
import { budgets } from "./budgets.ts";
import { openDeadline } from "./deadline.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer, GuardedRequest } from "./guarded-http.ts";
import { errorAnswerIn, readJsonAnswer } from "./http-answer.ts";
import { evidenceOf, httpStatusFailure, notMcpFailure } from "./http-status-failure.ts";
import { readUnasked } from "./listen-stream.ts";
import { callerHeaders, lowerCaseNames, modernHeaders, pendingOf } from "./protocol-headers.ts";
import { readErrorBody } from "./read-body.ts";
import type { PendingRequest } from "./rpc-message.ts";
import { openReceiver, type Wire, type WireOptions } from "./wire.ts";

/**
 * Streamable HTTP, both eras (spec 2025-03-26 and later): one POST a message, the answer as JSON or as an event stream.
 * The optional GET stream is opened only where the server may have questions (`listens`): a connection lives for one job.
 */
export function streamableHttpWire(options: WireOptions): Wire {
  const { http, warn, carriesCredentials } = options;
  const own = callerHeaders(options.headers);
  const life = new AbortController();
  let url = options.url;
  let session: string | undefined;
  let version: string | undefined;
  let inFlight: PendingRequest | undefined;
  /** A session id that came with the answer to initialize: it counts once that answer turns out to be good. */
  let offered: string | undefined;
  const receiver = openReceiver(
    () => wire,
    options,
    ({ error }) => {
      if (error === undefined || error === null) session = offered ?? session;
      offered = undefined;
    },
  );

  const headersFor = (more: Readonly<Record<string, string>>): Record<string, string> => ({
    ...own,
    ...(session === undefined ? {} : { "mcp-session-id": session }),
    ...(version === undefined ? {} : { "mcp-protocol-version": version }),
    ...more,
  });

  const post = async (message: JSONRPCMessage, sendOptions: TransportSendOptions | undefined): Promise<void> => {
    const { deadline, firstByteMs } = wire.scope;
    const pending = pendingOf(message);
    if (pending !== undefined) inFlight = pending;
    const method = "method" in message ? message.method : undefined;
    const request: GuardedRequest = {
      method: "POST",
      url,
      headers: headersFor({
        ...lowerCaseNames(sendOptions?.headers),
        ...modernHeaders(message),
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "accept-encoding": "gzip, deflate, br",
      }),
      body: JSON.stringify(message),
      signal: deadline.signal,
      ...(method === undefined ? {} : { rpcMethod: method }),
      repeatable: method !== "tools/call",
    };
    if (pending === undefined) return notify(request, method);
    const answer = await http.send({ ...request, ...(firstByteMs === undefined ? {} : { firstByteMs }) });
    url = answer.url;
    receiver.begun(answer);
    if (method === "initialize" && answer.status < 300) offered = sessionOf(answer, warn);
    return answered(answer, pending);
  };

  const answered = async (answer: GuardedAnswer, pending: PendingRequest): Promise<void> => {
    const { status, mediaType } = answer;
    if (status >= 300 || status < 200) return refused(answer, pending);
    if (status === 202 || status === 204) {
      answer.discard();
      const said = `The server accepted ${pending.method} (${status}) and ended the exchange without an answer.`;
      throw new Failure("E_ACCEPTED_WITHOUT_ANSWER", said, { status });
    }
    if (mediaType === "text/event-stream")
      return readAnswerStream(answer, pending, receiver, { reopen, openings: options.streamOpenings });
    if (mediaType === "application/json" || mediaType.endsWith("+json"))
      return readJsonAnswer(answer, pending, receiver);
    throw notMcpFailure(answer, await readErrorBody(answer));
  };

  const reopen = (lastEventId: string): Promise<GuardedAnswer> =>
    http.send({
      method: "GET",
      url,
      headers: headersFor({ accept: "text/event-stream", "last-event-id": lastEventId }),
      signal: wire.scope.deadline.signal,
      repeatable: true,
    });

  /** A notification or a reply of ours: that a server does not confirm it is no reason to stop. */
  const notify = async (request: GuardedRequest, method: string | undefined): Promise<void> => {
    try {
      const answer = await http.send({ ...request, firstByteMs: budgets.noticeMs });
      url = answer.url;
      await noted(answer, method);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "E_HTTP_FIRST_BYTE") throw error;
      warn(
        `The server did not answer ${method ?? "a reply"} within ${budgets.noticeMs / 1_000} s; it was not waited for.`,
      );
    }
  };

  /** A notification or a reply of ours was taken: its body means nothing. */
  const noted = async (answer: GuardedAnswer, method: string | undefined): Promise<void> => {
    const body = await readErrorBody(answer);
    if (answer.status === 401 || answer.status === 403) throw httpStatusFailure(answer, body, carriesCredentials);
    if (answer.status >= 300) warn(`The server answered ${answer.status} to ${method ?? "a reply"}.`);
    if (method === "notifications/initialized" && options.listens) await listen();
  };

  const listen = async (): Promise<void> => {
    try {
      const answer = await http.send({
        method: "GET",
        url,
        headers: headersFor({ accept: "text/event-stream" }),
        signal: life.signal,
        firstByteMs: budgets.endMs,
      });
      void readUnasked(answer, receiver).then(options.onStreamEnd);
    } catch {
      // The stream is optional: without it, questions come on the call's own stream, or not at all.
      options.onStreamEnd?.();
    }
  };

  /** A status that says no: the JSON-RPC error in its body if it answers this request, else a failure. */
  const refused = async (answer: GuardedAnswer, pending: PendingRequest): Promise<void> => {
    const { status } = answer;
    const body = await readErrorBody(answer);
    const named = httpStatusFailure(answer, body, carriesCredentials);
    if (status === 401 || status === 403) throw named;
    const error = errorAnswerIn(body, pending);
    if (error !== undefined && receiver.receive(error, pending)) return;
    if (session === undefined || (status !== 404 && status !== 400)) throw named;
    session = undefined;
    const said = `The server ended the session before it answered ${pending.method} (${status}).`;
    throw new Failure("E_SESSION_LOST", said, { status, evidence: evidenceOf(answer, body) });
  };

  const wire: Wire = {
    kind: "streamable-http",
    scope: options.scope,
    marks: receiver.marks,
    lastAnswer: receiver.lastAnswer,
    forget: receiver.forget,
    firstFailure: receiver.firstFailure,
    async start() {},
    send: (message, sendOptions) => receiver.guard(() => post(message, sendOptions)),
    setProtocolVersion(negotiated) {
      version = negotiated;
    },
    async close() {
      life.abort(new Failure("E_STREAM_ENDED", "The connection was closed."));
      wire.onclose?.();
    },
    async goodbye(cancelled) {
      const ends = session !== undefined;
      const abandoned = cancelled && inFlight?.modern === false ? inFlight : undefined;
      if (!ends && abandoned === undefined) return;
      const headers = headersFor({});
      session = undefined;
      inFlight = undefined;
      const deadline = openDeadline({
        parent: new AbortController().signal,
        totalMs: cancelled ? budgets.cancelMs : budgets.endMs,
        expired: () => new Failure("E_TIMEOUT_CONNECT", "The server did not confirm the end of the session."),
      });
      const { signal } = deadline;
      const last: Promise<unknown>[] = [];
      if (abandoned !== undefined)
        last.push(http.send(cancelRequest(abandoned, url, headers, signal)).then(readErrorBody));
      if (ends) last.push(http.send({ method: "DELETE", url, headers, signal }).then(readErrorBody));
      await Promise.allSettled(last); // a courtesy: the server forgets by itself
      deadline.close();
    },
  };
  return wire;
}

/** The word of the legacy era for a request that nobody waits for any more: closing its stream does not say so there. */
function cancelRequest(
  { id }: PendingRequest,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): GuardedRequest {
  const method = "notifications/cancelled";
  return {
    method: "POST",
    url,
    headers: { ...headers, "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", method, params: { requestId: id, reason: "cancelled by the user" } }),
    signal,
    rpcMethod: method,
  };
}

function sessionOf(answer: GuardedAnswer, warn: (said: string) => void): string | undefined {
  const id = answer.headers["mcp-session-id"];
  if (typeof id !== "string" || id === "") return undefined;
  if (id.length <= budgets.sessionIdBytes && !/[^\u0021-\u007e]/.test(id)) return id;
  warn("The server's session id is too long or holds characters that it must not; it is not sent back.");
  return undefined;
}
