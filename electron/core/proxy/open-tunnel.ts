import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { decoded } from "#shared/base/secret-url.ts";
import { refused, unreachable, type ProxyRefusal } from "./proxy-refusal.ts";
import type { Proxy } from "./proxy-route.ts";

const HEAD_BYTES = 8 * 1024;

/** `Proxy-Authorization` for a proxy whose URL carries credentials. */
export function proxyAuthorization({ url }: Proxy): string | undefined {
  if (url.username === "") return undefined;
  return `Basic ${Buffer.from(`${decoded(url.username)}:${decoded(url.password)}`).toString("base64")}`;
}

/** Connects to the proxy itself, over TLS where its URL says so. */
export function connectToProxy({ url }: Proxy): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return url.protocol === "https:"
    ? connectTls({ host, port: Number(url.port || 443), servername: host })
    : connect({ host, port: Number(url.port || 80) });
}

/**
 * Asks a proxy for a tunnel (CONNECT, RFC 9110 section 9.3.6) to `place` (`host:port`, IPv6 in brackets) and gives its
 * socket, on which nothing was sent yet. At most `ms`. Rejects with a ProxyRefusal, or with the signal's reason.
 */
export function openTunnel(proxy: Proxy, place: string, ms: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const socket = connectToProxy(proxy);
    let stood = false;
    let head = Buffer.alloc(0);
    const stop = (): void => fail(signal.reason as Error);
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      socket.off("data", hear).off("close", closed).off("error", broken);
    };
    const fail = (error: Error | ProxyRefusal): void => {
      settle();
      socket.on("error", () => {}); // an error after our verdict changes nothing
      socket.destroy();
      reject(error);
    };
    const broken = (error: NodeJS.ErrnoException): void => fail(unreachable(proxy, sayError(error)));
    const closed = (): void => fail(unreachable(proxy, "it closed the connection"));
    const hear = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString("latin1", 0, 64))?.[1];
      if (status === undefined && head.length >= 16)
        return fail(unreachable(proxy, "what answers there is no HTTP proxy"));
      if (status !== undefined && !status.startsWith("2")) return fail(refused(proxy, Number(status), place));
      if (end < 0 && head.length < HEAD_BYTES) return;
      if (end < 0) return fail(unreachable(proxy, "its answer does not end"));
      settle();
      socket.pause();
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
      resolve(socket);
    };
    const timer = setTimeout(
      () =>
        fail(
          unreachable(
            proxy,
            stood ? `it did not answer within ${ms / 1000} s` : `it did not accept a connection within ${ms / 1000} s`,
          ),
        ),
      ms,
    );
    signal.addEventListener("abort", stop, { once: true });
    socket.on("error", broken).on("close", closed).on("data", hear);
    socket.once(proxy.url.protocol === "https:" ? "secureConnect" : "connect", () => {
      stood = true;
      const authorization = proxyAuthorization(proxy);
      const more = authorization === undefined ? "" : `Proxy-Authorization: ${authorization}\r\n`;
      socket.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n${more}\r\n`);
    });
  });
}

/** In a few words, what became of a connection to the proxy. */
export function sayError(
  error: Error & { readonly code?: string | undefined; readonly errors?: readonly (Error & { code?: string })[] },
): string {
  const code = error.code ?? error.errors?.[0]?.code ?? "";
  if (code === "ECONNREFUSED") return "it refuses connections: nothing listens there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its host name cannot be resolved";
  if (code === "ECONNRESET" || code === "EPIPE") return "it closed the connection";
  return `it cannot be connected to (${code || error.message.slice(0, 60)})`;
}
