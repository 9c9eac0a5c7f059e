import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Phase } from "#shared/base/console-error.ts";
import { modernList, modernServer, result, rpcError, text, tool } from "../faults/answers.ts";
import type { Fault, FaultExchange } from "../faults/fault-server.ts";
import { all, canaryUntouched, lists, type HostileRow } from "./row.ts";
import { answers, fails, modern, raw, says, waits, works } from "./row-kinds.ts";
import { every, messageIn, pour } from "./site.ts";

// Variants of group B that are no rows of the reference.

const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const discovery = {
  resultType: "complete",
  supportedVersions: ["2026-07-28"],
  capabilities: { tools: {} },
  ttlMs: 0,
  cacheScope: "private",
};
/** The right answer to a request, as JSON text. */
const right = (request: string): string => {
  const { id, method } = messageIn(request);
  return JSON.stringify({
    jsonrpc: "2.0",
    id,
    result: method === "tools/list" ? modernList([tool("first")]) : discovery,
  });
};
/** A good server whose answers are written by hand. */
const written =
  (shape: (payload: string) => string | Buffer, after: "end" | "keep" = "end"): HostileRow["start"] =>
  async (site) =>
    `http://${await site.afterRequest((socket, request) => {
      socket.write(shape(right(request)), () => {
        if (after === "end") socket.end();
      });
    })}/mcp`;
const encoded = (encoding: string, body: (text: string) => Buffer): HostileRow["start"] =>
  modern("tools/list", ({ id, response }) => {
    const payload = JSON.stringify({ jsonrpc: "2.0", id, result: modernList([tool("first")]) });
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding }).end(body(payload));
  });
const status =
  (code: number, headers: Record<string, string | string[]> = {}, body = "", type = "text/plain"): Fault =>
  ({ response }) =>
    void response.writeHead(code, { "content-type": type, ...headers }).end(body);
const refused = (
  id: string,
  code: number,
  codes: string,
  cause: RegExp,
  remedy: RegExp,
  more: Partial<HostileRow> = {},
  phase: Phase = "http",
): HostileRow =>
  fails(id, `HTTP ${code}`, codes, phase, answers(status(code)), {
    diagnosed: { code: codes, phase },
    check: all(says(cause, remedy), ({ state }) =>
      state.stamps.length <= 6 ? undefined : `${state.stamps.length} requests`,
    ),
    ...more,
  });
const challenged = (id: string, title: string, challenge: string | string[]): HostileRow =>
  fails(
    id,
    `401, WWW-Authenticate: ${title}`,
    "E_HTTP_401",
    "http",
    answers(status(401, { "www-authenticate": challenge })),
    {
      diagnosed: true,
      check: says(/token was refused/, /fresh token/),
    },
  );
const redirected = (
  id: string,
  title: string,
  code: number,
  location: string | ((exchange: FaultExchange) => string),
  codes: string,
): HostileRow =>
  fails(
    id,
    title,
    codes,
    "http",
    answers((exchange) =>
      status(code, { location: typeof location === "string" ? location : location(exchange) })(exchange),
    ),
    { diagnosed: { code: `${codes}|E_HTTP_REDIRECT_LOGIN`, phase: "http" } },
  );
/** Works at another path of the same origin, to which the first one leads. */
const leads = (id: string, title: string, code: number, location: string): HostileRow =>
  works(
    id,
    title,
    answers((exchange) =>
      exchange.request.url?.startsWith("/there") === true
        ? modernServer()(exchange)
        : status(code, { location })(exchange),
    ),
    lists(2),
  );

