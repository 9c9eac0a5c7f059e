import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { json, modernServer, modernList, result, rpcError, text, tool } from "../faults/answers.ts";
import type { Fault } from "../faults/fault-server.ts";
import type { Phase } from "#shared/base/console-error.ts";
import { all, canaryUntouched, lists, type HostileRow, type Verdict } from "./row.ts";
import { every, messageIn, pour, type Site } from "./site.ts";

// Not produced here: 55 (HTTP/2 is off: the console speaks HTTP/1.1 only, A20 shows what then happens), 28, 36, 40, 41 and
// 54 are not rows of the reference.

const url = (place: string): string => `http://${place}/mcp`;

const row = (
  id: string,
  title: string,
  codes: string,
  phase: Phase,
  start: (site: Site) => Promise<string>,
  more: Partial<HostileRow> = {},
): HostileRow => ({ id, title, drive: "discover", code: codes, phase, budgetMs: 3_000, start, ...more });

/** Answers everything with the same bytes. */
const raw =
  (bytes: string | Buffer, end = true) =>
  async (site: Site): Promise<string> =>
    url(await site.afterRequest((socket) => (end ? socket.end(bytes) : socket.write(bytes))));
const answers =
  (fault: Fault) =>
  async (site: Site): Promise<string> =>
    url(await site.http(fault));
/** A good modern handshake, and then these bytes for the list. */
const onList = (fault: Fault) => answers(modernServer({ "tools/list": fault }));
const status =
  (code: number, headers: Record<string, string> = {}, body = ""): Fault =>
  (exchange) =>
    text(exchange, code, "text/plain", body, headers);
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
  budgetMs: 3_000,
  start,
  check,
  ...more,
});

const body = JSON.stringify({ jsonrpc: "2.0", id: 0, result: modernList([tool("first")]) });
const okHead = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const slow = { deadlines: { connectMs: 2_000, listMs: 2_000 }, budgetMs: 3_500 } as const;
const page =
  "<!doctype html><html><head><title>Sign in</title></head><body><form><input type=password></form></body></html>";

/** A whole list page as an HTTP answer by hand. */
const pageFor = (request: string): string =>
  JSON.stringify({
    jsonrpc: "2.0",
    id: messageIn(request).id,
    result: messageIn(request).method === "tools/list" ? modernList([tool("first")]) : discovery,
  });
const discovery = {
  resultType: "complete",
  supportedVersions: ["2026-07-28"],
  capabilities: { tools: {} },
  ttlMs: 0,
  cacheScope: "private",
};
const answeredBy =
  (shape: (payload: string) => string, after: "end" | "reset" | "keep" = "end") =>
  async (site: Site): Promise<string> =>
    url(
      await site.afterRequest((socket, request) => {
        socket.write(shape(pageFor(request)), () => {
          if (after === "end") socket.end();
          else if (after === "reset") setTimeout(() => socket.resetAndDestroy(), 30);
        });
      }),
    );

const redirect = (id: string, code: number, location: string, codes: string): HostileRow =>
  row(id, `${code} to ${JSON.stringify(location.slice(0, 30))}`, codes, "http", answers(status(code, { location })), {
    diagnosed: { code: `${codes}|E_HTTP_REDIRECT_LOGIN`, phase: "http" },
  });

/** A redirect to a place that must see nothing. */
const away = (id: string, title: string, code: number, path: string, codes: string): HostileRow =>
  row(
    id,
    title,
    codes,
    "http",
    async (site) => {
      const canary = await site.canary();
      return url(await site.http(status(code, { location: `${canary}${path}` })));
    },
    { check: canaryUntouched, diagnosed: { code: `${codes}|E_HTTP_REDIRECT_LOGIN`, phase: "http" } },
  );

