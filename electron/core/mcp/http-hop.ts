import type { ClientRequest, IncomingMessage } from "node:http";
import { isIP, type Socket } from "node:net";
import { budgets } from "./budgets.ts";
import type { FailureCodeName } from "./failure-codes.ts";
import { Failure } from "./failure.ts";
import { networkFailure, type NetworkStep } from "./network-failure.ts";
import type { WayOut } from "./way-out.ts";

/** One HTTP request, ready to be written. Never follows a redirect, keeps no cookie. */
export interface HopRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bounds everything, the body included; its reason is the Failure to throw. */
  readonly signal: AbortSignal;
  /** Bound on the first byte of the answer, where it is tighter than the signal's. */
  readonly firstByteMs?: number;
}

/** An answer whose headers have arrived. */
export interface Hop {
  readonly response: IncomingMessage;
  /** Monotonic milliseconds at which the connection stood (equal to the start on a kept one). */
  readonly connectedAt: number;
  readonly firstByteAt: number;
  /** What broke the framing of the body, where HTTP's parser gave up after the headers. */
  readonly parserError: () => Error | undefined;
  /** Ends the abort listener; call it when the body is done with. */
  release(): void;
}

const STEP_MS: Readonly<Record<NetworkStep, number>> = {
  proxy: budgets.tcpMs,
  dns: budgets.dnsMs,
  tcp: budgets.tcpMs,
  tls: budgets.tlsMs,
  http: 0,
};

/**
 * Sends one request and waits for the answer's headers. Each step on the way (name, connection, TLS, first byte)
 * has its own bound and its own sentence. Throws a Failure. `reused` is told to `onSocket` for the caller's retry.
 */
export function sendHop(
  request: HopRequest,
  wayOut: WayOut,
  monotonicMs: () => number,
  onSocket: (reused: boolean) => void,
): Promise<Hop> {
  const { url, signal } = request;
  const host = url.port === "" ? url.hostname : `${url.hostname}:${url.port}`;
  return new Promise((resolve, reject) => {
    const first = wayOut.firstStep(url);
    let step: NetworkStep = first ?? (isIP(url.hostname.replaceAll(/[[\]]/g, "")) === 0 ? "dns" : "tcp");
    let connectedAt = monotonicMs();
    let timer: NodeJS.Timeout | undefined;
    if (signal.aborted) return reject(signal.reason as Error);

    let outgoing: ClientRequest;
    try {
      outgoing = wayOut.request(url, { method: request.method, headers: request.headers, signal });
    } catch (error) {
      return reject(networkFailure(error, "http", host)); // a header that cannot be written
    }
    const abort = (): void => {
      outgoing.destroy(signal.reason as Error);
    };
    const release = (): void => signal.removeEventListener("abort", abort);
    signal.addEventListener("abort", abort, { once: true });

    const enter = (next: NetworkStep): void => {
      step = next;
      clearTimeout(timer);
      const ms = next === "http" ? request.firstByteMs : STEP_MS[next];
      if (next === "http") connectedAt = monotonicMs();
      if (ms !== undefined) timer = setTimeout(() => outgoing.destroy(lateAt(next, host, ms)), ms);
    };
    outgoing.once("socket", (socket: Socket) => {
      onSocket(outgoing.reusedSocket);
      if (outgoing.reusedSocket) return enter("http");
      // A tunnel hands over a socket that stands: what is left is TLS.
      enter(step === "proxy" && url.protocol === "https:" ? "tls" : step);
      socket.once("lookup", (error: Error | null) => {
        if (error === null && step === "dns") enter("tcp");
      });
      socket.once("connect", () => enter(url.protocol === "https:" ? "tls" : "http"));
      socket.once("secureConnect", () => enter("http"));
    });
    let thrown: Error | undefined;
    let begun = false;
    const fail = (error: Error): void => {
      clearTimeout(timer);
      release();
      reject(signal.aborted ? stoppedAt(signal.reason, step, host) : networkFailure(error, step, host));
    };
    outgoing.on("error", (error) => {
      thrown = error;
      fail(error);
    });
    let interim = 0;
    outgoing.on("information", () => {
      interim += 1;
      if (interim > budgets.interimAnswers)
        outgoing.destroy(
          new Failure("E_HTTP_MALFORMED", `${host} sends interim answers (1xx) without end.`, {
            limit: { name: "interimAnswers", value: budgets.interimAnswers, unit: "count" },
          }),
        );
    });
    // A change of protocol that nobody asked for: Node hands the socket over, and tells no response.
    outgoing.once("upgrade", ({ statusCode = 0 }: IncomingMessage, socket: Socket) => {
      socket.destroy();
      fail(
        new Failure("E_HTTP_STATUS", `The server answered with the unexpected status ${statusCode}.`, {
          status: statusCode,
        }),
      );
    });
    // However else a request may end without a word: it has ended, and is not waited for.
    outgoing.once("close", () => {
      if (!begun) fail(new Failure("E_HTTP_CLOSED", `${host} closed the connection before it answered.`));
    });
    outgoing.once("response", (response) => {
      begun = true;
      clearTimeout(timer);
      resolve({ response, connectedAt, firstByteAt: monotonicMs(), parserError: () => thrown, release });
    });
    outgoing.end(request.body);
  });
}

const LATE: Readonly<Record<NetworkStep, { code: FailureCodeName; limit: string; said: (host: string) => string }>> = {
  proxy: {
    code: "E_PROXY_UNREACHABLE",
    limit: "tcp",
    said: (host) => `The proxy that the environment names did not open the way to ${host}`,
  },
  dns: { code: "E_DNS_TEMPORARY", limit: "dns", said: (host) => `The resolver did not answer for ${host}` },
  tcp: {
    code: "E_TCP_TIMEOUT",
    limit: "tcp",
    said: (host) => `No answer from ${host}: it did not accept the connection`,
  },
  tls: {
    code: "E_TLS_TIMEOUT",
    limit: "tls",
    said: (host) => `${host} accepted the connection and stayed silent in the TLS handshake`,
  },
  http: { code: "E_HTTP_FIRST_BYTE", limit: "firstByte", said: (host) => `${host} is connected and stayed silent` },
};

function lateAt(step: NetworkStep, host: string, ms: number): Failure {
  const { code, limit, said } = LATE[step];
  return new Failure(code, `${said(host)} within ${ms / 1000} s.`, { limit: { name: limit, value: ms, unit: "ms" } });
}

/** A deadline that passed while connecting says how far the connection had come; anything else stays as it is. */
function stoppedAt(reason: unknown, step: NetworkStep, host: string): Error {
  if (!(reason instanceof Failure) || reason.code !== "E_TIMEOUT_CONNECT") return reason as Error;
  return new Failure(reason.code, `${reason.message} ${LATE[step].said(host)}.`, { ...reason.detail, phase: step });
}
