import { request as plainRequest, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import type { LookupFunction, Socket } from "node:net";
import type { Address } from "./step.ts";

const HEADER_BYTES = 16 * 1024;
const BODY_BYTES = 64 * 1024;

/** One HTTP answer, its body cut at 64 KiB. */
export interface ProbeAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Milliseconds until the first byte of the answer. */
  readonly firstByteMs: number;
}

/** The modern probe (revision 2026-07-28, basic/transports): one request that any MCP server answers somehow. */
const PROBE = JSON.stringify({
  jsonrpc: "2.0",
  id: "diagnosis",
  method: "server/discover",
  params: {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "preflight", version: "0.1.0" },
    },
  },
});

/**
 * Sends the modern probe once over a connection of its own, to the address that answered, and reads at most 64 KiB.
 * Rejects with Node's error. No redirect is followed, no cookie kept.
 */
export async function probe(
  url: URL,
  headers: Readonly<Record<string, string>>,
  reached: Address | undefined,
  signal: AbortSignal,
  monotonicMs: () => number,
): Promise<ProbeAnswer> {
  const started = monotonicMs();
  const pinned: LookupFunction = (_host, options, callback) => {
    const { address, family } = reached ?? { address: "", family: 4 };
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  const send = url.protocol === "https:" ? tlsRequest : plainRequest;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(url, {
      method: "POST",
      agent: false,
      signal,
      maxHeaderSize: HEADER_BYTES,
      ...(reached === undefined ? {} : { lookup: pinned }),
      headers: {
        ...headers,
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "server/discover",
        "content-length": Buffer.byteLength(PROBE),
      },
    });
    request.once("error", reject);
    request.once("upgrade", (answer, socket: Socket) => {
      socket.destroy();
      resolve(answer);
    });
    request.once("close", () => reject(Object.assign(new Error("closed without an answer"), { code: "CLOSED" })));
    request.once("response", resolve);
    request.end(PROBE);
  });
  const firstByteMs = monotonicMs() - started;
  return {
    status: answer.statusCode ?? 0,
    headers: new Map(
      Object.entries(answer.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : (value ?? ""),
      ]),
    ),
    body: await readStart(answer),
    firstByteMs,
  };
}

/** The first 64 KiB of a body; what is cut short or never ends is read as far as it came. */
function readStart(answer: IncomingMessage): Promise<string> {
  const stream = (answer.headers["content-type"] ?? "").includes("text/event-stream");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      answer.removeAllListeners("data");
      answer.destroy();
      resolve(Buffer.concat(chunks).toString("utf8").slice(0, BODY_BYTES));
    };
    answer.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      // An event stream may stay open for ever: one chunk says enough.
      if (size >= BODY_BYTES || stream) done();
    });
    answer.once("end", done);
    answer.once("error", done);
    answer.once("close", done);
    setTimeout(done, 2_000).unref();
  });
}
