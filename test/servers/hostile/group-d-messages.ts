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
  discovered,
} from "../faults/answers.ts";
import type { Fault, FaultExchange } from "../faults/fault-server.ts";
import type { Phase } from "#shared/base/console-error.ts";
import { all, callEnds, lists, textOf, warned, type HostileRow, type Verdict } from "./row.ts";
import type { Site } from "./site.ts";

// Not produced here: 82, 88, 89, 91 and 99 are not rows of the reference. 93 meets nothing: no part of
// the console answers a server's questions, so none becomes a dialog; that they are refused is rows 92 and 94.

const answers =
  (fault: Fault) =>
  async (site: Site): Promise<string> =>
    `http://${await site.http(fault)}/mcp`;
const onList = (fault: Fault) => answers(modernServer({ "tools/list": fault }));
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
  budgetMs: 3_000,
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
const called = (
  id: string,
  title: string,
  fault: Fault,
  check: Verdict,
  more: Partial<HostileRow> = {},
): HostileRow => ({
  id,
  title,
  drive: "call",
  budgetMs: 4_000,
  check,
  start: answers(modernServer({ "tools/call": fault })),
  ...more,
});
/** JSON text as the list's body. */
const body = (make: (id: string, good: string) => string): ((site: Site) => Promise<string>) =>
  onList((exchange) =>
    text(
      exchange,
      200,
      "application/json",
      make(JSON.stringify(exchange.id), JSON.stringify(modernList([tool("first")]))),
    ),
  );
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const hostileText = "\u001b[2J\u001b]52;c;ZXZpbA==\u0007\u202eevil\u2066\u{e0041}\u200b\r\b";
const initialized = (more: Record<string, unknown>): Fault =>
  legacyServer({
    "server/discover": (exchange) => rpcError(exchange, -32601, "Method not found"),
    initialize: (exchange) =>
      json(
        exchange,
        {
          jsonrpc: "2.0",
          id: exchange.id,
          result: {
            protocolVersion: "2025-11-25",
            capabilities: { tools: {} },
            serverInfo: { name: "s", version: "1" },
            ...more,
          },
        },
        200,
        { "mcp-session-id": "session-1" },
      ),
  });
const rpcIs = (check: (error: { readonly code: number; readonly message: string }) => string | undefined): Verdict =>
  callEnds("protocol-error", ({ outcome }) => (outcome?.kind === "protocol-error" ? check(outcome.error) : "no error"));

