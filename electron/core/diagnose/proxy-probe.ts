import { decoded } from "#shared/base/secret-url.ts";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { readNetworkError, within } from "./network-error.ts";
import { saySpan } from "./say-time.ts";

const PROXY_MS = 3_000;
const HEAD_BYTES = 8 * 1024;

/** The proxy of an environment variable, its credentials apart. */
export interface Proxy {
  readonly url: URL;
  /** Scheme, host and port only: a proxy's URL often holds a password. */
  readonly shown: string;
}

/** Reads the value of a proxy variable, which may lack its scheme; undefined for what is no URL. */
export function readProxy(value: string): Proxy | undefined {
  const text = value.includes("://") ? value : `http://${value}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return { url, shown: `${url.protocol}//${url.host}` };
}

/**
 * Asks a proxy for a tunnel to the host (CONNECT, RFC 9110 section 9.3.6) and says in a few words what became of it:
 * nothing is sent through the tunnel. At most 3 s. Never rejects.
 */
export async function probeProxy({ url }: Proxy, hostAndPort: string, signal: AbortSignal): Promise<string> {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return `not tried: ${url.protocol.slice(0, 20)} proxies are not spoken here`;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const socket = secure ? connectTls({ host, port, rejectUnauthorized: false }) : connect({ host, port });
  let stood = false;
  try {
    const status = await within(PROXY_MS, signal, () => {
      socket.once(secure ? "secureConnect" : "connect", () => {
        stood = true;
        socket.write(request(url, hostAndPort));
      });
      return statusOf(socket);
    });
    return sayStatus(status);
  } catch (thrown) {
    const { code, message } = readNetworkError(thrown);
    if (code === "ECONNREFUSED") return "it refuses connections: nothing listens there";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its host name cannot be resolved";
    if (code === "DEADLINE")
      return stood
        ? `it accepts connections and did not answer within ${saySpan(PROXY_MS)}`
        : `it did not answer within ${saySpan(PROXY_MS)}`;
    if (code === "NOT_HTTP") return "what answers there is no HTTP proxy";
    return `it closed the connection (${code || message.slice(0, 60)})`;
  } finally {
    socket.on("error", () => {}); // an error after our verdict changes nothing
    socket.destroy();
  }
}

function request(url: URL, hostAndPort: string): string {
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
  const authorization =
    url.username === "" ? "" : `Proxy-Authorization: Basic ${Buffer.from(credentials).toString("base64")}\r\n`;
  return `CONNECT ${hostAndPort} HTTP/1.1\r\nHost: ${hostAndPort}\r\n${authorization}\r\n`;
}

/** The status of the first line that comes back. */
function statusOf(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let head = "";
    const fail = (code: string): void => reject(Object.assign(new Error(code), { code }));
    socket.once("error", reject);
    socket.once("close", () => fail("CLOSED"));
    socket.on("data", (chunk: Buffer) => {
      head += chunk.toString("latin1");
      if (!head.includes("\n") && head.length < HEAD_BYTES) return;
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
      if (status === undefined) fail("NOT_HTTP");
      else resolve(Number(status));
    });
  });
}

function sayStatus(status: number): string {
  if (status >= 200 && status < 300) return `it lets connections to this host through (HTTP ${status})`;
  if (status === 407) return "it wants other credentials (HTTP 407)";
  if (status === 403) return "it forbids this host (HTTP 403)";
  if (status >= 500) return `it could not reach this host (HTTP ${status})`;
  return `it refuses a tunnel to this host (HTTP ${status})`;
}