export const httpLayer: readonly HostileRow[] = [
  row(
    "B26",
    "drips one header byte a second",
    "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE",
    "http",
    async (site) =>
      url(
        await site.tcp((socket) => {
          const head = `${okHead}x: `;
          let at = 0;
          every(400, socket, () => socket.write(head[at++] ?? "y"));
        }),
      ),
    slow,
  ),
  row(
    "B27",
    "64 KiB of headers",
    "E_HTTP_HEADERS_TOO_LARGE",
    "http",
    raw(`${okHead}${"x-a: 0123456789\r\n".repeat(4_000)}\r\n`),
    { diagnosed: true, quick: true },
  ),
  row("B27b", "10,000 headers", "E_HTTP_HEADERS_TOO_LARGE", "http", raw(`${okHead}${"a:b\r\n".repeat(10_000)}\r\n`), {
    diagnosed: true,
  }),
  row(
    "B27c",
    "one header line of 1 MB",
    "E_HTTP_HEADERS_TOO_LARGE",
    "http",
    raw(`${okHead}x: ${"y".repeat(1_048_576)}\r\n\r\n`),
    { diagnosed: true },
  ),
  row(
    "B27d",
    "headers that never end",
    "E_HTTP_HEADERS_TOO_LARGE",
    "http",
    async (site) =>
      url(
        await site.afterRequest((socket) => {
          socket.write(okHead);
          pour(socket, Buffer.from("x-a: 0123456789\r\n".repeat(64)), Number.POSITIVE_INFINITY, () => {});
        }),
      ),
    { diagnosed: true },
  ),
  row(
    "B29",
    "the body is shorter than Content-Length",
    "E_BODY_CUT_SHORT",
    "http",
    raw(`${okHead}content-length: 100\r\n\r\n{"a`),
    { quick: true },
  ),
  row(
    "B30",
    "the body is longer than Content-Length",
    "E_JSON_INVALID|E_HTTP_MALFORMED|E_BODY_CUT_SHORT",
    "content",
    raw(`${okHead}content-length: 3\r\n\r\n${body}`),
  ),
  row(
    "B30b",
    "Content-Length and Transfer-Encoding together",
    "E_HTTP_MALFORMED",
    "http",
    raw(`${okHead}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
    { diagnosed: true },
  ),
  row(
    "B30c",
    "two different Content-Lengths",
    "E_HTTP_MALFORMED",
    "http",
    raw(`${okHead}content-length: 3\r\ncontent-length: 9\r\n\r\nabc`),
    { diagnosed: true },
  ),
  row(
    "B30d",
    "a Content-Length that is no number",
    "E_HTTP_MALFORMED",
    "http",
    raw(`${okHead}content-length: many\r\n\r\nabc`),
    { diagnosed: true },
  ),
  row(
    "B31",
    "a bad chunk",
    "E_HTTP_MALFORMED|E_BODY_CUT_SHORT",
    "http",
    raw(`${okHead}transfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n`),
  ),
  row(
    "B31b",
    "a flood of chunk extensions",
    "E_HTTP_MALFORMED|E_BODY_CUT_SHORT|E_HTTP_HEADERS_TOO_LARGE|E_TIMEOUT_CONNECT",
    "http",
    async (site) =>
      url(
        await site.afterRequest((socket) => {
          socket.write(`${okHead}transfer-encoding: chunked\r\n\r\n5;a=`);
          pour(socket, Buffer.alloc(16_384, 0x62), 64 * 1024 * 1024, () => socket.end());
        }),
      ),
    slow,
  ),
  row(
    "B31c",
    "trailers that never end",
    "E_HTTP_MALFORMED|E_HTTP_HEADERS_TOO_LARGE|E_BODY_CUT_SHORT",
    "http",
    async (site) =>
      url(
        await site.afterRequest((socket) => {
          socket.write(`${okHead}transfer-encoding: chunked\r\n\r\n0\r\n`);
          pour(socket, Buffer.from("x-t: 0123456789\r\n".repeat(64)), 64 * 1024 * 1024, () => socket.end());
        }),
      ),
    slow,
  ),
  row(
    "B31d",
    "a chunk size beyond every integer",
    "E_HTTP_MALFORMED|E_BODY_CUT_SHORT",
    "http",
    raw(`${okHead}transfer-encoding: chunked\r\n\r\nffffffffffffffffffff\r\nabc`),
  ),
  row(
    "B32",
    "the body drips one byte a second",
    "E_TIMEOUT_CONNECT",
    "transport",
    async (site) =>
      url(
        await site.afterRequest((socket) => {
          socket.write(`${okHead}content-length: 5000\r\n\r\n{`);
          every(400, socket, () => socket.write(" "));
        }),
      ),
    slow,
  ),
  row(
    "B32b",
    "the list drips one byte a second",
    "E_TIMEOUT_LIST",
    "mcp",
    onList(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
      every(400, response, () => response.write(" "));
    }),
    slow,
  ),
  row(
    "B33",
    "a JSON body of 200 MB",
    "E_BODY_TOO_LARGE",
    "content",
    onList(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"jsonrpc":"2.0","result":"');
      pour(response, Buffer.alloc(65_536, 0x61), 200 * 1024 * 1024, () => response.end());
    }),
    { heavy: true },
  ),
  row(
    "B33b",
    "a Content-Length of 200 MB, and the handshake itself",
    "E_BODY_TOO_LARGE",
    "content",
    async (site) =>
      url(
        await site.afterRequest((socket) => {
          socket.write(`${okHead}content-length: ${200 * 1024 * 1024}\r\n\r\n`);
          pour(socket, Buffer.alloc(65_536, 0x61), 200 * 1024 * 1024, () => socket.end());
        }),
      ),
    { heavy: true },
  ),
  row(
    "B33c",
    "an error body of 200 MB",
    "E_HTTP_5XX",
    "http",
    onList(({ response }) => {
      response.writeHead(500, { "content-type": "text/plain" });
      pour(response, Buffer.alloc(65_536, 0x61), 200 * 1024 * 1024, () => response.end());
    }),
    { heavy: true },
  ),
  row(
    "B33d",
    "15 MB of brackets, in order",
    "E_RPC_INVALID",
    "mcp",
    onList(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("[");
      pour(response, Buffer.from("[],".repeat(20_000)), 15_000_000, () => response.end("[]]"));
    }),
    { heavy: true, budgetMs: 8_000, code: "E_BODY_TOO_LARGE", phase: "content" },
  ),
  row(
    "B33e",
    "a body in chunks of one byte, for ever",
    "E_HTTP_MALFORMED",
    "http",
    async (site) =>
      url(
        await site.afterRequest((socket) => {
          socket.write(`${okHead}transfer-encoding: chunked\r\n\r\n`);
          pour(socket, Buffer.from("1\r\na\r\n".repeat(10_000)), Number.POSITIVE_INFINITY, () => {});
        }),
      ),
    { heavy: true },
  ),
  row(
    "B34",
    "a gzip bomb of 1 GB",
    "E_BODY_TOO_LARGE",
    "content",
    onList(({ response }) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(gzipBomb());
    }),
    { heavy: true, budgetMs: 10_000 },
  ),
  row(
    "B34b",
    "a brotli bomb of 256 MB",
    "E_BODY_TOO_LARGE",
    "content",
    async (site) => {
      const bomb = brotliCompressSync(Buffer.alloc(256 * 1024 * 1024, 0x20), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
      });
      return onList(({ response }) => {
        response.writeHead(200, { "content-type": "application/json", "content-encoding": "br" }).end(bomb);
      })(site);
    },
    { heavy: true, budgetMs: 10_000 },
  ),
  row(
    "B34c",
    "a gzip bomb as an event stream",
    "E_STREAM_TOO_LONG",
    "transport",
    onList(({ response }) => {
      response.writeHead(200, { "content-type": "text/event-stream", "content-encoding": "gzip" }).end(gzipBomb());
    }),
    { heavy: true, budgetMs: 10_000 },
  ),
  row(
    "B35",
    "gzip a thousand times over",
    "E_HTTP_ENCODING",
    "http",
    onList((exchange) =>
      text(exchange, 200, "application/json", "{}", {
        "content-encoding": Array.from({ length: 1_000 }, () => "gzip").join(", "),
      }),
    ),
  ),
  row(
    "B35b",
    "says gzip and is not",
    "E_HTTP_ENCODING",
    "http",
    onList((exchange) => text(exchange, 200, "application/json", body, { "content-encoding": "gzip" })),
  ),
  row(
    "B35c",
    "an encoding nobody asked for",
    "E_HTTP_ENCODING",
    "http",
    onList((exchange) => text(exchange, 200, "application/json", body, { "content-encoding": "zstd" })),
  ),
  row(
    "B35d",
    "gzip cut short",
    "E_HTTP_ENCODING|E_BODY_CUT_SHORT",
    "http",
    onList(({ response }) => {
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync(body).subarray(0, 30));
    }),
  ),
  row(
    "B37",
    "a login page with 200",
    "E_NOT_MCP_HTML",
    "transport",
    answers((exchange) => text(exchange, 200, "text/html; charset=utf-8", page)),
    {
      diagnosed: true,
      quick: true,
      cli: true,
      check: ({ diagnosis }) =>
        /login page titled "Sign in"/.test(diagnosis?.cause ?? "") ? undefined : `the cause is ${diagnosis?.cause}`,
    },
  ),
  row(
    "B37b",
    "a web page that never ends",
    "E_NOT_MCP_HTML",
    "transport",
    answers(({ response }) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write(page);
      every(300, response, () => response.write("<p>more"));
    }),
    { budgetMs: 9_000, deadlines: { connectMs: 8_000 }, diagnosed: true },
  ),
  row(
    "B37c",
    "a web page that says it is JSON",
    "E_JSON_INVALID|E_NOT_MCP_HTML",
    "content",
    answers((exchange) => text(exchange, 200, "application/json", page)),
  ),
  row(
    "B38",
    "JSON as text/plain",
    "E_CONTENT_TYPE",
    "transport",
    answers((exchange) => text(exchange, 200, "text/plain", body)),
    { diagnosed: true },
  ),
  row(
    "B38b",
    "JSON without a content type",
    "E_CONTENT_TYPE",
    "transport",
    raw(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
  ),
  row(
    "B38c",
    "an empty body without a content type",
    "E_BODY_EMPTY",
    "transport",
    raw("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
  ),
  row(
    "B38d",
    "a content type of 10 KB of nonsense",
    "E_CONTENT_TYPE",
    "transport",
    answers((exchange) => text(exchange, 200, `x/${"y".repeat(10_000)}`, body)),
  ),
  row(
    "B39",
    "UTF-16",
    "E_UTF8_INVALID|E_JSON_INVALID",
    "content",
    onList((exchange) => {
      exchange.response
        .writeHead(200, { "content-type": "application/json; charset=utf-16" })
        .end(Buffer.from(`\ufeff${body}`, "utf16le"));
    }),
  ),
  works(
    "B39b",
    "a byte order mark",
    onList((exchange) =>
      text(
        exchange,
        200,
        "application/json",
        `\ufeff${JSON.stringify({ jsonrpc: "2.0", id: exchange.id, result: modernList([tool("first")]) })}`,
      ),
    ),
    lists(1),
  ),
  row(
    "B39c",
    "bytes that are no UTF-8",
    "E_UTF8_INVALID",
    "content",
    onList(({ response }) => {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]));
    }),
  ),
  ...["1000000000", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"].map((wait, index) =>
    row(
      `B42${"abcde"[index]}`,
      `429, Retry-After: ${wait}`,
      "E_HTTP_429",
      "http",
      answers(status(429, { "retry-after": wait })),
      {
        diagnosed: true,
        ...(index === 0 ? { quick: true } : {}),
        check: ({ state }) => (state.stamps.length <= 2 ? undefined : `${state.stamps.length} requests`),
      },
    ),
  ),
  row("B43", "503 for ever", "E_HTTP_5XX", "http", answers(status(503)), {
    diagnosed: true,
    check: ({ state }) => (state.stamps.length <= 6 ? undefined : `${state.stamps.length} requests`),
  }),
  row(
    "B43b",
    "502 with a web page",
    "E_HTTP_5XX",
    "http",
    answers((exchange) => text(exchange, 502, "text/html", "<html><title>502 Bad Gateway</title>")),
  ),
  row("B43c", "500 to the list only", "E_HTTP_5XX", "http", onList(status(500))),
  row("B44", "401 without a challenge", "E_HTTP_401", "http", answers(status(401)), {
    diagnosed: true,
    quick: true,
    cli: true,
    check: ({ diagnosis }) =>
      /token was refused/.test(diagnosis?.cause ?? "") ? undefined : `the cause is ${diagnosis?.cause}`,
  }),
  row(
    "B44b",
    "401 with a challenge of 1 MB",
    "E_HTTP_HEADERS_TOO_LARGE",
    "http",
    raw(`HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Bearer ${"x".repeat(1_048_576)}\r\ncontent-length: 0\r\n\r\n`),
    { diagnosed: true },
  ),
  row(
    "B44c",
    "401 whose metadata is elsewhere",
    "E_HTTP_401",
    "http",
    async (site) => {
      const canary = await site.canary();
      return url(await site.http(status(401, { "www-authenticate": `Bearer resource_metadata="${canary}/meta"` })));
    },
    { check: canaryUntouched, diagnosed: true },
  ),
  ...["http://169.254.169.254/latest", "file:///etc/passwd", "javascript:alert(1)"].map((place, index) =>
    row(
      `B44${"def"[index]}`,
      `401 whose metadata is ${place}`,
      "E_HTTP_401",
      "http",
      answers(status(401, { "www-authenticate": `Bearer resource_metadata="${place}"` })),
      { diagnosed: true },
    ),
  ),
  row("B45", "401 after a good handshake", "E_HTTP_401", "http", onList(status(401)), {
    check: ({ state }) => (state.stamps.length <= 8 ? undefined : `${state.stamps.length} requests`),
  }),
  row(
    "B45b",
    "403 insufficient_scope for ever",
    "E_HTTP_403",
    "http",
    answers(status(403, { "www-authenticate": 'Bearer error="insufficient_scope"' })),
    { diagnosed: true, quick: true },
  ),
  row("B46", "407", "E_HTTP_407", "proxy", answers(status(407)), { diagnosed: true }),
  row("B46b", "451", "E_HTTP_4XX|E_HTTP_STATUS", "http", answers(status(451)), { diagnosed: true }),
  row("B46c", "418", "E_HTTP_4XX", "http", answers(status(418)), { diagnosed: true }),
  row("B46d", "999", "E_HTTP_STATUS", "http", answers(status(999)), { diagnosed: true }),
  row(
    "B46e",
    "status 0",
    "E_HTTP_MALFORMED|E_HTTP_STATUS",
    "http",
    raw("HTTP/1.1 0 Nothing\r\ncontent-length: 0\r\n\r\n"),
    { diagnosed: true },
  ),
  row("B46f", "HTTP/0.9", "E_HTTP_MALFORMED", "http", raw("<html>hello</html>"), { diagnosed: true }),
  row(
    "B46g",
    "100 Continue for ever",
    "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE|E_HTTP_HEADERS_TOO_LARGE|E_HTTP_MALFORMED",
    "http",
    async (site) =>
      url(
        await site.afterRequest((socket) =>
          every(50, socket, () => socket.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(20))),
        ),
      ),
    slow,
  ),
  row("B46h", "304", "E_HTTP_STATUS", "http", answers(status(304)), { diagnosed: true }),
  row("B46i", "204", "E_ACCEPTED_WITHOUT_ANSWER", "transport", answers(status(204))),
  row(
    "B46j",
    "101 Switching Protocols",
    "E_HTTP_STATUS|E_HTTP_CLOSED|E_HTTP_MALFORMED",
    "http",
    raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n", false),
    { ...slow, diagnosed: true },
  ),
  row("B46k", "404", "E_HTTP_404", "http", answers(status(404)), { diagnosed: true, quick: true }),
  row("B46l", "405", "E_HTTP_405", "http", answers(status(405)), { diagnosed: true }),
  row("B47", "a redirect loop", "E_HTTP_REDIRECT_LOOP", "http", answers(status(307, { location: "/mcp" })), {
    diagnosed: true,
    quick: true,
  }),
  row(
    "B47b",
    "a redirect to ever new paths",
    "E_HTTP_REDIRECT_LOOP",
    "http",
    answers((exchange) =>
      status(307, { location: `/${exchange.request.url?.length}${exchange.request.url}` })(exchange),
    ),
    { diagnosed: true },
  ),
  away("B48", "307 to another origin", 307, "/mcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"),
  away("B48b", "302 to another origin's login page", 302, "/login?next=%2Fmcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"),
  row(
    "B49",
    "from https to http",
    "E_HTTP_REDIRECT_DOWNGRADE",
    "http",
    async (site) => {
      const canary = await site.canary();
      return url(await site.https(await site.trusted("localhost"), status(307, { location: `${canary}/mcp` }))).replace(
        "http:",
        "https:",
      );
    },
    { check: canaryUntouched, diagnosed: true },
  ),
  ...[301, 302, 303].map((code, index) => redirect(`B50${"abc"[index]}`, code, "/elsewhere", "E_HTTP_REDIRECT_METHOD")),
  redirect("B51", 307, "javascript:alert(1)", "E_HTTP_REDIRECT_INVALID"),
  redirect("B51b", 307, "file:///etc/passwd", "E_HTTP_REDIRECT_INVALID"),
  redirect("B51c", 307, "//evil.example/mcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"),
  redirect("B51d", 307, `/${"x".repeat(9_000)}`, "E_HTTP_REDIRECT_INVALID|E_HTTP_REDIRECT_LOOP"),
  redirect("B51e", 307, "http://user:S3cretOfTheirs@127.0.0.1:1/mcp", "E_HTTP_REDIRECT_OTHER_ORIGIN"),
  redirect("B51f", 307, "http://[", "E_HTTP_REDIRECT_INVALID"),
  row(
    "B51g",
    "307 with a bare line feed in the Location",
    "E_HTTP_MALFORMED|E_HTTP_REDIRECT_INVALID|E_HTTP_REDIRECT_LOOP|E_HTTP_REDIRECT_OTHER_ORIGIN",
    "http",
    raw("HTTP/1.1 307 X\r\nlocation: /a\nx-evil: 1\r\ncontent-length: 0\r\n\r\n"),
  ),
  row("B51h", "307 without a Location", "E_HTTP_REDIRECT_INVALID", "http", answers(status(307)), { diagnosed: true }),
  row(
    "B51i",
    "307 that echoes the token to another host",
    "E_HTTP_REDIRECT_OTHER_ORIGIN",
    "http",
    answers((exchange) => status(307, { location: `https://evil.example${exchange.request.url}` })(exchange)),
    { diagnosed: true },
  ),
  works(
    "B52",
    "Set-Cookie",
    answers((exchange) => {
      exchange.response.setHeader("set-cookie", "a=b");
      return modernServer()(exchange);
    }),
    all(lists(2), ({ state }) => (state.cookies === 0 ? undefined : "a cookie went back")),
  ),
  row(
    "B53",
    "reset after the headers",
    "E_BODY_CUT_SHORT",
    "http",
    answeredBy((payload) => `${okHead}content-length: ${payload.length}\r\n\r\n`, "reset"),
  ),
  row(
    "B53b",
    "reset in the middle of the body",
    "E_BODY_CUT_SHORT",
    "http",
    answeredBy((payload) => `${okHead}content-length: ${payload.length}\r\n\r\n${payload.slice(0, 40)}`, "reset"),
    { quick: true },
  ),
  row(
    "B53c",
    "reset in the middle of an event",
    "E_STREAM_ENDED",
    "transport",
    answeredBy(
      (payload) => `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: ${payload.slice(0, 40)}`,
      "reset",
    ),
    { code: "E_STREAM_ENDED|E_JSON_INVALID" },
  ),
  works(
    "B53d",
    "reset after a whole answer",
    answeredBy(
      (payload) => `${okHead}transfer-encoding: chunked\r\n\r\n${payload.length.toString(16)}\r\n${payload}\r\n`,
      "reset",
    ),
    lists(1),
  ),
  works(
    "B53e",
    "reset after a whole event",
    answeredBy((payload) => `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: ${payload}\n\n`, "reset"),
    lists(1),
  ),
  works(
    "B56",
    "Alt-Svc, Refresh, Link and HSTS",
    async (site) => {
      const canary = await site.canary();
      return url(
        await site.http((exchange) => {
          exchange.response.setHeader("alt-svc", `h2="${canary.slice(7)}"; ma=99999`);
          exchange.response.setHeader("refresh", `0; url=${canary}/`);
          exchange.response.setHeader("link", `<${canary}/x>; rel=preload`);
          exchange.response.setHeader("strict-transport-security", "max-age=99999999");
          return modernServer()(exchange);
        }),
      );
    },
    all(lists(2), canaryUntouched),
  ),
  works(
    "B57",
    "the server's clock is years off",
    answers((exchange) => {
      exchange.response.setHeader("date", "Tue, 05 Jan 1999 00:00:00 GMT");
      return modernServer()(exchange);
    }),
    ({ diagnosis }) =>
      /clock is \d+ days behind/.test(JSON.stringify(diagnosis)) ? undefined : "the skew is not said",
  ),
  row(
    "B58",
    "an error with 1 MB of message",
    "E_RPC_ERROR",
    "mcp",
    onList((exchange) => rpcError(exchange, -32000, "m".repeat(1_048_576))),
  ),
  works(
    "B59",
    "every header twice and in odd cases",
    answers((exchange) => {
      exchange.response.setHeader("X-POWERED-BY", ["a", "b"]);
      return exchange.method === "tools/list"
        ? json(exchange, { jsonrpc: "2.0", id: exchange.id, result: modernList([tool("first")]) }, 200, {
            "CONTENT-TYPE": "Application/JSON; Charset=UTF-8",
          })
        : modernServer()(exchange);
    }),
    lists(1),
  ),
  works(
    "B60",
    "answers a second request that was never made on the same connection",
    answeredBy(
      (payload) =>
        `${okHead}content-length: ${payload.length}\r\n\r\n${payload}HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc`,
      "keep",
    ),
    lists(1),
  ),
  works(
    "B61",
    "a good answer, slowly",
    onList((exchange) => void setTimeout(() => result(exchange, modernList([tool("first")])), 800)),
    lists(1),
  ),
];

/** 1 GB of blanks: the same compressed block again and again, as members of one gzip file. */
function gzipBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, 0x20));
  return Buffer.concat(Array.from({ length: 64 }, () => member));
}
