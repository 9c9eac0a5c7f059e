import {
  beginStream,
  event,
  legacyServer,
  modernList,
  modernServer,
  result,
  rpcError,
  sseServer,
  text,
  tool,
} from "../faults/answers.ts";
import type { Fault, FaultExchange } from "../faults/fault-server.ts";
import type { Phase } from "#shared/base/console-error.ts";
import { all, callEnds, lists, warned, type HostileRow, type Verdict } from "./row.ts";
import { every, pour, type Site } from "./site.ts";

// Not produced here: 69, 72 and 78 are not rows of the reference. The console opens no GET stream for a discovery, so 66, 67
// and 77 are met on the stream of a POST and on the one of HTTP+SSE.

const answers =
  (fault: Fault) =>
  async (site: Site): Promise<string> =>
    `http://${await site.http(fault)}/mcp`;
const modern = (method: string, fault: Fault) => answers(modernServer({ [method]: fault }));
const legacy = (own: Record<string, Fault>) => answers(legacyServer(own));
const fails = (
  id: string,
  title: string,
  code: string,
  phase: Phase,
  start: (site: Site) => Promise<string>,
  more: Partial<HostileRow> = {},
): HostileRow => ({
  id,
  title,
  drive: "discover",
  code,
  phase,
  budgetMs: 3_500,
  start,
  ...more,
});
const works = (
  id: string,
  title: string,
  start: (site: Site) => Promise<string>,
  check: Verdict,
  more: Partial<HostileRow> = {},
): HostileRow => ({
  id,
  title,
  drive: "discover",
  budgetMs: 4_000,
  start,
  check,
  ...more,
});
const waits = { deadlines: { connectMs: 2_500, listMs: 2_500, callMs: 2_000 }, budgetMs: 4_500 } as const;

/** What a call answers, as an event. */
const done = (exchange: FaultExchange): void =>
  event(exchange, {
    jsonrpc: "2.0",
    id: exchange.id,
    result: { resultType: "complete", content: [{ type: "text", text: "done" }] },
  });
const listed = (exchange: FaultExchange): void =>
  event(exchange, { jsonrpc: "2.0", id: exchange.id, result: modernList([tool("first")]) });
const token = (exchange: FaultExchange): unknown =>
  (exchange.params["_meta"] as { progressToken?: unknown } | undefined)?.progressToken;
const progress = (exchange: FaultExchange, params: Record<string, unknown>): void =>
  event(exchange, {
    jsonrpc: "2.0",
    method: "notifications/progress",
    params: { progressToken: token(exchange), ...params },
  });
const onCall = (act: (exchange: FaultExchange) => void): ((site: Site) => Promise<string>) =>
  modern("tools/call", (exchange) => {
    beginStream(exchange);
    act(exchange);
  });
const onList = (act: (exchange: FaultExchange) => void): ((site: Site) => Promise<string>) =>
  modern("tools/list", (exchange) => {
    beginStream(exchange);
    act(exchange);
  });
/** HTTP+SSE: the GET stream is this. */
const sse = (act: (exchange: FaultExchange) => void): ((site: Site) => Promise<string>) =>
  answers((exchange) => {
    if (exchange.request.method !== "GET") return text(exchange, 405, "text/plain", "");
    beginStream(exchange);
    act(exchange);
  });
const endpoint = (id: string, data: string): HostileRow =>
  fails(
    id,
    `the endpoint is ${JSON.stringify(data.slice(0, 30))}`,
    "E_SSE_ENDPOINT_FOREIGN",
    "transport",
    sse(({ response }) => response.write(`event: endpoint\ndata: ${data}\n\n`)),
  );
/** A legacy stream that says where to go on and closes. */
const closing =
  (fields: string): Fault =>
  (exchange) => {
    beginStream(exchange);
    exchange.response.end(`${fields}\ndata: \n\n`);
  };
