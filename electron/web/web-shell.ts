import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { pageHeaders } from "#shared/base/content-security-policy.ts";
import type { Wire } from "#shared/rpc/wire.ts";
import { answerFile } from "./page-files.ts";
import { refusalOf } from "./request-gate.ts";
import { sessionKeys } from "./session-keys.ts";
import { answerSession, cookieNameFor, cookieOf } from "./session-route.ts";
import { websocketEnd } from "./websocket-end.ts";

/** Arguments of a tool call may have 4 MiB of text; in JSON, inside a message, that can double. */
const mostMessageBytes = 8 * 1024 * 1024;
const mostWires = 8;
const mostSockets = 64;

export interface WebShellOptions {
  /** The built page: the folder that holds `index.html`. */
  readonly pageFolder: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Given each accepted wire; returns what to do when the shell closes. */
  readonly onWire: (wire: Wire) => () => void;
  /** Told once when nobody has used the shell for `idleMs` milliseconds (default: one hour). */
  readonly onIdle?: () => void;
  readonly idleMs?: number;
}

export interface WebShell {
  readonly origin: string;
  /** A link for one browser; the link before it stops working. The secret is in the fragment, which is never sent. */
  link(): string;
  close(): Promise<void>;
}

/** Puts the console on loopback for this machine's browser alone. Listens on 127.0.0.1 by address, nowhere else. */
export async function startWebShell(options: WebShellOptions): Promise<WebShell> {
  const keys = sessionKeys(() => performance.now());
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 5_000,
    requestTimeout: 20_000,
    connectionsCheckingInterval: 1_000,
  });
  server.maxConnections = mostSockets;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes, perMessageDeflate: false });
  const stops = new Set<() => void>();
  /** Connections that sent something we refused: what else is already in their pipe is not looked at. */
  const distrusted = new WeakSet<Duplex>();

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const ownHosts: ReadonlySet<string> = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const cookieName = cookieNameFor(port);

  const idle = setTimeout(() => {
    if (sockets.clients.size > 0) idle.refresh();
    else options.onIdle?.();
  }, options.idleMs ?? 3_600_000);
  idle.unref();

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    idle.refresh();
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    const refusal = refusalOf(request, ownHosts);
    if (refusal !== undefined || distrusted.has(request.socket)) {
      distrusted.add(request.socket);
      return refuse(response, refusal?.status ?? 400, refusal?.said ?? "this connection was refused before");
    }
    const [pathname = ""] = (request.url ?? "").split("?");
    const { method } = request;
    if (method === "POST") {
      if (pathname !== "/session") return refuse(response, 404, "there is nothing here");
      void answerSession(request, response, keys, cookieName).catch(() => response.destroy()); // the sender went away
      return undefined;
    }
    void answerFile(pathname, options.pageFolder, response, method === "GET");
    return undefined;
  });

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    idle.refresh();
    const status = upgradeStatus(request);
    if (status !== 101) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      const stop = options.onWire(websocketEnd(accepted));
      stops.add(stop);
      accepted.on("close", () => {
        stops.delete(stop);
        idle.refresh();
      });
    });
  });

  const upgradeStatus = (request: IncomingMessage): number => {
    const refusal = refusalOf(request, ownHosts);
    if (refusal !== undefined) return refusal.status;
    if (distrusted.has(request.socket)) return 400;
    if (request.method !== "GET" || request.url !== "/wire") return 404;
    if (!keys.knows(cookieOf(request, cookieName))) return 401;
    return sockets.clients.size >= mostWires ? 503 : 101;
  };

  return {
    origin: `http://127.0.0.1:${port}`,
    link: () => `http://127.0.0.1:${port}/#t=${keys.issueToken()}`,
    async close() {
      clearTimeout(idle);
      for (const stop of stops) stop();
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function refuse(response: ServerResponse, status: number, said: string): void {
  // The body is not read, so the connection cannot be used again.
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${said}\n`);
}
