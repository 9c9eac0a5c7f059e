import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  beginStream,
  event,
  json,
  legacyServer,
  modernList,
  modernServer,
  result,
  rpcError,
  text,
  tool,
} from "../../servers/faults/answers.ts";
import { startFaultServer, type Fault, type FaultExchange } from "../../servers/faults/fault-server.ts";
import { errorOf, gatewayFixture, valueOf } from "./gateway-fixture.ts";

const list = (exchange: FaultExchange): Record<string, unknown> => ({
  jsonrpc: "2.0",
  id: exchange.id,
  result: modernList([tool("first")]),
});
const raw = (exchange: FaultExchange, bytes: string): void => {
  exchange.response.socket?.end(bytes);
};
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

interface Row {
  readonly title: string;
  /** What the server answers to `tools/list`, after a good modern handshake. */
  readonly fault: Fault;
  readonly code: string;
  readonly said?: RegExp;
}

const rows: readonly Row[] = [
  {
    title: "truncated JSON",
    fault: (exchange) => text(exchange, 200, "application/json", '{"jsonrpc":"2.0","id":'),
    code: "E_JSON_INVALID",
  },
  {
    title: "an empty JSON body",
    fault: (exchange) => text(exchange, 200, "application/json", ""),
    code: "E_BODY_EMPTY",
  },
  {
    title: "two JSON values",
    fault: (exchange) => text(exchange, 200, "application/json", "{} {}"),
    code: "E_JSON_INVALID",
  },
  {
    title: "a NaN literal",
    fault: (exchange) => text(exchange, 200, "application/json", '{"a":NaN}'),
    code: "E_JSON_INVALID",
  },
  { title: "JSON that is no message", fault: (exchange) => json(exchange, { hello: 1 }), code: "E_RPC_INVALID" },
  { title: "a bare number", fault: (exchange) => json(exchange, 7), code: "E_RPC_INVALID" },
  { title: "an empty batch", fault: (exchange) => json(exchange, []), code: "E_STREAM_ENDED" },
  { title: "a result that is null", fault: (exchange) => result(exchange, null), code: "E_RESULT_INVALID" },
  {
    title: "a result without tools",
    fault: (exchange) => result(exchange, { resultType: "complete" }),
    code: "E_RESULT_INVALID",
  },
  {
    title: "another id",
    fault: (exchange) => json(exchange, { ...list(exchange), id: 4711 }),
    code: "E_RPC_ID_MISMATCH",
    said: /4711/,
  },
  {
    title: "another id on a stream",
    fault: (exchange) => (beginStream(exchange), event(exchange, { ...list(exchange), id: 4711 })),
    code: "E_RPC_ID_MISMATCH",
  },
  { title: "no id", fault: (exchange) => json(exchange, { jsonrpc: "2.0", result: {} }), code: "E_RPC_ID_MISMATCH" },
  {
    title: "a JSON-RPC error",
    fault: (exchange) => rpcError(exchange, -32603, "it broke"),
    code: "E_RPC_ERROR",
    said: /-32603: it broke/,
  },
  {
    title: "nesting of 10,000",
    fault: (exchange) => text(exchange, 200, "application/json", nested(10_000)),
    code: "E_JSON_TOO_DEEP",
  },
  {
    title: "deep nesting on a stream",
    fault: (exchange) => (beginStream(exchange), void exchange.response.end(`data: ${nested(300)}\n\n`)),
    code: "E_JSON_TOO_DEEP",
  },
  {
    title: "invalid UTF-8",
    fault: (exchange) =>
      void exchange.response
        .writeHead(200, { "content-type": "application/json" })
        .end(Buffer.from('{"a":"\xff"}', "latin1")),
    code: "E_UTF8_INVALID",
    said: /byte 6/,
  },
  { title: "a web page", fault: (exchange) => text(exchange, 200, "text/html", "<h1>Hi</h1>"), code: "E_NOT_MCP_HTML" },
  {
    title: "plain text",
    fault: (exchange) => text(exchange, 200, "text/plain", "hello"),
    code: "E_CONTENT_TYPE",
    said: /text\/plain/,
  },
  {
    title: "JSON without a type",
    fault: (exchange) => void exchange.response.writeHead(200).end(JSON.stringify(list(exchange))),
    code: "E_CONTENT_TYPE",
  },
  {
    title: "202 to a request",
    fault: (exchange) => text(exchange, 202, "text/plain", ""),
    code: "E_ACCEPTED_WITHOUT_ANSWER",
  },
  {
    title: "204 to a request",
    fault: (exchange) => void exchange.response.writeHead(204).end(),
    code: "E_ACCEPTED_WITHOUT_ANSWER",
  },
  { title: "500", fault: (exchange) => text(exchange, 500, "text/plain", "oops"), code: "E_HTTP_5XX" },
  { title: "999", fault: (exchange) => text(exchange, 999, "text/plain", ""), code: "E_HTTP_STATUS" },
  {
    title: "429 with a wait",
    fault: (exchange) => text(exchange, 429, "text/plain", "", { "retry-after": "17" }),
    code: "E_HTTP_429",
    said: /17/,
  },
  {
    title: "a stream that ends at once",
    fault: (exchange) => (beginStream(exchange), void exchange.response.end()),
    code: "E_STREAM_ENDED",
  },
  {
    title: "a stream that breaks off",
    fault: (exchange) => (beginStream(exchange), exchange.response.write(": hi\n\n"), void exchange.response.destroy()),
    code: "E_STREAM_ENDED",
  },
  {
    title: "an answer under another event name",
    fault: (exchange) => (
      beginStream(exchange),
      event(exchange, list(exchange), "event: reply\n"),
      void exchange.response.end()
    ),
    code: "E_STREAM_ENDED",
  },
  {
    title: "a body shorter than announced",
    fault: (exchange) => (
      exchange.response.writeHead(200, { "content-type": "application/json", "content-length": "100" }),
      exchange.response.write('{"'),
      setTimeout(() => exchange.response.destroy(), 20),
      undefined
    ),
    code: "E_BODY_CUT_SHORT",
    said: /2 of 100/,
  },
  {
    title: "something that is not HTTP",
    fault: (exchange) => raw(exchange, "hello\r\n\r\n"),
    code: "E_HTTP_MALFORMED",
  },
  {
    title: "a bad chunk",
    fault: (exchange) =>
      raw(exchange, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
    code: "E_HTTP_MALFORMED",
  },
  {
    title: "content-length and chunks at once",
    fault: (exchange) => raw(exchange, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}"),
    code: "E_HTTP_MALFORMED",
  },
  {
    title: "a megabyte of headers",
    fault: (exchange) => raw(exchange, `HTTP/1.1 200 OK\r\nx: ${"a".repeat(1_000_000)}\r\n\r\n`),
    code: "E_HTTP_HEADERS_TOO_LARGE",
  },
  {
    title: "a connection closed before the answer",
    fault: (exchange) => void exchange.response.socket?.destroy(),
    code: "E_HTTP_CLOSED",
  },
  {
    title: "an unknown content encoding",
    fault: (exchange) => text(exchange, 200, "application/json", "{}", { "content-encoding": "zz" }),
    code: "E_HTTP_ENCODING",
  },
  {
    title: "compression a hundred times over",
    fault: (exchange) => text(exchange, 200, "application/json", "{}", { "content-encoding": "gzip,".repeat(100) }),
    code: "E_HTTP_ENCODING",
  },
  {
    title: "a gzip body that is none",
    fault: (exchange) => text(exchange, 200, "application/json", "not gzip at all", { "content-encoding": "gzip" }),
    code: "E_HTTP_ENCODING",
  },
  {
    title: "a gzip bomb",
    fault: (exchange) =>
      void exchange.response
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(100_000_000, 32))),
    code: "E_BODY_TOO_LARGE",
    said: /16 MiB/,
  },
  {
    title: "a body without end",
    fault: (exchange) => {
      const { response } = exchange;
      response.writeHead(200, { "content-type": "application/json" });
      const block = Buffer.alloc(1_000_000, 32);
      const more = (): void => {
        while (!response.destroyed && response.write(block));
      };
      response.on("drain", more);
      more();
    },
    code: "E_BODY_TOO_LARGE",
  },
  {
    title: "one line without end on a stream",
    fault: (exchange) => {
      const { response } = exchange;
      beginStream(exchange);
      const block = "a".repeat(1_000_000);
      const more = (): void => {
        while (!response.destroyed && response.write(block));
      };
      response.on("drain", more);
      more();
    },
    code: "E_STREAM_TOO_LONG",
  },
];

