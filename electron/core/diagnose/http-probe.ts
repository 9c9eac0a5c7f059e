import { request as plainRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { connectToProxy, openTunnel, proxyAuthorization } from "#core/proxy/open-tunnel.ts";
import type { Proxy } from "#core/proxy/proxy-route.ts";
import { placeOf } from "./proxy-step.ts";
import type { Address } from "./step.ts";

const HEADER_BYTES = 16 * 1024;
const BODY_BYTES = 64 * 1024;
const PROXY_MS = 10_000;
/** As the gateway's own bound on answers before the one that counts. */
const INTERIM_ANSWERS = 100;

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
  proxy?: Proxy,
): Promise<ProbeAnswer> {
  const started = monotonicMs();
  const pinned: LookupFunction = (_host, options, callback) => {
    const { address, family } = reached ?? { address: "", family: 4 };
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  const way =
    proxy === undefined ? { secure: url.protocol === "https:", options: {} } : await throughProxy(proxy, url, signal);
  const send = way.secure ? tlsRequest : plainRequest;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(url, {
      method: "POST",
      agent: false,
      signal,
      maxHeaderSize: HEADER_BYTES,
      ...(reached === undefined ? {} : { lookup: pinned }),
      ...way.options,
      headers: {
        ...headers,
        ...way.headers,
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "server/discover",
        "content-length": Buffer.byteLength(PROBE),
      },
    });
    request.once("error", reject);
    let interim = 0;
    request.on("information", () => {
      interim += 1;
      if (interim > INTERIM_ANSWERS)
        request.destroy(Object.assign(new Error("1xx without end"), { code: "HPE_INTERIM" }));
    });
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

interface WayThrough {
  /** Whether TLS is spoken with whoever the request is written to. */
  readonly secure: boolean;
  readonly options: RequestOptions;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As the gateway goes: a tunnel for `https://`, the whole URL to the proxy for `http://`. */
async function throughProxy(proxy: Proxy, url: URL, signal: AbortSignal): Promise<WayThrough> {
  if (url.protocol === "https:") {
    const socket = await openTunnel(proxy, placeOf(url), PROXY_MS, signal);
    const servername = isIP(url.hostname.replaceAll(/[[\]]/g, "")) === 0 ? { servername: url.hostname } : {};
    const secured = connectTls({ socket, ...servername, ALPNProtocols: ["http/1.1"] });
    return { secure: true, options: { agent: undefined, createConnection: () => secured } };
  }
  const authorization = proxyAuthorization(proxy);
  const socket = connectToProxy(proxy);
  return {
    secure: false,
    options: { agent: undefined, createConnection: () => socket, path: `${url.origin}${url.pathname}${url.search}` },
    ...(authorization === undefined ? {} : { headers: { "proxy-authorization": authorization } }),
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
