import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { JsonObject } from "#shared/base/json.ts";

/** An MCP server whose list changes when it is told to, and that tells those who listen. */
export interface ChangingServer {
  /** Its address; `path` picks the surface. */
  readonly url: (path: string) => string;
  /** How many are listening now. */
  readonly listeners: number;
  /** Lists these tools from now on, and says so to those who listen. */
  change(path: string, tools: readonly JsonObject[]): void;
  close(): Promise<void>;
}

/** Speaks just enough of the protocol (2025-06-18, plain JSON answers, a GET stream) to be discovered and listened to. */
export async function startChangingServer(
  start: Readonly<Record<string, readonly JsonObject[]>>,
): Promise<ChangingServer> {
  const lists = new Map(Object.entries(start));
  const streams = new Map<ServerResponse, string>();
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").replace(/\?.*$/u, "");
    if (request.method === "GET") {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      streams.set(response, path);
      response.on("close", () => streams.delete(response));
      return;
    }
    const body = await text(request);
    const rpc = (body === "" ? {} : JSON.parse(body)) as { readonly id?: number; readonly method?: string };
    if (rpc.id === undefined) return void response.writeHead(202).end();
    const results: Readonly<Record<string, JsonObject>> = {
      initialize: {
        protocolVersion: "2025-06-18",
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: "changing", version: "1" },
      },
      "tools/list": { tools: [...(lists.get(path) ?? [])] },
    };
    const result = results[rpc.method ?? ""];
    const said = result === undefined ? { error: { code: -32601, message: "no such method" } } : { result };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: rpc.id, ...said }));
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: (path) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    get listeners() {
      return streams.size;
    },
    change(path, tools) {
      lists.set(path, tools);
      const notice = JSON.stringify({ jsonrpc: "2.0", method: "notifications/tools/list_changed" });
      for (const [stream, where] of streams) if (where === path) stream.write(`data: ${notice}\n\n`);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
