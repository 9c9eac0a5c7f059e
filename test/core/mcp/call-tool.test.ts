import { describe, expect, test } from "vitest";
import {
  beginStream,
  discovered,
  event,
  json,
  legacyServer,
  modernServer,
  result,
  rpcError,
  sseServer,
  text,
} from "../../servers/faults/answers.ts";
import { startFaultServer, type Fault } from "../../servers/faults/fault-server.ts";
import { errorOf, gatewayFixture, targetAt, valueOf } from "./gateway-fixture.ts";

const at = new Date().toISOString();
const modern = { era: "modern", transport: "streamable-http", at, discover: discovered } as const;

describe("outcomes are data, verbatim", () => {
  const content = [
    { type: "text", text: "hi" },
    { type: "hologram", data: 7 },
  ];
  test.each([
    ["completed", { resultType: "complete", content, structuredContent: 5, _meta: { a: 1 }, own: true }],
    ["tool-error", { resultType: "complete", content, isError: true }],
    ["completed", { content: "not even a list" }],
    [
      "input-required",
      {
        resultType: "input_required",
        inputRequests: { a: { method: "elicitation/create", params: {} } },
        requestState: "s",
      },
    ],
  ] as const)("%s", async (kind, answer) => {
    await using server = await startFaultServer(modernServer({ "tools/call": (exchange) => result(exchange, answer) }));
    const { outcome } = valueOf(await gatewayFixture().call(server.url, "first", { a: 1 }, { remembered: modern }));
    expect(outcome).toEqual({ kind, result: answer });
    expect(server.arrived.map((each) => each.method)).toEqual(["tools/call"]);
  });

  test.each([200, 400, 404, 500])("a JSON-RPC error with status %i is a protocol error", async (status) => {
    await using server = await startFaultServer(
      modernServer({ "tools/call": (exchange) => rpcError(exchange, -32602, "Unknown tool", status, { a: 1 }) }),
    );
    const { outcome } = valueOf(await gatewayFixture().call(server.url, "first"));
    expect(outcome).toEqual({
      kind: "protocol-error",
      error: { code: -32602, message: "Unknown tool", data: { a: 1 } },
    });
  });

  test("an error whose code is no integer is read, not lost", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/call": (exchange) =>
          json(exchange, { jsonrpc: "2.0", id: exchange.id, error: { code: "E", message: 5 } }),
      }),
    );
    expect(valueOf(await gatewayFixture().call(server.url, "first")).outcome).toEqual({
      kind: "protocol-error",
      error: { code: -32603, message: "5" },
    });
  });

  test("a legacy call opens a session and ends it", async () => {
    await using server = await startFaultServer(legacyServer());
    const { outcome, timings } = valueOf(await gatewayFixture().call(server.url, "first"));
    expect(outcome.kind).toBe("completed");
    expect(server.arrived.at(-1)?.verb).toBe("DELETE");
    expect(timings.totalMs).toBeCloseTo(timings.connectMs + timings.waitMs + timings.readMs, 0);
  });
});

describe("headers of a modern call", () => {
  test("repeat the body, and carry the parameters that the tool asks for", async () => {
    await using server = await startFaultServer(modernServer());
    const tool = {
      name: "first",
      inputSchema: {
        type: "object",
        properties: {
          region: { type: "string", "x-mcp-header": "Region" },
          deep: { type: "object", properties: { flag: { type: "boolean", "x-mcp-header": "Flag" } } },
          skipped: { type: "string", "x-mcp-header": "Skipped" },
        },
      },
    };
    const request = { name: "wérkzeug", argumentsValue: { region: " ü ", deep: { flag: false } }, tool };
    const signal = new AbortController().signal;
    valueOf(
      await gatewayFixture().gateway.call(targetAt(server.url), request, { jobId: "c", signal, remembered: modern }),
    );
    const { headers } = server.arrived[0] ?? { headers: {} };
    expect(headers).toMatchObject({
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": "=?base64?d8Opcmt6ZXVn?=",
      "mcp-param-region": "=?base64?IMO8IA==?=",
      "mcp-param-flag": "false",
    });
    expect(headers).not.toHaveProperty("mcp-param-skipped");
    expect(headers).not.toHaveProperty("mcp-session-id");
  });
});

const calls = (server: { arrived: readonly { method: string | undefined }[] }): number =>
  server.arrived.filter((each) => each.method === "tools/call").length;

