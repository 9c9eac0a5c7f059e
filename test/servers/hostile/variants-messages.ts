import {
  beginStream,
  event,
  json,
  legacyServer,
  modernList,
  result,
  rpcError,
  sseServer,
  text,
  tool,
} from "../faults/answers.ts";
import type { Fault, FaultExchange } from "../faults/fault-server.ts";
import { all, callEnds, lists, warned, type HostileRow } from "./row.ts";
import { answers, called, fails, modern, waits, says, works } from "./row-kinds.ts";

// Variants of groups C and D that are no rows of the reference.

const list = (exchange: FaultExchange): Record<string, unknown> => ({
  jsonrpc: "2.0",
  id: exchange.id,
  result: modernList([tool("first")]),
});
/** A whole event stream, as bytes. */
const stream = (make: (message: string, exchange: FaultExchange) => string | Buffer): HostileRow["start"] =>
  modern("tools/list", (exchange) => {
    exchange.response.writeHead(200, { "content-type": "text/event-stream" });
    exchange.response.end(make(JSON.stringify(list(exchange)), exchange));
  });
const message = (make: (exchange: FaultExchange) => unknown): HostileRow["start"] =>
  modern("tools/list", (exchange) => json(exchange, make(exchange)));
const words = (make: (exchange: FaultExchange) => string): HostileRow["start"] =>
  modern("tools/list", (exchange) => text(exchange, 200, "application/json", make(exchange)));
const legacy = (own: Record<string, Fault>): HostileRow["start"] =>
  answers(legacyServer({ "server/discover": (exchange) => rpcError(exchange, -32601, "Method not found"), ...own }));
const greeted =
  (more: Record<string, unknown>): Fault =>
  (exchange) =>
    result(
      exchange,
      {
        protocolVersion: "2025-11-25",
        capabilities: { tools: {} },
        serverInfo: { name: "s", version: "1" },
        ...more,
      },
      { "mcp-session-id": "session-1" },
    );
const versions = (id: string, protocolVersion: unknown): HostileRow =>
  fails(
    id,
    `initialize answers the version ${JSON.stringify(protocolVersion)?.slice(0, 40)}`,
    "E_VERSION_UNSUPPORTED",
    "mcp",
    legacy({ initialize: greeted({ protocolVersion }) }),
    { diagnosed: true },
  );
/** A call that is answered after other messages on its stream. */
const behind = (
  id: string,
  title: string,
  send: (exchange: FaultExchange) => void,
  more: Partial<HostileRow> = {},
): HostileRow =>
  called(
    id,
    title,
    (exchange) => {
      beginStream(exchange);
      send(exchange);
      event(exchange, {
        jsonrpc: "2.0",
        id: exchange.id,
        result: { resultType: "complete", content: [{ type: "text", text: "done" }] },
      });
      exchange.response.end();
    },
    callEnds("completed"),
    more,
  );
const answered = (
  id: string,
  title: string,
  value: unknown,
  state: "completed" | "tool-error" | "protocol-error" | "input-required",
): HostileRow => called(id, title, (exchange) => result(exchange, value), callEnds(state));

