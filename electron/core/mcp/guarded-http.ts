import { once as emitted } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Clock } from "#core/ports.ts";
import type { ProxyEnvironment } from "#core/proxy/proxy-route.ts";
import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";
import { sendHop, type Hop, type HopRequest } from "./http-hop.ts";
import { isRedirect, redirectTarget } from "./redirects.ts";
import type { Recording, TrafficRecorder } from "./traffic-recorder.ts";
import { openWayOut } from "./way-out.ts";

/** A request of the wires. `repeatable`: may be sent again when a kept connection turns out to be dead. */
export interface GuardedRequest extends HopRequest {
  readonly rpcMethod?: string;
  readonly repeatable?: boolean;
}

/** An answer: its head, and its body as decoded bytes that arrive as they are read. */
export interface GuardedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** `application/json`, lower case, without parameters; empty where the header is missing. */
  readonly mediaType: string;
  readonly contentType: string;
  /** The address that answered, after redirects. */
  readonly url: URL;
  readonly connectedAt: number;
  readonly firstByteAt: number;
  /** Decoded chunks. Throws a Failure. Leaving the loop early drops the rest and its socket. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops a body that nobody reads. */
  discard(): void;
}

/** HTTP with every guard on: own sockets, no cookies, same-origin redirects, bounded steps, everything recorded. */
export interface GuardedHttp {
  send(request: GuardedRequest): Promise<GuardedAnswer>;
  /** The first request that was answered, in milliseconds: until its connection stood, and from there to its first byte. */
  readonly firstHop: () => { readonly connectMs: number; readonly firstByteMs: number } | undefined;
  /** Closes every socket, also those in use. */
  close(): void;
}

export function openGuardedHttp(
  clock: Clock,
  recorder: TrafficRecorder,
  environment: ProxyEnvironment = {},
): GuardedHttp {
  const wayOut = openWayOut(environment);
  const unfinished = new Set<Recording>();
  const monotonicMs = (): number => clock.monotonicMs();
  let firstHop: ReturnType<GuardedHttp["firstHop"]>;

  const once = async (request: GuardedRequest): Promise<{ readonly hop: Hop; readonly recording: Recording }> => {
    for (let attempt = 1; ; attempt += 1) {
      let reused = false;
      const recording = recorder.begin(request);
      const began = monotonicMs();
      unfinished.add(recording);
      try {
        const hop = await sendHop(request, wayOut, monotonicMs, (isReused) => {
          reused = isReused;
        });
        recording.answered(hop.response.statusCode ?? 0, hop.response.rawHeaders);
        firstHop ??= { connectMs: hop.connectedAt - began, firstByteMs: hop.firstByteAt - hop.connectedAt };
        return { hop, recording };
      } catch (error) {
        recording.end(error instanceof Error ? error.message : String(error));
        unfinished.delete(recording);
        const stale = reused && error instanceof Failure && error.code === "E_HTTP_CLOSED";
        if (!stale || request.repeatable !== true || attempt > 1) throw error;
      }
    }
  };

  return {
    async send(request) {
      const chain: string[] = [];
      let url = request.url;
      for (;;) {
        const { hop, recording } = await once({ ...request, url });
        const { response } = hop;
        const status = response.statusCode ?? 0;
        const contentType = response.headers["content-type"] ?? "";
        const head = {
          status,
          headers: response.headers,
          contentType,
          mediaType: (contentType.split(";")[0] ?? "").trim().toLowerCase(),
          url,
          connectedAt: hop.connectedAt,
          firstByteAt: hop.firstByteAt,
        };
        const finish = (failure?: string): void => {
          hop.release();
          recording.end(failure);
          unfinished.delete(recording);
        };
        const discard = (): void => {
          response.destroy();
          finish();
        };
        if (!isRedirect(status)) return { ...head, body: bodyOf(hop, request.signal, recording, finish), discard };
        discard();
        const target = redirectTarget({
          method: request.method,
          status,
          location: response.headers.location,
          from: url,
          chain,
        });
        chain.push(`${status} ${url.href}`);
        url = target;
      }
    },
    firstHop: () => firstHop,
    close() {
      // Before the sockets go: nothing is told after the job's own answer.
      for (const recording of unfinished) recording.end();
      unfinished.clear();
      wayOut.close();
    },
  };
}

