import { once } from "node:events";
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from "node:tls";
import type { Fault, FaultExchange } from "../faults/fault-server.ts";
import { certificate, type CertificateWishes, type Pem } from "../../support/certificates.ts";
import type { SiteState } from "./row.ts";

/** Where one row's servers live: loopback, port 0, everything counted, all of it closed with the row. */
export interface Site {
  /** A raw TCP server; gives `127.0.0.1:port`. */
  tcp(onSocket: (socket: Socket) => void): Promise<string>;
  /** A raw TCP server that reads one whole request (head and body) and then acts on the socket. */
  afterRequest(act: (socket: Socket, body: string) => void): Promise<string>;
  /** An HTTP server that answers everything with one fault. */
  http(fault: Fault): Promise<string>;
  https(pem: TlsOptions, fault: Fault): Promise<string>;
  tls(options: TlsOptions, onSocket: (socket: TLSSocket) => void): Promise<string>;
  /** A place that nothing may ever be sent to; gives its origin. */
  canary(): Promise<string>;
  /** A certificate signed by the authority that the console trusts in these tests. */
  trusted(commonName: string, wishes?: CertificateWishes): Promise<Pem>;
  /** Run when the row ends. */
  onEnd(work: () => void): void;
  state(): SiteState;
  close(): Promise<void>;
}

export function openSite(authority: Pem): Site {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const stamps: number[] = [];
  const ends: (() => void)[] = [];
  let streams = 0;
  let canary = 0;
  let cookies = 0;

  const listen = async (server: Server): Promise<string> => {
    servers.push(server);
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => {}); // the console may leave at any moment
      socket.on("close", () => sockets.delete(socket));
    });
    server.on("tlsClientError", () => {});
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  const listener =
    (fault: Fault): RequestListener =>
    (request, response) => {
      stamps.push(Date.now());
      if (request.method === "GET" && (request.headers.accept ?? "").includes("event-stream")) streams += 1;
      if (request.headers.cookie !== undefined) cookies += 1;
      response.on("error", () => {});
      request.on("error", () => {});
      void bodyOf(request).then((body) => fault({ request, response, body, ...messageIn(body) }));
    };

  const site: Site = {
    tcp: (onSocket) =>
      listen(
        createTcpServer((socket) => {
          stamps.push(Date.now());
          onSocket(socket);
          socket.resume(); // a socket that nobody reads never hears that the other side left
        }),
      ),
    afterRequest: (act) =>
      listen(
        createTcpServer((socket) => {
          let text = "";
          socket.on("data", (chunk: Buffer) => {
            text += chunk.toString("latin1");
            const head = text.indexOf("\r\n\r\n");
            if (head < 0) return;
            const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
            if (text.length < head + 4 + length) return;
            const body = text.slice(head + 4, head + 4 + length);
            text = text.slice(head + 4 + length);
            stamps.push(Date.now());
            act(socket, body);
          });
        }),
      ),
    http: (fault) => listen(createHttpServer(listener(fault))),
    https: (pem, fault) => listen(createHttpsServer(pem, listener(fault))),
    tls: (options, onSocket) =>
      listen(
        createTlsServer(options, (socket) => {
          stamps.push(Date.now());
          socket.on("error", () => {});
          onSocket(socket);
          socket.resume();
        }),
      ),
    async canary() {
      const place = await listen(
        createHttpServer((_, response) => {
          canary += 1;
          response.end("seen");
        }),
      );
      return `http://${place}`;
    },
    trusted: (commonName, wishes = {}) => certificate(commonName, { ...wishes, authority }),
    onEnd: (work) => void ends.push(work),
    state: () => ({ open: sockets.size, stamps: [...stamps], streams, canary, cookies }),
    async close() {
      for (const end of ends) end();
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
  return site;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // the console left in the middle of its request
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** JSON-RPC method, id and params of a body. */
export function messageIn(body: string): Pick<FaultExchange, "method" | "id" | "params"> {
  try {
    const { method, id, params } = (JSON.parse(body) ?? {}) as Partial<FaultExchange>;
    return { method, id, params: params ?? {} };
  } catch {
    return { method: undefined, id: undefined, params: {} }; // not a message
  }
}

/** Writes the same chunk until so many bytes are out, no faster than the other side reads. */
export function pour(
  target: {
    write(chunk: Uint8Array): boolean;
    once(event: "drain", go: () => void): unknown;
    readonly destroyed: boolean;
  },
  chunk: Uint8Array,
  bytes: number,
  end: () => void,
): void {
  let left = bytes;
  const go = (): void => {
    while (left > 0 && !target.destroyed) {
      left -= chunk.length;
      if (!target.write(chunk)) {
        target.once("drain", go);
        return;
      }
    }
    if (!target.destroyed) end();
  };
  go();
}

/** Calls `work` every `ms` until the socket closes. */
export function every(ms: number, socket: { on(event: "close", end: () => void): unknown }, work: () => void): void {
  const timer = setInterval(work, ms);
  socket.on("close", () => clearInterval(timer));
}