export const messages: readonly HostileRow[] = [
  fails(
    "D79",
    "not JSON",
    "E_JSON_INVALID",
    "content",
    body(() => "hello"),
    { quick: true },
  ),
  fails(
    "D79b",
    "truncated JSON",
    "E_JSON_INVALID",
    "content",
    body((id) => `{"jsonrpc":"2.0","id":${id},`),
  ),
  fails(
    "D79c",
    "two JSON values",
    "E_JSON_INVALID",
    "content",
    body(() => "{}{}"),
  ),
  fails(
    "D79d",
    "a trailing comma",
    "E_JSON_INVALID",
    "content",
    body((id, good) => `{"jsonrpc":"2.0","id":${id},"result":${good},}`),
  ),
  fails(
    "D79e",
    "NaN",
    "E_JSON_INVALID",
    "content",
    body((id) => `{"jsonrpc":"2.0","id":${id},"result":NaN}`),
  ),
  fails(
    "D79f",
    "a single quote",
    "E_JSON_INVALID",
    "content",
    body(() => "'"),
  ),
  fails(
    "D79g",
    "an unterminated string of 1 MB",
    "E_JSON_INVALID",
    "content",
    body(() => `"${"\\".repeat(1_048_577)}`),
  ),
  fails(
    "D80",
    "another id",
    "E_RPC_ID_MISMATCH",
    "mcp",
    body((_, good) => `{"jsonrpc":"2.0","id":4711,"result":${good}}`),
    {
      quick: true,
      check: ({ discovery }) =>
        discovery?.ok === false && /4711/.test(discovery.error.said) ? undefined : "the id is not named",
    },
  ),
  works(
    "D81",
    "the id as a string",
    body((id, good) => `{"jsonrpc":"2.0","id":"${id}","result":${good}}`),
    all(lists(1), warned(/another JSON type/)),
  ),
  works(
    "D81b",
    "the id as 1.0",
    body((id, good) => `{"jsonrpc":"2.0","id":${id}.0,"result":${good}}`),
    lists(1),
  ),
  ...["null", "{}", "1e400", "[1]", "true"].map((id, index) =>
    fails(
      `D81${"cdefg"[index]}`,
      `the id is ${id}`,
      "E_RPC_ID_MISMATCH",
      "mcp",
      body((_, good) => `{"jsonrpc":"2.0","id":${id},"result":${good}}`),
    ),
  ),
  fails(
    "D81h",
    "no id",
    "E_RPC_ID_MISMATCH|E_RPC_INVALID",
    "mcp",
    body((_, good) => `{"jsonrpc":"2.0","result":${good}}`),
  ),
  works(
    "D83",
    "a batch of one",
    body((id, good) => `[{"jsonrpc":"2.0","id":${id},"result":${good}}]`),
    all(lists(1), warned(/batch/)),
  ),
  fails(
    "D83b",
    "an empty batch",
    "E_STREAM_ENDED|E_RPC_INVALID",
    "transport",
    body(() => "[]"),
  ),
  fails(
    "D83c",
    "a batch of 100,000",
    "E_RPC_INVALID|E_RPC_ID_MISMATCH|E_STREAM_ENDED",
    "mcp",
    body(() => `[${Array.from({ length: 100_000 }, () => '{"jsonrpc":"2.0","method":"n"}').join(",")}]`),
    { heavy: true, phase: "transport" },
  ),
  works(
    "D83d",
    "a mixed batch",
    body((id, good) => `[{"jsonrpc":"2.0","method":"n"},{"jsonrpc":"2.0","id":${id},"result":${good}},7]`),
    lists(1),
  ),
  called(
    "D84",
    "an error whose code is no integer",
    (exchange) => rpcError(exchange, 1.5, "odd"),
    rpcIs(({ code }) => (Number.isInteger(code) ? undefined : `${code}`)),
  ),
  called(
    "D84b",
    "an error of 1 MB with 10 MB of data",
    (exchange) => rpcError(exchange, -32000, "m".repeat(1_048_576), 200, "d".repeat(10 * 1_048_576)),
    callEnds("protocol-error"),
    { heavy: true },
  ),
  called(
    "D84c",
    "an error full of control characters",
    (exchange) => rpcError(exchange, -32000, hostileText),
    callEnds("protocol-error"),
    { cli: true },
  ),
  called(
    "D84d",
    "an error that is a string",
    (exchange) => json(exchange, { jsonrpc: "2.0", id: exchange.id, error: "no" }),
    callEnds("protocol-error"),
  ),
  called(
    "D84e",
    "an error and a result",
    (exchange) => json(exchange, { jsonrpc: "2.0", id: exchange.id, error: { code: 1, message: "x" }, result: {} }),
    callEnds("protocol-error"),
  ),
  fails(
    "D85",
    "nested 10,000 deep",
    "E_JSON_TOO_DEEP",
    "content",
    body((id) => `{"jsonrpc":"2.0","id":${id},"result":${nested(10_000)}}`),
    { quick: true },
  ),
  fails(
    "D85b",
    "nested 100,000 deep",
    "E_JSON_TOO_DEEP",
    "content",
    body((id) => `{"jsonrpc":"2.0","id":${id},"result":${nested(100_000)}}`),
  ),
  fails(
    "D85c",
    "nested a million deep and never closed",
    "E_JSON_TOO_DEEP",
    "content",
    body(() => '{"a":'.repeat(1_000_000)),
  ),
  works(
    "D86",
    "__proto__ and its like as keys and names",
    body(
      (id) =>
        `{"jsonrpc":"2.0","id":${id},"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"tools":[{"name":"__proto__","inputSchema":{"type":"object","properties":{"__proto__":{"type":"string"},"toString":{"type":"string"}},"__proto__":{"polluted":true}},"__proto__":{"polluted":1}},{"name":"constructor","inputSchema":{"type":"object"}},{"name":"hasOwnProperty","inputSchema":{"type":"object"}}]}}`,
    ),
    all(lists(3), () => ({} as { polluted?: unknown }).polluted === undefined ? undefined : "Object.prototype changed"),
    { quick: true },
  ),
  called(
    "D86b",
    "__proto__ in a result",
    (exchange) =>
      text(
        exchange,
        200,
        "application/json",
        `{"jsonrpc":"2.0","id":${JSON.stringify(exchange.id)},"result":{"resultType":"complete","__proto__":{"isError":true,"polluted":1},"structuredContent":{"__proto__":{"a":1},"constructor":{"prototype":{"polluted":1}}},"content":[{"type":"text","text":"x","__proto__":{"polluted":1}}]}}`,
      ),
    callEnds("completed"),
    { argumentsText: '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}' },
  ),
  works(
    "D87",
    "the same key twice",
    body((id, good) => `{"jsonrpc":"2.0","id":${id},"result":{"tools":[]},"result":${good}}`),
    lists(1),
  ),
  fails(
    "D90",
    "bytes that are no UTF-8 in a string",
    "E_UTF8_INVALID",
    "content",
    onList(({ response }) => {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]));
    }),
  ),
  works(
    "D90b",
    "lone surrogates as escapes",
    body(
      (id) =>
        `{"jsonrpc":"2.0","id":${id},"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[{"name":"a\\ud800b","inputSchema":{"type":"object"}}]}}`,
    ),
    lists(1),
  ),
  {
    id: "D92",
    title: "a thousand questions of the server during a call",
    drive: "call",
    budgetMs: 4_000,
    check: all(callEnds("completed"), ({ state }) =>
      state.stamps.length <= 40 ? undefined : `${state.stamps.length} requests`,
    ),
    start: answers(
      modernServer({
        "tools/call": (exchange: FaultExchange) => {
          beginStream(exchange);
          for (let at = 0; at < 1_000; at += 1)
            event(exchange, {
              jsonrpc: "2.0",
              id: `q${at}`,
              method: ["sampling/createMessage", "elicitation/create", "roots/list", "ping"][at % 4],
              params: {
                messages: [],
                maxTokens: 1,
                message: "Your password?",
                requestedSchema: { type: "object", properties: {} },
              },
            });
          event(exchange, { jsonrpc: "2.0", id: exchange.id, result: { resultType: "complete", content: [] } });
          exchange.response.end();
        },
      }),
    ),
  },
  called(
    "D94",
    "input_required with a state of 10 MB",
    (exchange) =>
      result(exchange, {
        resultType: "input_required",
        inputRequests: { __proto__: { method: "elicitation/create", params: {} } },
        requestState: "s".repeat(10 * 1_048_576),
      }),
    callEnds("input-required"),
    { heavy: true },
  ),
  called(
    "D94b",
    "input_required for ever",
    (exchange) =>
      result(exchange, {
        resultType: "input_required",
        inputRequests: {
          a: {
            method: "elicitation/create",
            params: { message: "more", requestedSchema: { type: "object", properties: {} } },
          },
        },
        requestState: "s",
      }),
    all(callEnds("input-required"), ({ state }) =>
      state.stamps.length <= 12 ? undefined : `${state.stamps.length} requests`,
    ),
  ),
  fails(
    "D95",
    "an unknown protocol version",
    "E_VERSION_UNSUPPORTED",
    "mcp",
    answers(initialized({ protocolVersion: "1999-01-01" })),
    { quick: true, diagnosed: true },
  ),
  fails(
    "D95b",
    "supports no version",
    "E_VERSION_UNSUPPORTED|E_RPC_ERROR",
    "mcp",
    answers((exchange) => rpcError(exchange, -32022, "Unsupported", 400, { supported: [], requested: "2026-07-28" })),
    { phase: "mcp" },
  ),
  fails(
    "D95c",
    "supports 10,000 versions, more than an error body may hold",
    "E_HTTP_4XX",
    "http",
    answers((exchange) =>
      rpcError(exchange, -32022, "Unsupported", 400, {
        supported: Array.from({ length: 10_000 }, (_, at) => `3000-${at}`),
      }),
    ),
  ),
  fails(
    "D95e",
    "supports 1,000 versions, none of ours",
    "E_VERSION_UNSUPPORTED",
    "mcp",
    answers((exchange) =>
      rpcError(exchange, -32022, "Unsupported", 400, {
        supported: Array.from({ length: 1_000 }, (_, at) => `3000-${at}`),
      }),
    ),
  ),
  fails(
    "D95d",
    "discover says another version each time",
    "E_VERSION_UNSUPPORTED",
    "mcp",
    answers(
      (() => {
        let at = 0;
        return (exchange: FaultExchange) =>
          result(exchange, { ...discovered, supportedVersions: [`19${(at += 1)}`], protocolVersion: `19${at}` });
      })(),
    ),
  ),
  works(
    "D96",
    "a handshake of wrong types",
    answers(initialized({ capabilities: ["tools"], serverInfo: "me", instructions: 7 })),
    lists(2),
  ),
  works(
    "D96b",
    "instructions of 1 MB and a name of 10 KB",
    answers(
      initialized({
        instructions: "i".repeat(1_048_576),
        serverInfo: { name: "n".repeat(10_240), version: "v".repeat(10_240) },
      }),
    ),
    lists(2),
  ),
  works(
    "D96c",
    "a handshake full of control characters",
    answers(initialized({ instructions: hostileText, serverInfo: { name: hostileText, version: hostileText } })),
    lists(2),
    { cli: true },
  ),
  fails(
    "D96d",
    "initialize answers a list",
    "E_RESULT_INVALID|E_VERSION_UNSUPPORTED",
    "mcp",
    answers((exchange) => result(exchange, [])),
  ),
  fails(
    "D96e",
    "initialize answers nothing but null",
    "E_RESULT_INVALID|E_VERSION_UNSUPPORTED",
    "mcp",
    answers((exchange) => result(exchange, null)),
  ),
  works(
    "D97",
    "another list each time",
    onList((exchange) => result(exchange, modernList([tool(`t${Date.now() % 1_000_000}`), tool("first")]))),
    lists(2),
  ),
  fails(
    "D98",
    "never answers server/discover nor initialize",
    "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE",
    "http",
    answers(() => {}),
    { deadlines: { connectMs: 2_500 }, budgetMs: 3_600, diagnosed: { code: "E_HTTP_FIRST_BYTE", phase: "http" } },
  ),
  works(
    "D98b",
    "never answers server/discover, but initialize",
    answers(legacyServer({ "server/discover": () => {} })),
    lists(2),
    { budgetMs: 5_500, deadlines: { connectMs: 5_000 } },
  ),
  fails(
    "D99",
    "a result that is a string",
    "E_RESULT_INVALID",
    "mcp",
    body((id) => `{"jsonrpc":"2.0","id":${id},"result":"ok"}`),
  ),
  fails(
    "D99b",
    "echoes the request",
    "E_RPC_INVALID|E_RPC_ID_MISMATCH|E_STREAM_ENDED",
    "transport",
    onList((exchange) => text(exchange, 200, "application/json", exchange.body)),
    { phase: "transport" },
  ),
  fails(
    "D99c",
    "neither result nor error",
    "E_RPC_INVALID",
    "mcp",
    body((id) => `{"jsonrpc":"2.0","id":${id}}`),
  ),
  fails(
    "D99d",
    "the token in every error",
    "E_RPC_ERROR",
    "mcp",
    onList((exchange) =>
      rpcError(exchange, -32000, `refused ${exchange.request.url} ${JSON.stringify(exchange.request.headers)}`),
    ),
    { check: (seen) => (textOf(seen).includes("••••") ? undefined : "nothing is masked") },
  ),
];