async function* bodyOf(
  hop: Hop,
  signal: AbortSignal,
  recording: Recording,
  finish: (failure?: string) => void,
): AsyncGenerator<Uint8Array> {
  const { response } = hop;
  let failure: string | undefined;
  let seen = 0;
  const { socket } = response;
  const readBefore = socket.bytesRead;
  try {
    for await (const chunk of await decoded(response)) {
      seen += (chunk as Uint8Array).length;
      const framing = socket.bytesRead - readBefore - seen;
      if (framing > budgets.framingBytes && framing > 3 * seen)
        throw new Failure("E_HTTP_MALFORMED", "The body comes in chunks so small that it is mostly framing.", {
          limit: { name: "framingBytes", value: budgets.framingBytes, unit: "bytes" },
          evidence: `${seen} bytes of body in ${seen + framing} bytes`,
        });
      recording.bytes(chunk as Uint8Array);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    const named = signal.aborted ? (signal.reason as Error) : bodyFailure(hop.parserError() ?? error, response, seen);
    failure = named.message;
    throw named;
  } finally {
    response.destroy();
    finish(failure);
  }
}

/** The body without its content encodings. At most two are undone: more is an attack. */
async function decoded(response: IncomingMessage): Promise<Readable> {
  const encodings = (response.headers["content-encoding"] ?? "")
    .split(",")
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== "" && encoding !== "identity");
  if (encodings.length === 0) return response;
  const zlib = await import("node:zlib"); // loaded only for servers that compress
  const makers = new Map<string, () => Readable & NodeJS.WritableStream>([
    ["gzip", zlib.createGunzip],
    ["x-gzip", zlib.createGunzip],
    ["deflate", zlib.createInflate],
    ["br", zlib.createBrotliDecompress],
  ]);
  let stream: Readable = response;
  if (encodings.length > 2)
    throw new Failure("E_HTTP_ENCODING", `The body is compressed ${encodings.length} times over.`);
  for (const encoding of encodings.reverse()) {
    const bare = encoding === "deflate" && !(await isWrapped(stream));
    const make = bare ? zlib.createInflateRaw : makers.get(encoding);
    if (make === undefined)
      throw new Failure("E_HTTP_ENCODING", "The body is compressed in a way that was not asked for.", {
        evidence: encoding,
      });
    const source = stream;
    const target = make();
    source.on("error", (error: Error) => target.destroy(error));
    source.on("close", () => {
      if (!source.readableEnded) target.destroy(source.errored ?? undefined);
    });
    stream = source.pipe(target);
  }
  return stream;
}

/** Whether what is called deflate comes in its wrapper (RFC 9110, 8.4.1.2): many servers send it without. */
async function isWrapped(stream: Readable): Promise<boolean> {
  await emitted(stream, "readable");
  const chunk = stream.read() as Uint8Array | null;
  if (chunk !== null) stream.unshift(chunk);
  return ((chunk?.[0] ?? 8) & 0x0f) === 8;
}

function bodyFailure(error: unknown, response: IncomingMessage, seen: number): Failure {
  if (error instanceof Failure) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const evidence = `${code ?? ""} ${message}`.trim();
  if (
    code?.startsWith("Z_") === true ||
    code?.startsWith("ERR__ERROR_") === true ||
    code?.startsWith("ERR_BROTLI") === true
  )
    return new Failure("E_HTTP_ENCODING", "The compressed body cannot be decompressed.", { evidence });
  if (code?.startsWith("HPE_") === true)
    return new Failure("E_HTTP_MALFORMED", "The body breaks HTTP's framing.", { evidence });
  const length = response.headers["content-length"];
  return new Failure(
    "E_BODY_CUT_SHORT",
    length === undefined
      ? `The connection broke after ${seen} bytes of the body.`
      : `The body was cut short: ${seen} of ${length} bytes.`,
    { evidence },
  );
}
