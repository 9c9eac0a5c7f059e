import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** One request as a fault sees it. */
export interface FaultExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  /** JSON-RPC method and id, where the body is a message. */
  readonly method: string | undefined;
  readonly id: string | number | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Answers one request, or misbehaves. */
export type Fault = (exchange: FaultExchange) => void | Promise<void>;

/** A request as it arrived. */
interface Arrived {
  readonly verb: string;
  readonly path: string;
  readonly method: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface FaultServer extends AsyncDisposable {
  readonly origin: string;
  /** `/mcp` on it. */
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** Resolves when no socket is open any more; rejects after a second. */
  readonly idle: () => Promise<void>;
}

/** Starts a raw HTTP server on loopback that answers everything with one fault. Stops with `await using`. */
export async function startFaultServer(fault: Fault): Promise<FaultServer> {
  const arrived: Arrived[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    response.on("error", () => {}); // the client may leave at any moment
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => {});
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const message = messageIn(body);
      const { method, id, params } = message;
      arrived.push({ verb: request.method ?? "", path: request.url ?? "", method, headers: request.headers, body });
      void fault({ request, response, body, method, id, params: params ?? {} });
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/mcp`,
    arrived,
    async idle() {
      const late = AbortSignal.timeout(1000);
      for (const socket of sockets) {
        await new Promise<void>((resolve, reject) => {
          socket.once("close", () => resolve());
          if (socket.destroyed) resolve();
          late.addEventListener("abort", () => reject(new Error("a socket stayed open")), { once: true });
        });
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
}

function messageIn(body: string): {
  readonly method?: string;
  readonly id?: string | number;
  readonly params?: Readonly<Record<string, unknown>>;
} {
  try {
    return (JSON.parse(body) ?? {}) as ReturnType<typeof messageIn>;
  } catch {
    return {}; // not a message
  }
}
