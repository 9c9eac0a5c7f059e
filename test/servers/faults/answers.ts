import type { Fault, FaultExchange } from "./fault-server.ts";

/** Answers with a JSON body. */
export function json(
  exchange: FaultExchange,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  exchange.response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** Answers with any text. */
export function text(
  exchange: FaultExchange,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  exchange.response.writeHead(status, { "content-type": type, ...headers }).end(body);
}

/** Answers the request with a result. */
export function result(exchange: FaultExchange, value: unknown, headers: Record<string, string> = {}): void {
  json(exchange, { jsonrpc: "2.0", id: exchange.id, result: value }, 200, headers);
}

/** Answers the request with a JSON-RPC error. */
export function rpcError(exchange: FaultExchange, code: number, message: string, status = 200, data?: unknown): void {
  json(
    exchange,
    { jsonrpc: "2.0", id: exchange.id, error: { code, message, ...(data === undefined ? {} : { data }) } },
    status,
  );
}

/** Begins an event stream. */
export function beginStream(exchange: FaultExchange): void {
  exchange.response.writeHead(200, { "content-type": "text/event-stream" });
  exchange.response.flushHeaders();
}

/** Writes one event. */
export function event(exchange: FaultExchange, data: unknown, fields = ""): void {
  exchange.response.write(`${fields}data: ${JSON.stringify(data)}\n\n`);
}

/** A well-formed tool. */
export function tool(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { name, description: `Does ${name}.`, inputSchema: { type: "object", properties: {} }, ...more };
}

/** What a modern server answers to `server/discover`. */
export const discovered = {
  resultType: "complete",
  supportedVersions: ["2026-07-28"],
  capabilities: { tools: {} },
  ttlMs: 0,
  cacheScope: "private",
  instructions: "Be kind.",
  _meta: { "io.modelcontextprotocol/serverInfo": { name: "modern", version: "1" } },
};

/** A whole list in the modern era. */
export function modernList(tools: readonly unknown[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return { resultType: "complete", ttlMs: 0, cacheScope: "private", tools, ...more };
}

type Answers = Readonly<Record<string, Fault>>;

/** A modern server (2026-07-28), with its own answer for some methods. */
export function modernServer(own: Answers = {}): Fault {
  return (exchange) => {
    const { method } = exchange;
    if (exchange.request.method !== "POST") return text(exchange, 405, "text/plain", "");
    const fault = own[method ?? ""];
    if (fault !== undefined) return fault(exchange);
    if (method === "server/discover") return result(exchange, discovered);
    if (method === "tools/list") return result(exchange, modernList([tool("first"), tool("second")]));
    if (method === "tools/call")
      return result(exchange, { resultType: "complete", content: [{ type: "text", text: "done" }] });
    return rpcError(exchange, -32601, "Method not found", 404);
  };
}

/** A legacy server (2025-11-25) with a session, with its own answer for some methods. `GET`, `DELETE` are methods too. */
export function legacyServer(own: Answers = {}): Fault {
  return (exchange) => {
    const method = exchange.method ?? exchange.request.method ?? "";
    const fault = own[method];
    if (fault !== undefined) return fault(exchange);
    if (method === "initialize") {
      return result(
        exchange,
        { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "legacy", version: "1" } },
        { "mcp-session-id": "session-1" },
      );
    }
    if (method === "DELETE") return text(exchange, 200, "text/plain", "");
    if (method === "GET") return text(exchange, 405, "text/plain", "");
    if (exchange.request.headers["mcp-session-id"] !== "session-1") {
      const error = { code: -32000, message: "Bad Request: No valid session ID provided" };
      return json(exchange, { jsonrpc: "2.0", id: null, error }, 400);
    }
    if (method.startsWith("notifications/")) return text(exchange, 202, "text/plain", "");
    if (method === "tools/list") return result(exchange, { tools: [tool("first"), tool("second")] });
    if (method === "tools/call") return result(exchange, { content: [{ type: "text", text: "done" }] });
    return rpcError(exchange, -32601, "Method not found");
  };
}

/** An HTTP+SSE server (2024-11-05): `GET /mcp` is the stream, `POST /messages` takes the requests. */
export function sseServer(own: Answers = {}): Fault {
  let stream: FaultExchange | undefined;
  return (exchange) => {
    const { request, response } = exchange;
    if (request.method === "GET") {
      const opening = own["GET"];
      if (opening !== undefined) return opening(exchange);
      stream = exchange;
      beginStream(exchange);
      response.write("event: endpoint\ndata: /messages?sessionId=1\n\n");
      return;
    }
    if (request.url?.startsWith("/messages") !== true) return text(exchange, 404, "text/plain", "Cannot POST");
    response.writeHead(202).end("Accepted");
    const via = { ...exchange, response: streamResponse(stream) };
    const fault = own[exchange.method ?? ""];
    if (fault !== undefined) return fault(via);
    return legacyServer()({
      ...via,
      request: Object.assign(Object.create(request) as typeof request, {
        headers: { ...request.headers, "mcp-session-id": "session-1" },
      }),
    });
  };
}

/** A response that writes its body as an event of the stream. */
function streamResponse(stream: FaultExchange | undefined): FaultExchange["response"] {
  const response = {
    writeHead: (status: number) => ({
      end: (body: string) => {
        if (status === 200) stream?.response.write(`data: ${body}\n\n`);
      },
    }),
    destroy: () => stream?.response.destroy(),
  };
  return response as unknown as FaultExchange["response"];
}