const storm = (id: string, title: string, fields: string): HostileRow =>
  fails(
    id,
    title,
    "E_STREAM_ENDED|E_TIMEOUT_LIST",
    "transport",
    legacy({ "tools/list": closing(fields), GET: closing(fields) }),
    {
      deadlines: { connectMs: 2_500, listMs: 8_000 },
      budgetMs: 9_500,
      check: ({ state }) => (state.streams <= 5 ? undefined : `${state.streams} openings of the stream`),
    },
  );
const session = (id: string, title: string, value: string): HostileRow =>
  works(
    id,
    title,
    legacy({
      initialize: (exchange) => {
        exchange.response.writeHead(200, { "content-type": "application/json", "mcp-session-id": value }).end(
          JSON.stringify({
            jsonrpc: "2.0",
            id: exchange.id,
            result: {
              protocolVersion: "2025-11-25",
              capabilities: { tools: {} },
              serverInfo: { name: "s", version: "1" },
            },
          }),
        );
      },
      "tools/list": (exchange) =>
        exchange.request.headers["mcp-session-id"] === undefined
          ? result(exchange, { tools: [tool("first")] })
          : rpcError(exchange, -32000, "no such session"),
    }),
    all(lists(1), warned(/session id/)),
  );

export const streams: readonly HostileRow[] = [
  fails(
    "C58",
    "HTTP+SSE: no endpoint, ever",
    "E_TIMEOUT_CONNECT|E_SSE_NO_ENDPOINT",
    "transport",
    sse(() => {}),
    waits,
  ),
  fails(
    "C58b",
    "HTTP+SSE: the stream ends without an endpoint",
    "E_SSE_NO_ENDPOINT",
    "transport",
    sse(({ response }) => response.end()),
  ),
  fails(
    "C58c",
    "HTTP+SSE: other events for ever",
    "E_TIMEOUT_CONNECT|E_SSE_NO_ENDPOINT",
    "transport",
    sse(({ response }) => every(20, response, () => response.write("event: hello\ndata: x\n\n"))),
    waits,
  ),
  endpoint("C59", "http://evil.example/messages"),
  endpoint("C59b", "javascript:alert(1)"),
  endpoint("C59c", "//evil.example/x"),
  endpoint("C59d", "\\\\evil.example\\x"),
  endpoint("C59e", "https://127.0.0.1@evil.example/"),
  works(
    "C59f",
    "a second, different endpoint",
    answers(
      (() => {
        const server = sseServer();
        return (exchange: FaultExchange) => {
          void server(exchange);
          if (exchange.request.method === "GET")
            exchange.response.write("event: endpoint\ndata: http://evil.example/x\n\n");
        };
      })(),
    ),
    all(({ discovery }) =>
      discovery?.ok === true || discovery?.error.code === "E_SSE_ENDPOINT_FOREIGN"
        ? undefined
        : `${discovery?.error.code}`,
    ),
  ),
  fails(
    "C60",
    "a line without an end",
    "E_STREAM_TOO_LONG",
    "transport",
    onList(({ response }) => {
      response.write("data: ");
      pour(response, Buffer.alloc(65_536, 0x61), Number.POSITIVE_INFINITY, () => {});
    }),
    { heavy: true, budgetMs: 6_000 },
  ),
  fails(
    "C61",
    "data lines without an empty one, for ever",
    "E_STREAM_TOO_LONG",
    "transport",
    onList(({ response }) => {
      pour(response, Buffer.from(`data: ${"a".repeat(250)}\n`.repeat(256)), Number.POSITIVE_INFINITY, () => {});
    }),
    { heavy: true, budgetMs: 6_000 },
  ),
  fails(
    "C61b",
    "one-byte data lines for ever",
    "E_STREAM_TOO_LONG|E_TIMEOUT_LIST",
    "transport",
    onList(({ response }) => {
      pour(response, Buffer.from("data:a\n".repeat(8_192)), Number.POSITIVE_INFINITY, () => {});
    }),
    { heavy: true, budgetMs: 6_000 },
  ),
  fails(
    "C61c",
    "events that answer nothing, for ever",
    "E_STREAM_TOO_LONG|E_TIMEOUT_LIST",
    "transport",
    onList(({ response }) => {
      pour(
        response,
        Buffer.from('data: {"jsonrpc":"2.0","method":"notifications/x"}\n\n'.repeat(1_000)),
        Number.POSITIVE_INFINITY,
        () => {},
      );
    }),
    { heavy: true, budgetMs: 8_000 },
  ),
  fails(
    "C62",
    "only keep-alives, as fast as they go",
    "E_TIMEOUT_LIST",
    "mcp",
    onList(({ response }) => {
      pour(response, Buffer.from(": still here\n\n".repeat(4_096)), Number.POSITIVE_INFINITY, () => {});
    }),
    { heavy: true, deadlines: { listMs: 4_000 }, budgetMs: 8_000 },
  ),
  {
    id: "C62b",
    title: "a call that gets only keep-alives",
    drive: "call",
    ...waits,
    check: callEnds("failed", ({ error }) => (error?.code === "E_TIMEOUT_CALL" ? undefined : `${error?.code}`)),
    quick: true,
    start: onCall(({ response }) => every(50, response, () => response.write(": wait\n\n"))),
  },
  {
    id: "C63",
    title: "100,000 progress notifications at once, then the answer",
    drive: "call",
    budgetMs: 10_000,
    heavy: true,
    deadlines: { callMs: 9_000 },
    check: callEnds("completed"),
    start: onCall((exchange) => {
      const parts = Array.from(
        { length: 99_000 },
        (_, at) =>
          `data: ${JSON.stringify({ jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: token(exchange), progress: at } })}\n\n`,
      );
      exchange.response.write(parts.join(""));
      done(exchange);
      exchange.response.end();
    }),
  },
  {
    id: "C64",
    title: "progress that is foreign, falling, NaN, negative, 1e308",
    drive: "call",
    budgetMs: 3_000,
    quick: true,
    check: callEnds("completed"),
    start: onCall((exchange) => {
      for (const each of [
        { progressToken: "other", progress: 1 },
        { progress: -1 },
        { progress: 5 },
        { progress: 2 },
        { progress: null },
        { progress: 1e308 },
        { progress: 6, total: 1 },
        { progress: "7" },
        {},
      ])
        progress(exchange, each);
      exchange.response.write(
        'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":NaN}}\n\n',
      );
      done(exchange);
      exchange.response.end();
    }),
  },
  {
    id: "C64b",
    title: "progress that is foreign, falling, negative, 1e308",
    drive: "call",
    budgetMs: 3_000,
    check: callEnds("completed"),
    start: onCall((exchange) => {
      for (const each of [
        { progressToken: "other", progress: 1 },
        { progress: -1 },
        { progress: 5 },
        { progress: 2 },
        { progress: null },
        { progress: 1e308 },
        { progress: 6, total: 1 },
        { progress: "7" },
        {},
      ])
        progress(exchange, each);
      done(exchange);
      exchange.response.end();
    }),
  },
  {
    id: "C65",
    title: "progress of another call for ever",
    drive: "call",
    ...waits,
    check: callEnds("failed", ({ error }) => (error?.code === "E_TIMEOUT_CALL" ? undefined : `${error?.code}`)),
    start: onCall((exchange) => {
      let at = 0;
      every(100, exchange.response, () => progress(exchange, { progressToken: "other", progress: at++ }));
    }),
  },
  {
    id: "C65b",
    title: "progress that stands still, for ever",
    drive: "call",
    budgetMs: 6_000,
    deadlines: { callMs: 1_500 },
    check: callEnds("failed", ({ error }) => (error?.code === "E_TIMEOUT_CALL" ? undefined : `${error?.code}`)),
    start: onCall((exchange) => every(100, exchange.response, () => progress(exchange, { progress: 1 }))),
  },
  {
    id: "C65c",
    title: "progress that rises for ever",
    drive: "call",
    budgetMs: 6_000,
    deadlines: { callMs: 1_000, callTotalMs: 2_500 },
    check: callEnds("failed", ({ error, totalMs = 0 }) =>
      error?.code !== "E_TIMEOUT_CALL" ? `${error?.code}` : totalMs > 2_000 ? undefined : `already after ${totalMs} ms`,
    ),
    start: onCall((exchange) => {
      let at = 0;
      every(100, exchange.response, () => progress(exchange, { progress: (at += 1) }));
    }),
  },
  storm("C66", "retry: 0, and the stream closes each time", "id: 1\nretry: 0"),
  storm("C66b", "retry: 99999999999, and the stream closes", "id: 1\nretry: 99999999999"),
  storm("C66c", "retry: abc, and the stream closes each time", "id: 1\nretry: abc"),
  fails(
    "C67",
    "the stream closes at once, without an id",
    "E_STREAM_ENDED",
    "transport",
    legacy({ "tools/list": closing(": bye") }),
    {
      check: ({ state }) => (state.stamps.length <= 8 ? undefined : `${state.stamps.length} requests`),
    },
  ),
  fails(
    "C68",
    "an event id of 1 MB",
    "E_STREAM_ENDED",
    "transport",
    legacy({ "tools/list": closing(`id: ${"x".repeat(1_048_576)}`), GET: closing("id: 1") }),
  ),
  fails(
    "C68b",
    "an event id with a NUL",
    "E_STREAM_ENDED",
    "transport",
    legacy({ "tools/list": closing("id: a\u0000b"), GET: closing("id: 1") }),
  ),
  {
    id: "C70",
    title: "the stream closes in the middle of a call",
    drive: "call",
    budgetMs: 2_500,
    quick: true,
    check: callEnds("failed", ({ error, totalMs = 0 }) =>
      error?.code !== "E_STREAM_ENDED" ? `${error?.code}` : totalMs < 1_000 ? undefined : `only after ${totalMs} ms`,
    ),
    start: onCall(({ response }) => void setTimeout(() => response.end(), 200)),
  },
  {
    id: "C70b",
    title: "the HTTP+SSE stream closes in the middle of a call",
    drive: "call",
    budgetMs: 3_500,
    check: callEnds("failed", ({ error }) => (error?.code === "E_STREAM_ENDED" ? undefined : `${error?.code}`)),
    start: answers(sseServer({ "tools/call": ({ response }) => void response.destroy() })),
  },
  {
    id: "C71",
    title: "a storm of list_changed during a call",
    drive: "call",
    budgetMs: 4_000,
    check: all(callEnds("completed"), ({ state }) =>
      state.stamps.length <= 8 ? undefined : `${state.stamps.length} requests`,
    ),
    start: onCall((exchange) => {
      for (let at = 0; at < 2_000; at += 1)
        event(exchange, { jsonrpc: "2.0", method: "notifications/tools/list_changed" });
      done(exchange);
      exchange.response.end();
    }),
  },
  session("C73", "a session id of 10 KB", "s".repeat(10_240)),
  session("C73b", "a session id that is not ASCII", "sess\u00e4on"),
  works(
    "C73c",
    "the session id changes in the middle",
    legacy({
      "tools/list": (exchange) => {
        exchange.response.setHeader("mcp-session-id", "another");
        result(exchange, { tools: [tool("first")] });
      },
    }),
    lists(1),
  ),
  fails(
    "C73d",
    "a session id on an error",
    "E_RPC_ERROR|E_HTTP_5XX",
    "mcp",
    answers((exchange) => {
      exchange.response.setHeader("mcp-session-id", "stolen");
      rpcError(exchange, -32000, "no");
    }),
    {
      check: ({ traffic }) =>
        traffic.some(({ requestHeaders }) => requestHeaders.some(([name]) => name === "mcp-session-id"))
          ? "it was sent back"
          : undefined,
    },
  ),
  {
    id: "C74",
    title: "the session is gone at the call",
    drive: "call",
    budgetMs: 3_000,
    check: all(
      callEnds("failed", ({ error }) => (error?.code === "E_SESSION_LOST" ? undefined : `${error?.code}`)),
      ({ traffic }) => {
        const calls = traffic.filter(({ rpcMethod }) => rpcMethod === "tools/call").length;
        return calls <= 1 ? undefined : `the call was sent ${calls} times`;
      },
    ),
    start: legacy({ "tools/call": (exchange) => text(exchange, 404, "text/plain", "session not found") }),
  },
  fails(
    "C74b",
    "the session is gone at every list",
    "E_SESSION_LOST",
    "transport",
    legacy({ "tools/list": (exchange) => text(exchange, 404, "text/plain", "session not found") }),
  ),
  fails(
    "C75",
    "400 for a missing session, although it was sent",
    "E_SESSION_LOST",
    "transport",
    legacy({ "tools/list": (exchange) => text(exchange, 400, "text/plain", "Missing session ID") }),
  ),
  works("C76", "DELETE hangs", legacy({ DELETE: () => {} }), lists(2)),
  works("C76b", "DELETE is 405", legacy({ DELETE: (exchange) => text(exchange, 405, "text/plain", "") }), lists(2)),
  works(
    "C76c",
    "DELETE answers 200 MB",
    legacy({
      DELETE: ({ response }) => {
        response.writeHead(200);
        pour(response, Buffer.alloc(65_536, 0x61), 200 * 1024 * 1024, () => response.end());
      },
    }),
    lists(2),
    { heavy: true },
  ),
  fails(
    "C77",
    "the answer never comes on the POST's stream",
    "E_TIMEOUT_LIST",
    "mcp",
    onList(() => {}),
    waits,
  ),
  works(
    "C77b",
    "named events instead of messages, then the answer",
    onList((exchange) => {
      exchange.response.write("event: tools\ndata: {}\n\n");
      listed(exchange);
      exchange.response.end();
    }),
    lists(1),
  ),
  works("C77c", "the stream stays open after the answer", onList(listed), lists(1)),
  works(
    "C77d",
    "CR line ends, and the answer over many data lines",
    onList((exchange) => {
      const message = JSON.stringify(
        { jsonrpc: "2.0", id: exchange.id, result: modernList([tool("first")]) },
        undefined,
        1,
      );
      exchange.response.end(
        `${message
          .split("\n")
          .map((line) => `data: ${line}`)
          .join("\r")}\r\r`,
      );
    }),
    lists(1),
  ),
  fails(
    "C77e",
    "bytes that are no UTF-8 in an event",
    "E_UTF8_INVALID",
    "content",
    onList(({ response }) => response.end(Buffer.from("data: \u00ff\u00fe\n\n", "latin1"))),
  ),
  fails(
    "C77f",
    "an event that is no JSON",
    "E_JSON_INVALID",
    "content",
    onList(({ response }) => response.end("data: {oops}\n\n")),
  ),
  fails(
    "C77g",
    "initialize is never answered, initialized or not",
    "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE",
    "http",
    legacy({ "server/discover": (exchange) => text(exchange, 404, "text/plain", ""), initialize: () => {} }),
    { ...waits, diagnosed: { code: "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE", phase: "http" } },
  ),
  fails(
    "C77h",
    "initialize is answered and the list hangs",
    "E_TIMEOUT_LIST",
    "mcp",
    legacy({ "tools/list": () => {} }),
    { ...waits, diagnosed: { code: "E_TIMEOUT_LIST", phase: "mcp" } },
  ),
];