describe("a bad answer to tools/list is named in less than a second, or at its bound", () => {
  test.each(rows)("$title", async ({ fault, code, said }) => {
    await using server = await startFaultServer(modernServer({ "tools/list": fault }));
    const { discover, exchanges } = gatewayFixture();
    const began = performance.now();
    const error = errorOf(await discover(server.url));
    expect(error.code).toBe(code);
    expect(error.said).toMatch(said ?? /^\S.*[.]$/);
    expect(error.evidence.length).toBeLessThanOrEqual(2048);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(exchanges.length).toBeGreaterThanOrEqual(2);
    await server.idle();
  });
});

const to =
  (status: number, location: string): Fault =>
  (exchange) =>
    text(exchange, status, "text/plain", "", { location });

describe("redirects", () => {
  test("on the same origin with 307 is followed, once for the whole connection", async () => {
    const serve = modernServer();
    await using server = await startFaultServer((exchange) =>
      exchange.request.url === "/mcp" ? to(307, "/mcp/")(exchange) : serve(exchange),
    );
    const { timings } = valueOf(await gatewayFixture().discover(server.url));
    expect(timings.requests).toBe(3);
  });

  test("to another origin is refused, and nothing is sent there", async () => {
    await using elsewhere = await startFaultServer(modernServer());
    await using server = await startFaultServer(to(307, elsewhere.url));
    const error = errorOf(await gatewayFixture().discover(server.url, { headers: { authorization: "Bearer abcdef" } }));
    expect(error.code).toBe("E_HTTP_REDIRECT_OTHER_ORIGIN");
    expect(elsewhere.arrived).toEqual([]);
    expect(server.arrived).toHaveLength(1);
  });

  test.each([
    [307, "/mcp", "E_HTTP_REDIRECT_LOOP"],
    [302, "/login", "E_HTTP_REDIRECT_METHOD"],
    [307, "javascript:alert(1)", "E_HTTP_REDIRECT_INVALID"],
    [307, "file:///etc/passwd", "E_HTTP_REDIRECT_INVALID"],
    [307, "//evil.example/mcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"],
    [307, "http://user:pw@127.0.0.1/", "E_HTTP_REDIRECT_OTHER_ORIGIN"],
    [307, "http://[", "E_HTTP_REDIRECT_INVALID"],
  ] as const)("%i to %s", async (status, location, code) => {
    await using server = await startFaultServer(to(status, location));
    expect(errorOf(await gatewayFixture().discover(server.url)).code).toBe(code);
  });

  test("a chain without end stops after five", async () => {
    let hop = 0;
    await using server = await startFaultServer((exchange) => to(307, `/hop${(hop += 1)}`)(exchange));
    expect(errorOf(await gatewayFixture().discover(server.url)).code).toBe("E_HTTP_REDIRECT_LOOP");
    expect(server.arrived).toHaveLength(6);
  });
});