export const httpVariants: readonly HostileRow[] = [
  works(
    "BV1",
    "early hints and a hundred interim answers before a good one",
    written(
      (payload) =>
        `${"HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n".repeat(50)}${"HTTP/1.1 102 Processing\r\n\r\n".repeat(50)}${ok}content-length: ${payload.length}\r\n\r\n${payload}`,
    ),
    lists(1),
  ),
  fails(
    "BV2",
    "interim answers faster than anyone can read",
    "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE|E_HTTP_MALFORMED|E_HTTP_HEADERS_TOO_LARGE",
    "http",
    async (site) =>
      `http://${await site.afterRequest((socket) =>
        pour(
          socket,
          Buffer.from("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(200)),
          Number.POSITIVE_INFINITY,
          () => {},
        ),
      )}/mcp`,
    { ...waits, heavy: true },
  ),
  works(
    "BV3",
    "1,500 short headers",
    written((payload) => `${ok}${"a:b\r\n".repeat(1_500)}content-length: ${payload.length}\r\n\r\n${payload}`),
    lists(1),
  ),
  works(
    "BV4",
    "HTTP/1.0, no length, ended by closing",
    written((payload) => `HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${payload}`),
    lists(1),
  ),
  works(
    "BV5",
    "no reason phrase, odd spacing, trailers that name another type",
    written(
      (payload) =>
        `HTTP/1.1 200\r\ncontent-type:   application/json  ; charset="UTF-8"\r\ntrailer: content-type\r\ntransfer-encoding: chunked\r\n\r\n${payload.length.toString(16)};x="y"\r\n${payload}\r\n0\r\ncontent-type: text/html\r\n\r\n`,
    ),
    lists(1),
  ),
  ...(
    [
      ["BV6b", "a status of four digits", "HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n"],
      ["BV6c", "a folded header", `${ok}x-a: 1\r\n  folded\r\n\tmore\r\n: nameless\r\n\r\n`],
      ["BV6d", "a header with a NUL", `${ok}x-a: a\u0000b\r\n\r\n`],
      ["BV6e", "a blank in a header's name", `${ok}x a: b\r\n\r\n`],
      ["BV6f", "a negative length", `${ok}content-length: -1\r\n\r\n{}`],
      ["BV6g", "a length beyond every integer", `${ok}content-length: 99999999999999999999999\r\n\r\n{}`],
      ["BV6h", "a length in hexadecimal", `${ok}content-length: 0x10\r\n\r\n{}`],
    ] as const
  ).map(([id, title, bytes]) =>
    fails(id, title, "E_HTTP_MALFORMED|E_HTTP_STATUS", "http", raw(bytes), { diagnosed: true }),
  ),
  fails(
    "BV7",
    "a transfer encoding that nobody knows",
    "E_HTTP_MALFORMED|E_BODY_CUT_SHORT|E_JSON_INVALID|E_BODY_EMPTY",
    "http",
    raw(`${ok}transfer-encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`),
    { phase: "content" },
  ),
  fails(
    "BV8",
    "a chunked body without its end",
    "E_BODY_CUT_SHORT",
    "http",
    raw(`${ok}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`),
  ),
  fails(
    "BV9",
    "the connection ends in the middle of the headers",
    "E_HTTP_CLOSED|E_HTTP_MALFORMED",
    "http",
    raw("HTTP/1.1 200 OK\r\ncontent-ty"),
    { diagnosed: true },
  ),
  fails(
    "BV9b",
    "the connection is reset in the middle of the status line",
    "E_HTTP_CLOSED|E_TCP_RESET",
    "http",
    async (site) =>
      `http://${await site.afterRequest((socket) => {
        socket.write("HTTP/1.1 2", () => setTimeout(() => socket.resetAndDestroy(), 20));
      })}/mcp`,
    { diagnosed: true },
  ),
  fails(
    "BV10",
    "the headers come at once, the chunk sizes one digit at a time",
    "E_TIMEOUT_CONNECT",
    "transport",
    async (site) =>
      `http://${await site.afterRequest((socket) => {
        socket.write(`${ok}transfer-encoding: chunked\r\n\r\n`);
        every(300, socket, () => socket.write("0"));
      })}/mcp`,
    waits,
  ),
  works(
    "BV11",
    "half-closes the connection after each answer and says keep-alive",
    written((payload) => `${ok}connection: keep-alive\r\ncontent-length: ${payload.length}\r\n\r\n${payload}`),
    lists(1),
  ),
  works(
    "BV12",
    "resets each kept connection at its second request",
    async (site) => {
      const used = new WeakSet<object>();
      return `http://${await site.afterRequest((socket, request) => {
        const payload = right(request);
        if (used.has(socket)) socket.resetAndDestroy();
        else socket.write(`${ok}content-length: ${payload.length}\r\n\r\n${payload}`);
        used.add(socket);
      })}/mcp`;
    },
    lists(1),
  ),
  works(
    "BV13",
    "answers before the request is read, then closes",
    async (site) =>
      `http://${await site.tcp((socket) => {
        socket.once("data", (chunk: Buffer) => {
          const payload = right(chunk.toString().split("\r\n\r\n")[1] ?? "");
          socket.end(`${ok}connection: close\r\ncontent-length: ${payload.length}\r\n\r\n${payload}`);
        });
      })}/mcp`,
    lists(1),
  ),
  works(
    "BV14",
    "deflate without its wrapper",
    encoded("deflate", (body) => deflateRawSync(body)),
    lists(1),
  ),
  works(
    "BV14b",
    "deflate as it should be",
    encoded("Deflate", (body) => deflateSync(body)),
    lists(1),
  ),
  works(
    "BV15",
    "gzip twice",
    encoded("gzip, gzip", (body) => gzipSync(gzipSync(body))),
    lists(1),
  ),
  works(
    "BV15b",
    "gzip inside brotli",
    encoded("x-gzip,br", (body) => brotliCompressSync(gzipSync(body))),
    lists(1),
  ),
  fails(
    "BV16",
    "gzip and rubbish behind it",
    "E_HTTP_ENCODING",
    "http",
    encoded("gzip", (body) => Buffer.concat([gzipSync(body), Buffer.from("rubbish")])),
  ),
  works(
    "BV16b",
    "no encoding, called identity, none at all",
    encoded("identity, ,", (body) => Buffer.from(body)),
    lists(1),
  ),
  ...["none", "utf-8", "aws-chunked", "x".repeat(8_000)].map((encoding, index) =>
    fails(
      `BV17${"abcd"[index]}`,
      `an encoding called ${encoding.slice(0, 20)}`,
      "E_HTTP_ENCODING",
      "http",
      encoded(encoding, (body) => Buffer.from(body)),
      {
        check: ({ discovery: seen }) =>
          seen?.ok === false && seen.error.evidence.length <= 2_048 ? undefined : "the evidence is long",
      },
    ),
  ),
  fails(
    "BV17e",
    "brotli that is gzip",
    "E_HTTP_ENCODING",
    "http",
    encoded("br", (body) => gzipSync(body)),
  ),
  fails(
    "BV17f",
    "an empty gzip body",
    "E_HTTP_ENCODING",
    "http",
    encoded("gzip", () => Buffer.alloc(0)),
  ),
  leads("BV18", "308 to another path with a fragment", 308, "/there#part"),
  leads("BV18b", "307 to a query only", 307, "/there?"),
  leads("BV18c", "307 to the same place as an absolute address with dots", 307, "/a/../there/./x/.."),
  redirected("BV19", "307 to a data: address", 307, "data:application/json,{}", "E_HTTP_REDIRECT_INVALID"),
  redirected("BV19b", "308 to a mail address", 308, "mailto:ops@example.com", "E_HTTP_REDIRECT_INVALID"),
  redirected("BV19c", "307 to an app's own scheme", 307, "vscode://x/y", "E_HTTP_REDIRECT_INVALID"),
  redirected("BV19d", "307 to \\\\evil", 307, "\\\\evil.example\\mcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"),
  redirected(
    "BV19e",
    "307 to the same place, with a user name",
    307,
    ({ request }) => `http://user:pw@${request.headers.host}/there`,
    "E_HTTP_REDIRECT_OTHER_ORIGIN",
  ),
  redirected("BV19f", "307 to an empty Location", 307, "", "E_HTTP_REDIRECT_LOOP|E_HTTP_REDIRECT_INVALID"),
  redirected("BV19g", "308 to another port", 308, "http://127.0.0.1:1/mcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"),
  redirected(
    "BV19h",
    "307 to the link-local metadata address",
    307,
    "http://169.254.169.254/latest/meta-data/",
    "E_HTTP_REDIRECT_OTHER_ORIGIN",
  ),
  fails("BV20", "301 without a Location", "E_HTTP_REDIRECT_INVALID", "http", answers(status(301)), { diagnosed: true }),
  fails("BV20b", "308 without a Location", "E_HTTP_REDIRECT_INVALID", "http", answers(status(308)), {
    diagnosed: true,
  }),
  ...[300, 305, 306].map((code, index) =>
    fails(
      `BV21${"abc"[index]}`,
      `${code} with a Location`,
      "E_HTTP_STATUS",
      "http",
      answers(status(code, { location: "/there" })),
      {
        diagnosed: true,
      },
    ),
  ),
  fails(
    "BV22",
    "307 that drops the query with the token, and 401 behind it",
    "E_HTTP_401",
    "http",
    answers((exchange) =>
      exchange.request.url?.includes("token=") === true
        ? status(307, { location: "/there" })(exchange)
        : status(401)(exchange),
    ),
    { diagnosed: true, check: says(/redirects to \/there and drops the query/, /same query/) },
  ),
  fails(
    "BV23",
    "302 to a captive portal",
    "E_HTTP_REDIRECT_OTHER_ORIGIN",
    "http",
    async (site) => {
      const canary = await site.canary();
      return `http://${await site.http(status(302, { location: `${canary}/captiveportal/?redirect=mcp` }))}/mcp`;
    },
    {
      diagnosed: { code: "E_HTTP_REDIRECT_OTHER_ORIGIN|E_HTTP_REDIRECT_LOGIN", phase: "http" },
      check: all(canaryUntouched, says(/network/, /network/)),
    },
  ),
  challenged("BV24", "Basic", 'Basic realm="\u00a0x"'),
  challenged("BV24b", "Negotiate and NTLM", ["Negotiate", "NTLM"]),
  challenged("BV24c", "Digest", 'Digest realm="x", nonce="y", qop="auth"'),
  challenged(
    "BV24d",
    "Bearer, invalid_token",
    'Bearer error="invalid_token", error_description="The access token expired"',
  ),
  challenged("BV24e", "quotes that never close", 'Bearer realm="x, resource_metadata="http://169.254.169.254/'),
  challenged(
    "BV24f",
    "fifty challenges",
    Array.from({ length: 50 }, (_, at) => `Scheme${at} x=y`),
  ),
  refused("BV30", 402, "E_HTTP_4XX", /pay|paid/i, /pays|plan|account/i),
  refused("BV31", 408, "E_HTTP_4XX", /time|slow|wait/i, /operator/i),
  refused("BV32", 410, "E_HTTP_4XX", /gone|removed/i, /URL/),
  refused("BV33", 413, "E_HTTP_4XX", /too large|larger/i, /operator/i),
  refused("BV34", 414, "E_HTTP_4XX", /URL.*long|long.*URL/i, /URL|operator/i),
  refused("BV35", 421, "E_HTTP_4XX", /host|misdirected/i, /operator/i),
  refused("BV36", 425, "E_HTTP_4XX", /early/i, /try|operator/i),
  refused("BV37", 426, "E_HTTP_4XX", /upgrade|protocol/i, /operator/i),
  refused("BV38", 431, "E_HTTP_4XX", /header/i, /header|operator/i),
  refused("BV39", 511, "E_HTTP_5XX|E_HTTP_STATUS", /network/i, /network|sign/i),
  refused("BV40", 501, "E_HTTP_5XX", /501/, /operator|MCP URL/i),
  refused("BV41", 505, "E_HTTP_5XX", /505|version/i, /operator/i),
  refused("BV42", 599, "E_HTTP_5XX", /599/, /operator/i),
  refused("BV43", 499, "E_HTTP_4XX", /499/, /./),
  fails(
    "BV44",
    "200 with JSON that is no JSON-RPC",
    "E_RPC_INVALID",
    "mcp",
    answers(status(200, {}, '{"status":"ok","uptime":12}', "application/json")),
    {
      check: says(/JSON.*not (?:an )?MCP|not MCP/i, /exact MCP URL/),
    },
  ),
  fails(
    "BV44b",
    "200 with a list of JSON records",
    "E_RPC_INVALID|E_STREAM_ENDED",
    "mcp",
    answers(status(200, {}, '[{"id":1,"name":"Anna"},{"id":2,"name":"Ben"}]', "application/json")),
    {
      check: says(/JSON.*not (?:an )?MCP|not MCP/i, /exact MCP URL/),
    },
  ),
  fails(
    "BV44c",
    "400 of a GraphQL server",
    "E_HTTP_4XX",
    "http",
    answers(status(400, {}, '{"errors":[{"message":"Must provide query string."}]}', "application/json")),
    {
      diagnosed: true,
    },
  ),
  fails(
    "BV44d",
    "422 of a REST server",
    "E_HTTP_4XX",
    "http",
    answers(status(422, {}, '{"detail":[{"loc":["body","name"],"msg":"field required"}]}', "application/json")),
    {
      diagnosed: true,
    },
  ),
  fails(
    "BV45",
    "200 with an XML error of a bucket",
    "E_CONTENT_TYPE",
    "transport",
    answers(status(200, {}, "<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "application/xml")),
    {
      diagnosed: true,
    },
  ),
  fails(
    "BV45b",
    "200 with an event stream of HTML",
    "E_STREAM_ENDED|E_NOT_MCP_HTML",
    "transport",
    answers(status(200, {}, "<!doctype html><title>Sign in</title>", "text/event-stream")),
  ),
  works(
    "BV46",
    "206 and 201 with a good answer",
    answers((exchange) => {
      const write = exchange.response.writeHead.bind(exchange.response);
      exchange.response.writeHead = ((code: number, ...rest: never[]) =>
        write(
          code === 200 ? (exchange.method === "tools/list" ? 206 : 201) : code,
          ...rest,
        )) as typeof exchange.response.writeHead;
      return modernServer()(exchange);
    }),
    lists(2),
  ),
  fails(
    "BV47",
    "205 and nothing",
    "E_ACCEPTED_WITHOUT_ANSWER|E_BODY_EMPTY|E_CONTENT_TYPE",
    "transport",
    answers(({ response }) => void response.writeHead(205).end()),
  ),
  fails(
    "BV48",
    "a JSON-RPC error with 500",
    "E_RPC_ERROR|E_HTTP_5XX",
    "mcp",
    answers((exchange) => rpcError(exchange, -32603, "database is down \u001b[2J", 500)),
    { cli: true },
  ),
  works(
    "BV49",
    "a Date that is none",
    answers((exchange) => {
      exchange.response.setHeader("date", "yesterday \u00e9");
      return modernServer()(exchange);
    }),
    lists(2),
  ),
  fails(
    "BV50",
    "a status text that clears the screen",
    "E_HTTP_5XX|E_HTTP_MALFORMED",
    "http",
    raw("HTTP/1.1 500 \u001b[2J\u001b]0;owned\u0007\r\ncontent-length: 0\r\n\r\n"),
    { cli: true },
  ),
  fails(
    "BV51",
    "429 with a Retry-After of 12,000 digits",
    "E_HTTP_429",
    "http",
    answers(status(429, { "retry-after": "9".repeat(12_000) })),
    {
      diagnosed: true,
      check: ({ diagnosis }) => ((diagnosis?.cause.length ?? 0) < 200 ? undefined : "it is shown whole"),
    },
  ),
  works(
    "BV52",
    "a good answer of one byte a chunk",
    modern("tools/list", (exchange) => {
      exchange.response.writeHead(200, { "content-type": "application/json" });
      for (const char of JSON.stringify({ jsonrpc: "2.0", id: exchange.id, result: modernList([tool("first")]) }))
        exchange.response.write(char);
      exchange.response.end();
    }),
    lists(1),
  ),
  works(
    "BV53",
    "a good answer behind 2 MB of blanks",
    modern("tools/list", (exchange) =>
      text(
        exchange,
        200,
        "application/json",
        `${" \n".repeat(1_048_576)}${JSON.stringify({ jsonrpc: "2.0", id: exchange.id, result: modernList([tool("first")]) })}`,
      ),
    ),
    lists(1),
  ),
  works(
    "BV54",
    "the list comes back only for the second try",
    answers(
      (() => {
        let asked = 0;
        return (exchange: FaultExchange) =>
          (asked += 1) === 1
            ? exchange.request.socket.destroy() && undefined
            : result(exchange, exchange.method === "tools/list" ? modernList([tool("first")]) : discovery);
      })(),
    ),
    lists(1),
  ),
];