export const messageVariants: readonly HostileRow[] = [
  fails(
    "CV1",
    "an event stream in UTF-16",
    "E_UTF8_INVALID|E_STREAM_ENDED",
    "content",
    stream((said) => Buffer.from(`\ufeffdata: ${said}\n\n`, "utf16le")),
  ),
  works(
    "CV2",
    "an event stream that begins with a byte order mark",
    stream((said) => `\ufeffdata: ${said}\n\n`),
    lists(1),
  ),
  works(
    "CV3",
    "comments, unknown fields and empty events around the answer",
    stream(
      (said) => `: hello\n\nfoo: bar\nbar\n\ndata\ndata:\n\nevent: message\nretry: 10\nid\ndata: ${said}\n\n: bye\n\n`,
    ),
    lists(1),
  ),
  works(
    "CV4",
    "the answer twice",
    stream((said) => `data: ${said}\n\ndata: ${said}\n\n`),
    lists(1),
  ),
  works(
    "CV4b",
    "the answer, and then an error for the same id",
    stream(
      (said, { id }) =>
        `data: ${said}\n\ndata: ${JSON.stringify({ jsonrpc: "2.0", id, error: { code: 1, message: "no" } })}\n\n`,
    ),
    lists(1),
  ),
  works(
    "CV5",
    "an event called error before the answer",
    stream((said) => `event: error\ndata: {"message":"oops"}\n\ndata: ${said}\n\n`),
    all(lists(1), warned(/event "error"/)),
  ),
  works(
    "CV6",
    "100,000 empty data lines in one event before the answer",
    stream((said) => `event: x\n${"data:\n".repeat(100_000)}\ndata: ${said}\n\n`),
    lists(1),
  ),
  works(
    "CV7",
    "a character cut in two between two writes",
    modern("tools/list", (exchange) => {
      const bytes = Buffer.from(`data: ${JSON.stringify({ ...list(exchange), note: "é😀" })}\n\n`);
      const cut = bytes.indexOf(Buffer.from("😀")) + 2;
      exchange.response.writeHead(200, { "content-type": "text/event-stream;charset=UTF-8" });
      exchange.response.write(bytes.subarray(0, cut));
      setTimeout(() => exchange.response.end(bytes.subarray(cut)), 50);
    }),
    lists(1),
  ),
  fails(
    "CV8",
    "an event stream that is cut in the middle of a character",
    "E_STREAM_ENDED",
    "transport",
    stream((said) => Buffer.concat([Buffer.from(`data: ${said.slice(0, -1)}`), Buffer.from([0xf0, 0x9f])])),
  ),
  fails(
    "CV9",
    "an event stream with 204",
    "E_ACCEPTED_WITHOUT_ANSWER|E_CONTENT_TYPE|E_BODY_EMPTY|E_STREAM_ENDED",
    "transport",
    modern("tools/list", ({ response }) => void response.writeHead(204, { "content-type": "text/event-stream" }).end()),
  ),
  fails(
    "CV10",
    "a GET stream whose first event is no endpoint",
    "E_SSE_NO_ENDPOINT|E_STREAM_ENDED|E_HTTP_405|E_HTTP_404",
    "transport",
    answers((exchange) => {
      if (exchange.request.method !== "GET") return text(exchange, 405, "text/plain", "");
      beginStream(exchange);
      event(exchange, { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "hi" } });
      exchange.response.end();
    }),
  ),
  ...(
    [
      ["CV11", "with blanks around it", "E_TIMEOUT_CONNECT", "  /messages?sessionId=1  "],
      ["CV11b", "a query only", "E_HTTP_404", "?sessionId=1"],
      ["CV11c", "nothing", "E_HTTP_404", ""],
      ["CV11d", "in quotes", "E_HTTP_404", '"/messages?sessionId=1"'],
      ["CV11e", "a fragment", "E_TIMEOUT_CONNECT", "/messages?sessionId=1#x"],
      ["CV11f", "1 MB long", "E_SSE_ENDPOINT_FOREIGN", `/messages?${"x".repeat(1_048_576)}`],
      ["CV11g", "JSON", "E_HTTP_404", '{"uri":"/messages?sessionId=1"}'],
      ["CV11h", "of another scheme", "E_SSE_ENDPOINT_FOREIGN", "ws://127.0.0.1/messages"],
      ["CV11i", "with a user name", "E_SSE_ENDPOINT_FOREIGN", "http://user:pw@127.0.0.1/messages"],
    ] as const
  ).map(([id, title, codes, data]): HostileRow => {
    const start = answers(
      sseServer({
        GET: (exchange) => {
          beginStream(exchange);
          exchange.response.write(`event: endpoint\ndata: ${data}\n\n`);
        },
      }),
    );
    return fails(id, `the endpoint of HTTP+SSE is ${title}`, codes, "transport", start, { ...waits });
  }),
  works(
    "CV12",
    "HTTP+SSE that answers in the POST itself",
    answers(
      (() => {
        let open: FaultExchange | undefined;
        return (exchange: FaultExchange) => {
          if (exchange.request.method === "GET") {
            open = exchange;
            beginStream(exchange);
            return void open.response.write("event: endpoint\ndata: /messages\n\n");
          }
          if (exchange.request.url?.startsWith("/messages") !== true) return text(exchange, 404, "text/plain", "");
          if (exchange.method?.startsWith("notifications/") === true) return text(exchange, 202, "text/plain", "");
          return exchange.method === "initialize"
            ? greeted({ protocolVersion: "2024-11-05" })(exchange)
            : result(exchange, { tools: [tool("first")] });
        };
      })(),
    ),
    lists(1),
  ),
  fails(
    "CV13",
    "HTTP+SSE whose messages are refused",
    "E_HTTP_5XX",
    "transport",
    answers(
      (() => (exchange: FaultExchange) => {
        if (exchange.request.method === "GET") {
          beginStream(exchange);
          return void exchange.response.write("event: endpoint\ndata: /messages\n\n");
        }
        return text(exchange, exchange.request.url?.startsWith("/messages") === true ? 500 : 404, "text/plain", "");
      })(),
    ),
    waits,
  ),
  works(
    "CV14",
    "the session is gone once, in the middle",
    answers(
      (() => {
        let lost = false;
        return legacyServer({
          "server/discover": (exchange) => rpcError(exchange, -32601, "Method not found"),
          "tools/list": (exchange) => {
            if (lost) return result(exchange, { tools: [tool("first")] });
            lost = true;
            return text(exchange, 404, "text/plain", "session not found");
          },
        });
      })(),
    ),
    all(lists(1), warned(/session/)),
  ),
  works(
    "CV15",
    "the end of the session is answered by 500 and a page",
    legacy({ DELETE: (exchange) => text(exchange, 500, "text/html", "<html>") }),
    lists(2),
  ),
  works(
    "CV16",
    "initialized is refused with 500",
    legacy({ "notifications/initialized": (exchange) => text(exchange, 500, "text/plain", "") }),
    lists(2),
  ),
  works(
    "CV16b",
    "initialized is refused with 400 and a JSON-RPC error",
    legacy({ "notifications/initialized": (exchange) => rpcError(exchange, -32600, "no", 400) }),
    lists(2),
  ),
  works("CV16c", "initialized is never answered", legacy({ "notifications/initialized": () => {} }), lists(2), {
    budgetMs: 6_500,
    deadlines: { connectMs: 5_000 },
  }),
  works(
    "CV16d",
    "initialized is answered by 200 and a result",
    legacy({ "notifications/initialized": (exchange) => json(exchange, { jsonrpc: "2.0", id: null, result: {} }) }),
    lists(2),
  ),
  fails(
    "CV16e",
    "initialized is refused with 401",
    "E_HTTP_401",
    "http",
    legacy({ "notifications/initialized": (exchange) => text(exchange, 401, "text/plain", "") }),
  ),
  fails(
    "CV17",
    "initialize is answered by 202",
    "E_ACCEPTED_WITHOUT_ANSWER",
    "transport",
    legacy({ initialize: (exchange) => text(exchange, 202, "text/plain", "") }),
  ),
  fails(
    "CV18",
    "initialize is answered by a notification only",
    "E_STREAM_ENDED|E_RPC_INVALID|E_RPC_ID_MISMATCH",
    "transport",
    legacy({
      initialize: (exchange) => json(exchange, { jsonrpc: "2.0", method: "notifications/message", params: {} }),
    }),
  ),
  ...["", "latest", "2025-11-25T00:00:00Z", "2025-11-26", "\u001b[2J", "9".repeat(100_000)].map((version, index) =>
    versions(`DV1${"abcdef"[index]}`, version),
  ),
  ...[7, null, ["2025-11-25"]].map((version, index) =>
    works(
      `DV1${"ghi"[index]}`,
      `initialize answers the version ${JSON.stringify(version)}`,
      legacy({ initialize: greeted({ protocolVersion: version }) }),
      all(lists(2), warned(/protocolVersion is not a string/)),
    ),
  ),
  works(
    "DV2",
    "initialize counter-offers the oldest version",
    legacy({ initialize: greeted({ protocolVersion: "2024-11-05" }) }),
    lists(2),
  ),
  works(
    "DV2b",
    "initialize declares no tools, and lists some",
    legacy({ initialize: greeted({ capabilities: {} }) }),
    all(lists(2), warned(/without declaring/)),
  ),
  works(
    "DV2c",
    "initialize declares everything there is as numbers",
    legacy({
      initialize: greeted({
        capabilities: { tools: 1, resources: "x", prompts: [], logging: null, experimental: 7, extensions: [] },
      }),
    }),
    lists(2),
  ),
  works(
    "DV2d",
    "initialize answers nothing but a version",
    legacy({
      initialize: (exchange) => result(exchange, { protocolVersion: "2025-11-25" }, { "mcp-session-id": "session-1" }),
    }),
    lists(2),
  ),
  works(
    "DV3",
    "jsonrpc is the number 2",
    message((exchange) => ({ ...list(exchange), jsonrpc: 2 })),
    all(lists(1), warned(/"jsonrpc": "2.0"/)),
  ),
  works(
    "DV4",
    "an error that is null beside a result",
    message((exchange) => ({ ...list(exchange), error: null })),
    lists(1),
  ),
  fails(
    "DV5",
    "a parse error with the id null, as the specification wants it",
    "E_RPC_ERROR",
    "mcp",
    message(() => ({ jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } })),
    { diagnosed: true },
  ),
  fails(
    "DV5b",
    "the same with 400",
    "E_RPC_ERROR|E_HTTP_4XX",
    "mcp",
    modern("tools/list", (exchange) =>
      json(exchange, { jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } }, 400),
    ),
    { phase: "http" },
  ),
  fails(
    "DV6",
    "a request instead of an answer",
    "E_STREAM_ENDED|E_RPC_INVALID",
    "transport",
    message((exchange) => ({ jsonrpc: "2.0", id: exchange.id, method: "tools/list" })),
  ),
  fails(
    "DV6b",
    "a batch within a batch",
    "E_RPC_INVALID|E_STREAM_ENDED",
    "mcp",
    message((exchange) => [[list(exchange)]]),
  ),
  fails(
    "DV7",
    "an id that is a big integer",
    "E_RPC_ID_MISMATCH",
    "mcp",
    words(() => '{"jsonrpc":"2.0","id":9007199254740993,"result":{}}'),
  ),
  works(
    "DV8",
    "a million keys beside the list",
    words((exchange) => {
      const keys = Array.from({ length: 1_000_000 }, (_, at) => `"${at}":0`).join(",");
      return `{"jsonrpc":"2.0","id":${JSON.stringify(exchange.id)},"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[{"name":"first","inputSchema":{"type":"object"}}],"_meta":{${keys}}}}`;
    }),
    lists(1),
    { heavy: true, budgetMs: 9_000 },
  ),
  works(
    "DV9",
    "duplicate keys within a tool: the last counts",
    words(
      (exchange) =>
        `{"jsonrpc":"2.0","id":${JSON.stringify(exchange.id)},"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[{"name":"a","name":"b","inputSchema":7,"inputSchema":{"type":"object"}}]}}`,
    ),
    lists(1),
  ),
  works(
    "DV10",
    "250 levels of nesting, just within the limit",
    words(
      (exchange) =>
        `{"jsonrpc":"2.0","id":${JSON.stringify(exchange.id)},"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[{"name":"a","inputSchema":{"type":"object"},"_meta":{"a":${"[".repeat(245)}${"]".repeat(245)}}}]}}`,
    ),
    lists(1),
  ),
  ...[
    ["DV11", '"tools":null'],
    ["DV11b", '"tools":"none"'],
    ["DV11c", '"Tools":[]'],
    ["DV11d", '"result":{"tools":[]}'],
  ].map(([id = "", inner = ""]) =>
    fails(
      id,
      `a list of the form {${inner}}`,
      "E_RESULT_INVALID",
      "mcp",
      words(
        (exchange) =>
          `{"jsonrpc":"2.0","id":${JSON.stringify(exchange.id)},"result":{"resultType":"complete",${inner}}}`,
      ),
      { diagnosed: true },
    ),
  ),
  ...["input_required", "task", "\u001b[2J", 7].map((resultType, index) =>
    works(
      `DV12${"abcd"[index]}`,
      `a list whose resultType is ${JSON.stringify(resultType)}`,
      modern("tools/list", (exchange) => result(exchange, { ...modernList([tool("first")]), resultType })),
      lists(1),
    ),
  ),
  fails(
    "DV13",
    "every request misses a header, it says",
    "E_RPC_ERROR",
    "mcp",
    answers((exchange) => rpcError(exchange, -32020, "Header mismatch", 400)),
    { diagnosed: true },
  ),
  fails(
    "DV13b",
    "every request needs a capability, it says",
    "E_RPC_ERROR",
    "mcp",
    answers((exchange) =>
      rpcError(exchange, -32021, "Missing capability", 400, { requiredCapabilities: { sampling: {} } }),
    ),
    { diagnosed: true },
  ),
  fails(
    "DV14",
    "discover works and tools/list is unknown",
    "E_RPC_ERROR",
    "mcp",
    modern("tools/list", (exchange) => rpcError(exchange, -32601, "Method not found")),
    { diagnosed: true, check: says(/does not know tools\/list/, /URL of a server that offers tools/) },
  ),
  fails(
    "DV14b",
    "an error whose code is a string and message an object",
    "E_RPC_ERROR",
    "mcp",
    message(({ id }) => ({ jsonrpc: "2.0", id, error: { code: "-32601", message: { en: "no" } } })),
    { diagnosed: true },
  ),
  fails(
    "DV14c",
    "an error without anything in it",
    "E_RPC_ERROR",
    "mcp",
    message(({ id }) => ({ jsonrpc: "2.0", id, error: {} })),
    { diagnosed: true },
  ),
  works(
    "DV15",
    "a flood of pings while listing",
    modern("tools/list", (exchange) => {
      beginStream(exchange);
      for (let at = 0; at < 10_000; at += 1) event(exchange, { jsonrpc: "2.0", id: at, method: "ping" });
      event(exchange, list(exchange));
      exchange.response.end();
    }),
    all(lists(1), ({ state }) => (state.stamps.length <= 30 ? undefined : `${state.stamps.length} requests`)),
    { pages: true },
  ),
  behind("DV16", "a question with the id of the call itself", (exchange) =>
    event(exchange, {
      jsonrpc: "2.0",
      id: exchange.id,
      method: "sampling/createMessage",
      params: { messages: [], maxTokens: 1 },
    }),
  ),
  behind("DV16b", "questions whose ids are null, objects and floats", (exchange) => {
    for (const id of [null, {}, 1.5, [], true]) event(exchange, { jsonrpc: "2.0", id, method: "ping" });
  }),
  behind("DV17", "a progress message of 2 MB, and a token that is an object", (exchange) => {
    event(exchange, {
      jsonrpc: "2.0",
      method: "notifications/progress",
      params: { progressToken: {}, progress: 1, message: "m".repeat(2_097_152) },
    });
    event(exchange, { jsonrpc: "2.0", method: "notifications/progress", params: [1, 2, 3] });
    event(exchange, { jsonrpc: "2.0", method: "notifications/progress" });
  }),
  behind("DV18", "notifications of methods that do not exist, whose params are numbers", (exchange) => {
    for (const method of ["notifications/__proto__", "notifications/cancelled", "x/y", "\u001b[2J", ""])
      event(exchange, { jsonrpc: "2.0", method, params: 7 });
  }),
  behind("DV18b", "the console's own call is cancelled by the server", (exchange) =>
    event(exchange, {
      jsonrpc: "2.0",
      method: "notifications/cancelled",
      params: { requestId: exchange.id, reason: "no" },
    }),
  ),
  behind(
    "DV19",
    "answers to requests that were never made",
    (exchange) => {
      for (let at = 0; at < 1_000; at += 1) event(exchange, { jsonrpc: "2.0", id: `never-${at}`, result: {} });
    },
    { check: () => undefined },
  ),
  answered("DV20", 'isError is "true"', { resultType: "complete", isError: "true", content: [] }, "completed"),
  answered("DV20b", "content is null", { resultType: "complete", content: null }, "completed"),
  answered(
    "DV20c",
    "content is an object, and text is a number",
    { resultType: "complete", content: { type: "text", text: 7 } },
    "completed",
  ),
  answered(
    "DV20d",
    "structuredContent is a number and _meta a string",
    { resultType: "complete", content: [], structuredContent: 7, _meta: "x" },
    "completed",
  ),
  answered("DV20e", "nothing at all", {}, "completed"),
  answered(
    "DV20f",
    "input_required without anything that is required",
    { resultType: "input_required" },
    "input-required",
  ),
];