describe("oddities that stop nothing are warnings", () => {
  const odd: readonly (readonly [string, Fault, RegExp])[] = [
    [
      "the id as a string",
      (exchange) => json(exchange, { ...list(exchange), id: String(exchange.id) }),
      /another JSON type/,
    ],
    [
      "a byte order mark",
      (exchange) => text(exchange, 200, "application/json", `\uFEFF${JSON.stringify(list(exchange))}`),
      /byte order mark/,
    ],
    ["a batch", (exchange) => json(exchange, [list(exchange)]), /batch/],
    ["no resultType", (exchange) => result(exchange, { tools: [tool("first")] }), /resultType/],
    ["no jsonrpc", (exchange) => json(exchange, { ...list(exchange), jsonrpc: undefined }), /jsonrpc/],
    [
      "a request of the server",
      (exchange) => (
        beginStream(exchange),
        event(exchange, { jsonrpc: "2.0", id: 1, method: "ping" }),
        event(exchange, list(exchange)),
        void exchange.response.end()
      ),
      /^/,
    ],
    [
      "a connection that breaks after a whole answer",
      (exchange) => {
        const body = JSON.stringify(list(exchange));
        exchange.response.writeHead(200, {
          "content-type": "application/json",
          "content-length": String(body.length + 10),
        });
        exchange.response.write(body, () => setTimeout(() => exchange.response.destroy(), 20));
      },
      /after a whole answer/,
    ],
  ];
  test.each(odd)("%s", async (_, fault, warning) => {
    await using server = await startFaultServer(modernServer({ "tools/list": fault }));
    const { facts, tools } = valueOf(await gatewayFixture().discover(server.url));
    expect(tools.map((each) => each.name)).toEqual(["first"]);
    expect([...facts.warnings, ""].join("\n")).toMatch(warning);
  });

  test("an answer in an event without the blank line at its end", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/list": (exchange) => (
          beginStream(exchange),
          void exchange.response.end(`data: ${JSON.stringify(list(exchange))}`)
        ),
      }),
    );
    expect(valueOf(await gatewayFixture().discover(server.url)).tools).toHaveLength(1);
  });

  test("handshake fields of wrong types cost themselves only", async () => {
    await using server = await startFaultServer(
      legacyServer({
        initialize: (exchange) =>
          result(
            exchange,
            {
              protocolVersion: "2025-06-18",
              capabilities: { tools: true, logging: 7 },
              serverInfo: "me",
              instructions: 5,
            },
            { "mcp-session-id": "session-1" },
          ),
      }),
    );
    const { facts, tools } = valueOf(await gatewayFixture().discover(server.url));
    expect(tools).toHaveLength(2);
    expect(facts).toMatchObject({
      protocolVersion: "2025-06-18",
      capabilities: { tools: true, logging: 7 },
      serverInfo: {},
    });
    expect(facts.warnings.join("\n")).toMatch(/capability tools.*\n.*serverInfo/);
  });

  test("a session id with characters that a header must not hold is not sent back", async () => {
    await using server = await startFaultServer(
      legacyServer({
        initialize: (exchange) =>
          result(
            exchange,
            { protocolVersion: "2025-06-18", capabilities: {}, serverInfo: {} },
            { "mcp-session-id": "a b\u00e9" },
          ),
        "tools/list": (exchange) => result(exchange, { tools: [] }),
      }),
    );
    await gatewayFixture().discover(server.url);
    expect(server.arrived.every((each) => each.headers["mcp-session-id"] === undefined)).toBe(true);
  });
});