describe("a call is never sent twice", () => {
  test.each([
    [
      "the session is gone",
      legacyServer({ "tools/call": (exchange) => text(exchange, 404, "text/plain", "") }),
      "E_SESSION_LOST",
    ],
    [
      "the server fails",
      legacyServer({ "tools/call": (exchange) => text(exchange, 502, "text/plain", "") }),
      "E_HTTP_5XX",
    ],
    [
      "the connection closes",
      legacyServer({ "tools/call": (exchange) => void exchange.response.destroy() }),
      "E_HTTP_CLOSED",
    ],
    [
      "the stream ends",
      legacyServer({ "tools/call": (exchange) => (beginStream(exchange), void exchange.response.end()) }),
      "E_STREAM_ENDED",
    ],
    ["SSE drops", sseServer({ "tools/call": (exchange) => void exchange.response.destroy() }), "E_STREAM_ENDED"],
  ] as readonly (readonly [string, Fault, string])[])("when %s", async (_, fault, code) => {
    await using server = await startFaultServer(fault);
    const began = performance.now();
    expect(errorOf(await gatewayFixture().call(server.url, "first")).code).toBe(code);
    expect(calls(server)).toBe(1);
    expect(performance.now() - began).toBeLessThan(1000);
    await server.idle();
  });

  test("only a message that was refused for its era goes out again, in the right one", async () => {
    await using server = await startFaultServer(legacyServer());
    valueOf(await gatewayFixture().call(server.url, "first", {}, { remembered: modern }));
    expect(server.arrived.map((each) => each.method ?? each.verb)).toEqual([
      "tools/call",
      "server/discover",
      "initialize",
      "notifications/initialized",
      "tools/call",
      "DELETE",
    ]);
  });

  test.each([400, 404, 405, 406, 415])(
    "a call that is refused with %i by a server that still speaks the remembered era may have run: never again",
    async (status) => {
      await using server = await startFaultServer(
        modernServer({ "tools/call": (exchange) => text(exchange, status, "text/plain", "the tool said no") }),
      );
      const error = errorOf(await gatewayFixture().call(server.url, "first", {}, { remembered: modern }));
      expect(error.code).toMatch(/^E_HTTP_/);
      expect(calls(server)).toBe(1);
    },
  );

  test("a version that a server refuses in one call and speaks in the next handshake is not tried twice", async () => {
    await using server = await startFaultServer(
      modernServer({ "tools/call": (exchange) => rpcError(exchange, -32022, "Unsupported protocol version", 400) }),
    );
    const { outcome } = valueOf(await gatewayFixture().call(server.url, "first", {}, { remembered: modern }));
    expect(outcome).toMatchObject({ kind: "protocol-error", error: { code: -32022 } });
    expect(calls(server)).toBe(1);
  });

  test.each([200, 500, 502, 503, 504])("an answer with %i is final over a remembered era too", async (status) => {
    await using server = await startFaultServer(
      modernServer({ "tools/call": (exchange) => text(exchange, status, "text/plain", "") }),
    );
    errorOf(await gatewayFixture().call(server.url, "first", {}, { remembered: modern }));
    expect(calls(server)).toBe(1);
  });
});

const progress = (exchange: Parameters<Fault>[0], value: unknown, more: Record<string, unknown> = {}): void => {
  const meta = exchange.params["_meta"] as { progressToken: string };
  event(exchange, {
    jsonrpc: "2.0",
    method: "notifications/progress",
    params: { progressToken: meta.progressToken, progress: value, ...more },
  });
};

const done = (exchange: Parameters<Fault>[0]): void => {
  event(exchange, { jsonrpc: "2.0", id: exchange.id, result: { resultType: "complete", content: [] } });
  exchange.response.end();
};

describe("progress", () => {
  test("is told in order, with its message; foreign, decreasing and mad ones are not", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/call"(exchange) {
          beginStream(exchange);
          progress(exchange, 1, { total: 4, message: "one" });
          progress(exchange, 0.5);
          progress(exchange, "NaN");
          progress(exchange, -1);
          progress(exchange, 9, { progressToken: "foreign" });
          progress(exchange, 2, { total: 4 });
          done(exchange);
        },
      }),
    );
    const told: unknown[][] = [];
    valueOf(await gatewayFixture().call(server.url, "first", {}, { onProgress: (...each) => told.push(each) }));
    expect(told).toEqual([
      [1, 4, "one"],
      [2, 4, undefined],
    ]);
  });

  test("50,000 notifications at once cost ten reports a second, and the result still arrives", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/call"(exchange) {
          beginStream(exchange);
          for (let at = 1; at <= 50_000; at += 1) progress(exchange, at);
          done(exchange);
        },
      }),
    );
    const told: number[] = [];
    const { outcome, timings } = valueOf(
      await gatewayFixture().call(server.url, "first", {}, { onProgress: (value) => told.push(value) }),
    );
    expect(outcome.kind).toBe("completed");
    expect(told.at(-1)).toBe(50_000);
    expect(told.length).toBeLessThanOrEqual(2 + timings.totalMs / 100);
  });

  test("keeps a call alive beyond its idle time", async () => {
    await using server = await startFaultServer(
      modernServer({
        async "tools/call"(exchange) {
          beginStream(exchange);
          for (let at = 1; at <= 5; at += 1) {
            progress(exchange, at);
            await new Promise((resolve) => setTimeout(resolve, 150));
          }
          done(exchange);
        },
      }),
    );
    const options = { onProgress: () => {}, deadlines: { callMs: 400 } };
    expect(valueOf(await gatewayFixture().call(server.url, "first", {}, options)).outcome.kind).toBe("completed");
  });

  test("comments do not: a call that only keeps the stream open ends at its bound", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/call"(exchange) {
          beginStream(exchange);
          const timer = setInterval(() => exchange.response.write(": still here\n\n"), 50);
          exchange.response.on("close", () => clearInterval(timer));
        },
      }),
    );
    const error = errorOf(await gatewayFixture().call(server.url, "first", {}, { deadlines: { callMs: 300 } }));
    expect(error).toMatchObject({ kind: "timeout", code: "E_TIMEOUT_CALL", limit: { value: 300 } });
    await server.idle();
  });
});

