import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A plain HTTP server on loopback. Stops with `await using`, and lets no socket outlive it. */
export interface Loopback extends AsyncDisposable {
  readonly origin: string;
  /** Resolves when no socket is open any more; rejects after two seconds. */
  readonly idle: () => Promise<void>;
}

/** Starts a server that reads each request whole before `answer` is asked. A client may leave at any moment. */
export async function startLoopback(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<Loopback> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on("error", () => {});
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString()));
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async idle() {
      const late = AbortSignal.timeout(2000);
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
