import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** How a proxy behaves. `to`: where everything really goes, since the hosts of these tests exist nowhere. */
export interface ProxyWishes {
  /** `127.0.0.1:port` */
  readonly to: string;
  /** `user:password` that it insists on. */
  readonly credentials?: string;
  /** Answers every request with this status, instead of letting it through. */
  readonly refuses?: number;
  /** Accepts connections and never answers. */
  readonly hangs?: true;
}

export interface ProxyServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** What it was asked for: `CONNECT host:port`, `POST http://…`. */
  readonly asked: readonly string[];
  /** `Proxy-Authorization` headers that reached it. */
  readonly authorizations: readonly (string | undefined)[];
  /** Sockets to it and from it that are open now. */
  readonly open: () => number;
}

/** A real HTTP proxy on loopback: tunnels (CONNECT) and whole URLs. Stops with `await using`. */
export async function startProxy(wishes: ProxyWishes): Promise<ProxyServer> {
  const { to, credentials, refuses, hangs } = wishes;
  const [host = "", port = ""] = to.split(":");
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => {}); // either side may leave at any moment
    socket.on("close", () => sockets.delete(socket));
    return socket;
  };
  /** The status to refuse with, if it is not let through. */
  const verdict = ({ headers, method, url }: IncomingMessage): number | undefined => {
    asked.push(`${method ?? ""} ${url ?? ""}`);
    const authorization = headers["proxy-authorization"];
    authorizations.push(authorization);
    if (refuses !== undefined) return refuses;
    const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
    return expected === undefined || authorization === expected ? undefined : 407;
  };
  const whole = (request: IncomingMessage, response: ServerResponse): void => {
    const status = verdict(request);
    if (hangs === true) return;
    if (status !== undefined) {
      response.writeHead(status, { "proxy-authenticate": "Basic" }).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? "");
    const { "proxy-authorization": _own, ...headers } = request.headers;
    const onward = httpRequest(
      { host, port, agent: false, method: request.method, path: `${pathname}${search}`, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    onward.on("socket", track);
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  };
  const server = createServer(whole);
  server.on("connection", track);
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on("error", () => {});
    client.on("end", () => client.destroy()); // the server keeps half-open sockets otherwise
    if (hangs === true) client.resume();
    const status = verdict(request);
    if (hangs === true) return;
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const onward = track(connect(Number(port), host));
    onward.once("connect", () => {
      client.write("HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n");
      onward.write(head);
      onward.pipe(client).pipe(onward);
    });
    onward.on("close", () => client.destroy());
    client.on("close", () => onward.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    authorizations,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