describe("cancel", () => {
  test.each([
    ["modern", modernServer({ "tools/call": beginStream })],
    ["legacy", legacyServer({ "tools/call": beginStream })],
    ["legacy whose DELETE hangs", legacyServer({ "tools/call": () => {}, DELETE: () => {} })],
    ["SSE", sseServer({ "tools/call": () => {} })],
  ] as readonly (readonly [string, Fault])[])("closes the socket at once: %s", async (_, fault) => {
    const sent = Promise.withResolvers<void>();
    await using server = await startFaultServer((exchange) => {
      if (exchange.method === "tools/call") sent.resolve();
      return fault(exchange);
    });
    const cancel = new AbortController();
    const { call, exchanges } = gatewayFixture();
    const calling = call(server.url, "first", {}, { signal: cancel.signal });
    await sent.promise;
    const began = performance.now();
    cancel.abort();
    const error = errorOf(await calling);
    expect(error).toMatchObject({ kind: "cancelled", code: "E_CANCELLED" });
    expect(performance.now() - began).toBeLessThan(300);
    const told = exchanges.length;
    await server.idle();
    expect(exchanges.length).toBe(told);
  });

  test("a legacy server is told which request was cancelled, and that the session is over", async () => {
    const sent = Promise.withResolvers<void>();
    await using server = await startFaultServer(legacyServer({ "tools/call": () => sent.resolve() }));
    const cancel = new AbortController();
    const calling = gatewayFixture().call(server.url, "first", {}, { signal: cancel.signal });
    await sent.promise;
    cancel.abort();
    errorOf(await calling);
    const call = server.arrived.find((each) => each.method === "tools/call");
    const cancelled = server.arrived.find((each) => each.method === "notifications/cancelled");
    const { id } = JSON.parse(call?.body ?? "") as { id: number };
    expect(JSON.parse(cancelled?.body ?? "")).toMatchObject({ params: { requestId: id } });
    expect(server.arrived.some((each) => each.verb === "DELETE")).toBe(true);
  });

  test("a job that is cancelled before it starts sends nothing", async () => {
    await using server = await startFaultServer(modernServer());
    expect(errorOf(await gatewayFixture().discover(server.url, {}, { signal: AbortSignal.abort() })).code).toBe(
      "E_CANCELLED",
    );
    expect(server.arrived).toEqual([]);
  });
});

describe("a legacy stream that is closed to be polled", () => {
  test("is resumed with its last event id, not faster than once a second", async () => {
    let closedAt = 0;
    let resumedAfter = 0;
    await using server = await startFaultServer(
      legacyServer({
        "tools/call"(exchange) {
          beginStream(exchange);
          exchange.response.end("id: 7\nretry: 1\ndata: \n\n");
          closedAt = performance.now();
        },
        GET(exchange) {
          resumedAfter = performance.now() - closedAt;
          beginStream(exchange);
          const id = (
            JSON.parse(server.arrived.find((each) => each.method === "tools/call")?.body ?? "{}") as { id: number }
          ).id;
          event(exchange, { jsonrpc: "2.0", id, result: { content: [] } });
        },
      }),
    );
    expect(valueOf(await gatewayFixture().call(server.url, "first")).outcome.kind).toBe("completed");
    expect(server.arrived.find((each) => each.verb === "GET")?.headers["last-event-id"]).toBe("7");
    expect(resumedAfter).toBeGreaterThanOrEqual(990);
  });
});

const kinds = (): readonly string[] => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout");

describe("nothing outlives the promise", () => {
  test("no timer, no socket", async () => {
    await using server = await startFaultServer(legacyServer());
    const before = kinds().length;
    valueOf(await gatewayFixture().discover(server.url));
    valueOf(await gatewayFixture().call(server.url, "first"));
    expect(kinds().length).toBeLessThanOrEqual(before);
    await server.idle();
  });
});
