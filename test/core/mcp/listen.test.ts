import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { expect, test } from "vitest";
import { beginStream, discovered, result } from "../../servers/faults/answers.ts";
import { startFaultServer } from "../../servers/faults/fault-server.ts";
import { gatewayFixture, targetAt, valueOf } from "./gateway-fixture.ts";

const listen = (url: string, signal: AbortSignal, onListChanged: () => void) =>
  gatewayFixture().gateway.listen(targetAt(url), { jobId: "listen", signal, onListChanged });

test("a legacy server's list_changed is heard on its GET stream, and cancelling ends it", async () => {
  const server = new McpServer({ name: "changing", version: "1" });
  server.tool("first", () => ({ content: [] }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => "s-1" });
  await server.connect(transport);
  const http = createServer((request, response) => void transport.handleRequest(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const controller = new AbortController();
  const heard = Promise.withResolvers<void>();
  let tools = 0;
  const added = setInterval(() => server.tool(`more-${(tools += 1)}`, () => ({ content: [] })), 50);
  const ended = listen(`http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`, controller.signal, () =>
    heard.resolve(),
  );
  await heard.promise;
  clearInterval(added);
  controller.abort();
  expect((await ended).ok).toBe(true);
  http.closeAllConnections();
  http.close();
});

test("a modern server's list_changed is heard on its subscription", async () => {
  await using server = await startFaultServer((exchange) => {
    if (exchange.method === "server/discover")
      return result(exchange, { ...discovered, capabilities: { tools: { listChanged: true } } });
    beginStream(exchange);
    const say = (message: object): void =>
      void exchange.response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    say({ jsonrpc: "2.0", method: "notifications/subscriptions/acknowledged", params: {} });
    say({ jsonrpc: "2.0", method: "notifications/tools/list_changed", params: {} });
  });
  const controller = new AbortController();
  const heard = Promise.withResolvers<void>();
  const ended = listen(server.url, controller.signal, () => heard.resolve());
  await heard.promise;
  expect(server.arrived.map(({ method }) => method)).toEqual(["server/discover", "subscriptions/listen"]);
  expect(JSON.parse(server.arrived[1]?.body ?? "")).toMatchObject({
    params: { notifications: { toolsListChanged: true } },
  });
  controller.abort();
  await ended;
  await server.idle();
});

test("a server that does not say it tells is not listened to", async () => {
  await using server = await startFaultServer((exchange) => result(exchange, discovered));
  expect(valueOf(await listen(server.url, new AbortController().signal, () => {}))).toBe("unsupported");
  await server.idle();
});
