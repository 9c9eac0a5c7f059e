import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server as McpServer } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

/** A server on loopback, and every request it heard. */
export interface TestServer {
  readonly origin: string;
  readonly heard: readonly { readonly url: string; readonly headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

/** Serves plain HTTP on a free port of 127.0.0.1. */
export async function startHttp(listener: RequestListener): Promise<TestServer> {
  const heard: { url: string; headers: IncomingMessage["headers"] }[] = [];
  const server: Server = createServer((request, response) => {
    heard.push({ url: request.url ?? "", headers: request.headers });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export interface ToolAnswer {
  readonly tools?: readonly object[];
  /** Added to the answer of `tools/list`. */
  readonly list?: object;
  readonly call?: (args: Readonly<Record<string, unknown>>, signal: AbortSignal) => object | Promise<object>;
}

/** A real SDK server (stateless Streamable HTTP) that lists and answers what it is told to. */
export function startSdkServer(answer: (request: IncomingMessage) => ToolAnswer): Promise<TestServer> {
  return startHttp((request, response) => void answerOne(request, response, answer(request)));
}

async function answerOne(request: IncomingMessage, response: ServerResponse, { tools, list, call }: ToolAnswer) {
  const server = new McpServer({ name: "test", version: "1.2.3" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...(tools ?? [])], ...list }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const result = await Promise.resolve(call?.(params.arguments ?? {}, signal) ?? { content: [] });
    return { ...result };
  });
  const transport = new StreamableHTTPServerTransport({});
  response.on("close", () => void transport.close());
  await server.connect(transport);
  await transport.handleRequest(request, response);
}
