import { describe, expect, test } from "vitest";
import {
  beginStream,
  discovered,
  legacyServer,
  modernServer,
  result,
  rpcError,
  sseServer,
  text,
} from "../../servers/faults/answers.ts";
import { startFaultServer, type Fault } from "../../servers/faults/fault-server.ts";
import { errorOf, gatewayFixture, valueOf } from "./gateway-fixture.ts";

const short = { deadlines: { connectMs: 1500, listMs: 1500, callMs: 1000 } };
const fails =
  (status: number): Fault =>
  (exchange) =>
    text(exchange, status, "text/plain", "no");

describe("a server that works", () => {
  test("a modern server is listed in two requests", async () => {
    await using server = await startFaultServer(modernServer());
    const { facts, tools, timings } = valueOf(await gatewayFixture().discover(server.url));
    expect(server.arrived.map((each) => each.method)).toEqual(["server/discover", "tools/list"]);
    expect(timings.requests).toBe(2);
    expect(tools.map((tool) => tool.name)).toEqual(["first", "second"]);
    expect(facts).toMatchObject({
      era: "modern",
      transport: "streamable-http",
      protocolVersion: "2026-07-28",
      serverInfo: { name: "modern" },
      capabilities: { tools: {} },
      instructions: "Be kind.",
      declaredCapabilities: {},
      warnings: [],
    });
  });

  test("a legacy server is listed in five requests at first contact and in four with its era remembered", async () => {
    await using server = await startFaultServer(legacyServer());
    const { discover } = gatewayFixture();
    const first = valueOf(await discover(server.url));
    expect(server.arrived.map((each) => each.method ?? each.verb)).toEqual([
      "server/discover",
      "initialize",
      "notifications/initialized",
      "tools/list",
      "DELETE",
    ]);
    expect(first.facts.rungs.map((rung) => [rung.era, rung.left === undefined])).toEqual([
      ["modern", false],
      ["legacy", true],
    ]);
    const again = valueOf(await discover(server.url, {}, { remembered: first.remember }));
    expect(again.timings.requests).toBe(4);
  });

  test("an SSE server is found after a 404", async () => {
    await using server = await startFaultServer(sseServer());
    const { facts, timings } = valueOf(await gatewayFixture().discover(server.url));
    expect(facts).toMatchObject({ era: "legacy", transport: "sse" });
    expect(timings.requests).toBe(5);
  });

  test("only the capabilities that were asked for are declared", async () => {
    await using server = await startFaultServer(modernServer());
    const declared = { sampling: {} };
    valueOf(await gatewayFixture().discover(server.url, {}, { declaredCapabilities: declared }));
    const [probe] = server.arrived;
    expect(JSON.parse(probe?.body ?? "")).toMatchObject({
      params: { _meta: { "io.modelcontextprotocol/clientCapabilities": declared } },
    });
  });
});

describe("a probe that fails is made good by the legacy handshake", () => {
  const cases: readonly (readonly [string, Fault])[] = [
    ["500", fails(500)],
    ["503", fails(503)],
    ["202 without an answer", fails(202)],
    ["silence", () => {}],
    ["a stream that ends", (exchange) => (beginStream(exchange), void exchange.response.end())],
    ["an error of the old era", (exchange) => rpcError(exchange, -32601, "Method not found")],
    ["a result that is none", (exchange) => result(exchange, { hello: 1 })],
    [
      "only old versions",
      (exchange) => rpcError(exchange, -32022, "no", 400, { supported: ["2025-11-25"], requested: "2026-07-28" }),
    ],
    ["400 with text", fails(400)],
    ["truncated JSON", (exchange) => text(exchange, 200, "application/json", '{"jsonrpc":')],
  ];
  test.each(cases)("%s", async (_, probe) => {
    await using server = await startFaultServer(legacyServer({ "server/discover": probe }));
    const { facts, tools } = valueOf(
      await gatewayFixture().discover(server.url, {}, { deadlines: { connectMs: 3000 } }),
    );
    expect(facts.era).toBe("legacy");
    expect(tools).toHaveLength(2);
    expect(facts.rungs[0]?.left).toMatch(/\w/);
  });
});

describe("a cause that no other rung can cure stops the ladder", () => {
  test.each([
    [401, "E_HTTP_401"],
    [403, "E_HTTP_403"],
    [407, "E_HTTP_407"],
    [429, "E_HTTP_429"],
  ] as const)("%i", async (status, code) => {
    await using server = await startFaultServer(fails(status));
    expect(errorOf(await gatewayFixture().discover(server.url)).code).toBe(code);
    expect(server.arrived).toHaveLength(1);
  });

  test("credentials that are refused at a later rung are the cause", async () => {
    await using server = await startFaultServer(legacyServer({ initialize: fails(401) }));
    expect(errorOf(await gatewayFixture().discover(server.url)).code).toBe("E_HTTP_401");
  });
});

