import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** An MCP server that repeats the secrets of its own address wherever it can, in every encoding that servers use. */
export interface LeakyServer {
  readonly port: number;
  close(): Promise<void>;
}

type Rpc = { readonly id?: number; readonly method: string };

/** Speaks just enough of the protocol (2025-06-18, plain JSON answers) to be discovered and called. */
export async function startLeakyServer(secrets: readonly string[]): Promise<LeakyServer> {
  const leak = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])
    .join(" / ");
  const results: Readonly<Record<string, (heard: string) => object>> = {
    initialize: () => ({
      protocolVersion: "2025-06-18",
      capabilities: { tools: {} },
      serverInfo: { name: `leaky ${leak}`, version: "1" },
      instructions: leak,
    }),
    "tools/list": () => ({
      tools: [{ name: "echo", description: `Says ${leak}`, inputSchema: { type: "object", description: leak } }],
    }),
    "tools/call": (heard) => ({
      content: [{ type: "text", text: `${leak} ${heard}` }],
      structuredContent: { leak, [leak]: heard },
    }),
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const rpc = (body === "" ? { method: "" } : JSON.parse(body)) as Rpc;
      const heard = `${request.url ?? ""} ${request.headers.authorization ?? ""}`;
      response.setHeader("x-leak", encodeURIComponent(leak));
      const result = results[rpc.method]?.(heard);
      if (rpc.id === undefined) return response.writeHead(request.method === "GET" ? 405 : 202).end();
      const error = { code: -32601, message: `no ${rpc.method}, ${leak} ${heard}` };
      response.writeHead(200, { "content-type": "application/json" });
      return response.end(
        JSON.stringify({ jsonrpc: "2.0", id: rpc.id, ...(result === undefined ? { error } : { result }) }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