describe("the first cause is kept", () => {
  test.each([
    [500, "E_HTTP_5XX", ["POST", "POST"]],
    [404, "E_HTTP_404", ["POST", "GET", "POST"]],
    [405, "E_HTTP_405", ["POST", "GET", "POST"]],
    [410, "E_HTTP_4XX", ["POST", "POST"]],
  ] as const)("a server that answers %i to everything", async (status, code, verbs) => {
    await using server = await startFaultServer(fails(status));
    const error = errorOf(await gatewayFixture().discover(server.url));
    expect(error.code).toBe(code);
    expect(server.arrived.map((each) => each.verb)).toEqual(verbs);
  });

  test("a web page is named, whatever SSE says afterwards", async () => {
    await using server = await startFaultServer((exchange) =>
      text(exchange, 200, "text/html; charset=utf-8", "<html><title>Sign in</title>never mind"),
    );
    const error = errorOf(await gatewayFixture().discover(server.url));
    expect(error).toMatchObject({
      kind: "not-mcp",
      code: "E_NOT_MCP_HTML",
      said: 'The server answered a web page ("Sign in"), not MCP.',
    });
  });

  test("an unknown future version is said, not a legacy error", async () => {
    await using server = await startFaultServer((exchange) =>
      rpcError(exchange, -32022, "no", 400, { supported: ["2031-01-01"], requested: "x" }),
    );
    const error = errorOf(await gatewayFixture().discover(server.url));
    expect(error).toMatchObject({ code: "E_VERSION_UNSUPPORTED", said: 'The server speaks only ["2031-01-01"].' });
  });

  test("a legacy version that nobody knows", async () => {
    await using server = await startFaultServer(
      legacyServer({
        initialize: (exchange) =>
          result(exchange, {
            protocolVersion: "1999-01-01",
            capabilities: {},
            serverInfo: { name: "a", version: "1" },
          }),
      }),
    );
    expect(errorOf(await gatewayFixture().discover(server.url)).code).toBe("E_VERSION_UNSUPPORTED");
  });
});

describe("a stale memory never makes a connection fail", () => {
  const at = new Date().toISOString();
  test("remembered as modern, now legacy", async () => {
    await using server = await startFaultServer(legacyServer());
    const remembered = { era: "modern", transport: "streamable-http", at, discover: discovered } as const;
    const fixture = gatewayFixture();
    expect(valueOf(await fixture.discover(server.url, {}, { remembered })).facts.era).toBe("legacy");
    expect(valueOf(await fixture.call(server.url, "first", {}, { remembered })).outcome.kind).toBe("completed");
  });

  test("remembered as legacy, now modern only", async () => {
    await using server = await startFaultServer(modernServer());
    const remembered = { era: "legacy", transport: "streamable-http", at } as const;
    expect(valueOf(await gatewayFixture().discover(server.url, {}, { remembered })).facts.era).toBe("modern");
  });

  test("remembered as SSE, now Streamable HTTP", async () => {
    await using server = await startFaultServer(modernServer());
    const remembered = { era: "legacy", transport: "sse", at } as const;
    expect(valueOf(await gatewayFixture().discover(server.url, {}, { remembered })).facts.era).toBe("modern");
  });

  test("a remembered answer that is nonsense", async () => {
    await using server = await startFaultServer(modernServer());
    const remembered = { era: "modern", transport: "streamable-http", at, discover: { hello: 1 } } as const;
    expect(valueOf(await gatewayFixture().call(server.url, "first", {}, { remembered })).outcome.kind).toBe(
      "completed",
    );
  });

  test("an old legacy verdict is asked about again", async () => {
    await using server = await startFaultServer(modernServer());
    const remembered = { era: "legacy", transport: "streamable-http", at: "2020-01-01T00:00:00.000Z" } as const;
    valueOf(await gatewayFixture().discover(server.url, {}, { remembered }));
    expect(server.arrived[0]?.method).toBe("server/discover");
  });
});

describe("everything is bounded", () => {
  test("a server that never answers", async () => {
    await using server = await startFaultServer(() => {});
    const began = performance.now();
    const error = errorOf(await gatewayFixture().discover(server.url, {}, short));
    expect(error).toMatchObject({ kind: "timeout", code: "E_TIMEOUT_CONNECT" });
    expect(performance.now() - began).toBeLessThan(2500);
    await server.idle();
  });

  test("an SSE stream that never names its endpoint", async () => {
    await using server = await startFaultServer(sseServer({ GET: beginStream }));
    const error = errorOf(await gatewayFixture().discover(server.url, { transport: "sse" }, short));
    expect(error.code).toBe("E_SSE_NO_ENDPOINT");
  });

  test("an SSE stream that ends before it names its endpoint", async () => {
    await using server = await startFaultServer(
      sseServer({ GET: (exchange) => (beginStream(exchange), void exchange.response.end()) }),
    );
    const error = errorOf(await gatewayFixture().discover(server.url, { transport: "sse" }));
    expect(error.code).toBe("E_SSE_NO_ENDPOINT");
  });

  test.each(["https://evil.example/messages", "//evil.example/x", "javascript:alert(1)", "http://u:p@127.0.0.1/x"])(
    "an SSE endpoint elsewhere: %s",
    async (endpoint) => {
      await using server = await startFaultServer(
        sseServer({
          GET(exchange) {
            beginStream(exchange);
            exchange.response.write(`event: endpoint\ndata: ${endpoint}\n\n`);
          },
        }),
      );
      const error = errorOf(await gatewayFixture().discover(server.url, { transport: "sse" }));
      expect(error.code).toBe("E_SSE_ENDPOINT_FOREIGN");
    },
  );
});
