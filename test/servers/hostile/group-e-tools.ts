import { modernList, modernServer, result, rpcError, text, tool } from "../faults/answers.ts";
import type { Fault } from "../faults/fault-server.ts";
import { all, callEnds, canaryUntouched, lists, type HostileRow, type Verdict } from "./row.ts";
import { pour, type Site } from "./site.ts";

// Not produced here: 103, 109, 113 and 117 are not rows of the reference. What a screen must show (102: 60 frames a second,
// 111: the form) is tested with the renderer. 120 meets nothing: the console asks for no resource templates and expands none.

const answers =
  (fault: Fault) =>
  async (site: Site): Promise<string> =>
    `http://${await site.http(fault)}/mcp`;
const onList = (fault: Fault) => answers(modernServer({ "tools/list": fault }));
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
  budgetMs: 5_000,
  start,
  check,
  ...more,
});
const listing = (entries: () => readonly unknown[], more: Record<string, unknown> = {}) =>
  onList((exchange) => result(exchange, modernList(entries(), more)));
const cursor = (
  id: string,
  title: string,
  next: (asked: unknown, page: number) => unknown,
  incomplete: RegExp,
  more: Partial<HostileRow> = {},
): HostileRow =>
  works(
    id,
    title,
    async (site) => {
      let page = 0;
      return onList((exchange) => {
        page += 1;
        result(exchange, modernList([tool(`t${page}`)], { nextCursor: next(exchange.params["cursor"], page) }));
      })(site);
    },
    ({ discovery }) => {
      if (discovery?.ok !== true) return `failed: ${discovery?.error.code}`;
      if (discovery.value.tools.length === 0) return "nothing was kept";
      return incomplete.test(discovery.value.incomplete ?? "")
        ? undefined
        : `incomplete: ${discovery.value.incomplete}`;
    },
    { pages: true, ...more },
  );
const good = Array.from({ length: 50 }, (_, at) => tool(`good${at}`));
const bad = (id: string, title: string, entry: unknown, reason: RegExp, more: Partial<HostileRow> = {}): HostileRow =>
  works(
    id,
    `among 50 good tools: ${title}`,
    listing(() => [...good.slice(0, 25), entry, ...good.slice(25)]),
    all(lists(50, { malformed: 1 }), ({ discovery }) => {
      const said = discovery?.ok === true ? discovery.value.malformed[0]?.reason : undefined;
      return reason.test(said ?? "") ? undefined : `the reason is ${said}`;
    }),
    more,
  );
/** A schema that no value may be called valid against within the bounds; the call itself completes. */
const schema = (
  id: string,
  title: string,
  outputSchema: unknown,
  verdict: string,
  structured: unknown = { a: "x" },
  more: Partial<HostileRow> = {},
): HostileRow => ({
  id,
  title,
  drive: "call",
  budgetMs: 6_000,
  start: answers(
    modernServer({
      "tools/list": (exchange) => result(exchange, modernList([{ ...tool("first"), outputSchema }])),
      "tools/call": (exchange) =>
        result(exchange, {
          resultType: "complete",
          content: [{ type: "text", text: "x" }],
          ...(structured === null ? {} : { structuredContent: structured }),
        }),
    }),
  ),
  check: callEnds("completed", ({ outputCheck }) =>
    new RegExp(`^(${verdict})$`).test(outputCheck?.verdict ?? "none")
      ? undefined
      : `the output check says ${JSON.stringify(outputCheck).slice(0, 200)}`,
  ),
  ...more,
});
const deep = (depth: number): unknown => {
  let value: unknown = { type: "string" };
  for (let at = 0; at < depth; at += 1) value = { type: "object", properties: { a: value } };
  return value;
};
const evil = `${"a".repeat(40)}!`;
const header = (id: string, value: unknown, more: Record<string, unknown> = {}): HostileRow =>
  bad(
    id,
    `x-mcp-header ${JSON.stringify(value).slice(0, 30)}`,
    {
      ...tool("odd"),
      inputSchema: { type: "object", properties: { a: { type: "string", "x-mcp-header": value, ...more } } },
    },
    /./,
  );

export const tools: readonly HostileRow[] = [
  cursor("E100", "fresh cursors for ever", (_, page) => `c${page}`, /1000 pages|list did not end|page \d+ failed/, {
    heavy: true,
    budgetMs: 20_000,
    deadlines: { listMs: 15_000 },
  }),
  cursor("E101", "the same cursor again", () => "again", /circle/, { quick: true }),
  cursor("E101b", "two cursors in turns", (_, page) => `c${page % 2}`, /circle/),
  cursor("E101c", "the empty cursor again and again", () => "", /circle/),
  cursor("E101d", "a cursor that is null", () => null, /null/),
  cursor("E101e", "a cursor that is a number", () => 7, /number/),
  cursor("E101f", "a cursor of 10 MB", () => "c".repeat(10 * 1_048_576), /longer than/, { heavy: true }),
  works(
    "E101g",
    "the second page fails",
    onList((exchange) =>
      exchange.params["cursor"] === undefined
        ? result(exchange, modernList([tool("first")], { nextCursor: "n" }))
        : rpcError(exchange, -32000, "gone"),
    ),
    lists(1, { incomplete: /page 2 failed/ }),
  ),
  works(
    "E101h",
    "the second page hangs",
    onList((exchange) =>
      exchange.params["cursor"] === undefined
        ? result(exchange, modernList([tool("first")], { nextCursor: "n" }))
        : undefined,
    ),
    lists(1, { incomplete: /page 2 failed/ }),
    { deadlines: { listMs: 1_500 } },
  ),
  works(
    "E102",
    "100,000 tools on one page",
    listing(() => Array.from({ length: 100_000 }, (_, at) => tool(`tool_${at}`))),
    ({ discovery }) =>
      discovery?.ok === true &&
      discovery.value.tools.length === 10_000 &&
      /10000/.test(discovery.value.incomplete ?? "")
        ? undefined
        : `not the first 10,000: ${JSON.stringify(discovery).slice(0, 200)}`,
    { heavy: true, budgetMs: 20_000, deadlines: { listMs: 15_000 } },
  ),
  works(
    "E102b",
    "10,000 tools of 1.4 KB",
    listing(() =>
      Array.from({ length: 10_000 }, (_, at) =>
        tool(`tool_${at}`, {
          description: "d".repeat(600),
          inputSchema: {
            type: "object",
            properties: Object.fromEntries(
              Array.from({ length: 10 }, (__, key) => [`p${key}`, { type: "string", description: "e".repeat(20) }]),
            ),
          },
        }),
      ),
    ),
    lists(10_000),
    { heavy: true, budgetMs: 25_000, deadlines: { listMs: 20_000 } },
  ),
  works(
    "E102d",
    "10,000 tools of 6 KB on four pages: 60 MB",
    onList((exchange) => {
      const page = Number(exchange.params["cursor"] ?? 0);
      const tools = Array.from({ length: 2_500 }, (_, at) =>
        tool(`tool_${page}_${at}`, {
          description: `${at} ${"d".repeat(2_000)}`,
          inputSchema: {
            type: "object",
            properties: Object.fromEntries(
              Array.from({ length: 20 }, (__, key) => [
                `p${key}`,
                { type: "string", description: `${at} ${"e".repeat(150)}` },
              ]),
            ),
          },
        }),
      );
      result(exchange, modernList(tools, page < 3 ? { nextCursor: `${page + 1}` } : {}));
    }),
    lists(10_000),
    { heavy: true, pages: true, budgetMs: 35_000, deadlines: { listMs: 30_000 } },
  ),
  works(
    "E102c",
    "one tool of 14 MB",
    listing(() => [
      tool("first"),
      tool("giant", { _meta: { x: Array.from({ length: 700_000 }, (_, at) => ({ a: at })) } }),
    ]),
    ({ discovery }) =>
      discovery?.ok === true && discovery.value.tools.some(({ name }) => name === "first")
        ? undefined
        : "the good tool is lost",
    { heavy: true, budgetMs: 20_000, deadlines: { listMs: 15_000 } },
  ),
  works(
    "E104",
    "the same name three times",
    listing(() => [tool("first"), tool("first"), tool("first", { description: "other" })]),
    lists(3),
  ),
  bad("E105", "inputSchema is null", { ...tool("odd"), inputSchema: null }, /inputSchema/, {
    quick: true,
    diagnosed: { code: "E_TOOL_MALFORMED", phase: "schema" },
    cli: true,
  }),
  bad("E105b", "no name", { inputSchema: { type: "object" } }, /name is missing/),
  bad("E105c", "annotations is a list", { ...tool("odd"), annotations: [] }, /annotations/),
  bad("E105d", "null", null, /null/),
  bad("E105e", "a number", 7, /number/),
  bad("E105f", "a list", [tool("odd")], /list/),
  bad("E105g", "inputSchema is a string", { ...tool("odd"), inputSchema: "{}" }, /inputSchema/),
  bad("E105h", "the name is an object", { ...tool("odd"), name: { a: 1 } }, /name/),
  works(
    "E105i",
    "a name of 1 MB",
    listing(() => [tool("first"), tool("n".repeat(1_048_576))]),
    lists(2),
  ),
  works(
    "E106",
    "a pattern that is no expression",
    listing(() => [
      tool("first"),
      tool("odd", { outputSchema: { type: "object", properties: { a: { type: "string", pattern: "(" } } } }),
    ]),
    lists(2),
  ),
  works(
    "E107",
    "remote references in a schema",
    async (site) => {
      const place = await site.canary();
      return listing(() => [
        tool("first", {
          inputSchema: {
            type: "object",
            properties: {
              a: { $ref: `${place}/s.json` },
              b: { $ref: "file:///etc/passwd" },
              c: { $ref: "data:application/json,{}" },
            },
          },
        }),
      ])(site);
    },
    all(lists(1), canaryUntouched),
  ),
  {
    ...schema("E107b", "an output schema behind a remote reference", {}, "unchecked"),
    start: async (site) => {
      const place = await site.canary();
      return answers(
        modernServer({
          "tools/list": (exchange) =>
            result(
              exchange,
              modernList([{ ...tool("first"), outputSchema: { type: "object", $ref: `${place}/s.json` } }]),
            ),
          "tools/call": (exchange) =>
            result(exchange, { resultType: "complete", content: [], structuredContent: { a: 1 } }),
        }),
      )(site);
    },
    check: all(
      canaryUntouched,
      callEnds("completed", ({ outputCheck }) => (outputCheck?.verdict === "valid" ? "called valid" : undefined)),
    ),
  },
  schema(
    "E108",
    "a schema that refers to itself",
    { type: "object", $ref: "#" },
    "unchecked|invalid|could-not-check|not-checked|unknown|valid",
  ),
  schema(
    "E108b",
    "a ring of references",
    {
      type: "object",
      $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } },
      properties: { a: { $ref: "#/$defs/a" } },
    },
    "unchecked",
  ),
  schema(
    "E108c",
    "a knot of dynamic references",
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      $dynamicAnchor: "n",
      properties: { a: { $dynamicRef: "#n" } },
      allOf: [{ $dynamicRef: "#n" }],
    },
    "unchecked",
  ),
  schema("E110", "a schema 200 deep", { type: "object", properties: { a: deep(60) } }, "unchecked|invalid"),
  schema(
    "E111",
    "20,000 properties with patterns",
    {
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: 20_000 }, (_, at) => [`p${at}`, { type: "string", pattern: `^a${at}+$` }]),
      ),
    },
    "unchecked",
    { a: "x" },
    { heavy: true, budgetMs: 8_000 },
  ),
  schema(
    "E111b",
    "an enum of 10,000 values",
    { type: "object", properties: { a: { enum: Array.from({ length: 10_000 }, (_, at) => `v${at}`) } } },
    "invalid|unchecked",
    { a: "x" },
    { heavy: true },
  ),
  schema(
    "E111c",
    "a const of 900 KB",
    { type: "object", properties: { a: { const: "c".repeat(900_000) } } },
    "invalid|unchecked",
    { a: "x" },
    { heavy: true },
  ),
  schema(
    "E112",
    "a pattern that explodes",
    { type: "object", properties: { a: { type: "string", pattern: "^(a|a)*$" } } },
    "unchecked",
    { a: evil },
    { quick: true },
  ),
  schema(
    "E112b",
    "a patternProperties that explodes",
    { type: "object", patternProperties: { "^(a+)+$": { type: "string" } } },
    "unchecked",
    { [evil]: "x" },
  ),
  schema(
    "E112c",
    "100 patterns that explode a little each",
    {
      type: "object",
      properties: { a: { allOf: Array.from({ length: 100 }, () => ({ type: "string", pattern: "^(a|aa)*b$" })) } },
    },
    "unchecked|invalid",
    { a: "a".repeat(32) },
  ),
  schema(
    "E114",
    "an $id that others use too",
    { $id: "https://json-schema.org/draft/2020-12/schema", type: "object", properties: { a: { type: "number" } } },
    "invalid|unchecked",
  ),
  schema("E115", "an unknown dialect", { $schema: "https://example.com/dialect", type: "object" }, "unchecked"),
  schema("E115b", "draft 4", { $schema: "http://json-schema.org/draft-04/schema#", type: "object" }, "unchecked|valid"),
  bad("E115c", "$schema is a number", { ...tool("odd"), outputSchema: { $schema: 7, type: "object" } }, /\$schema/),
  header("E116", "X-A\r\nX-Evil: 1"),
  header("E116b", "Authorization"),
  header("E116c", "Host"),
  header("E116d", "Content-Length"),
  header("E116e", 7),
  header("E116f", ""),
  header("E116g", "X-A", { type: "object" }),
  bad(
    "E116h",
    "the same x-mcp-header twice",
    {
      ...tool("odd"),
      inputSchema: {
        type: "object",
        properties: { a: { type: "string", "x-mcp-header": "A" }, b: { type: "string", "x-mcp-header": "a" } },
      },
    },
    /./,
  ),
  schema(
    "E118",
    "a result that breaks its schema",
    { type: "object", properties: { a: { type: "number" } }, required: ["a"] },
    "invalid",
    { a: "text" },
    { quick: true },
  ),
  schema(
    "E118b",
    "structured content is missing",
    { type: "object", required: ["a"] },
    "missing|invalid|unchecked",
    null,
  ),
  ...[-1, 1e308, "5", null, {}].map((ttlMs, index) =>
    works(
      `E119${["", "b", "c", "d", "e"][index]}`,
      `ttlMs is ${JSON.stringify(ttlMs)}`,
      listing(() => [tool("first")], { ttlMs, cacheScope: { odd: 1 } }),
      lists(1),
    ),
  ),
  works(
    "E121",
    "claims to read only",
    listing(() => [
      tool("first", { annotations: { readOnlyHint: true, destructiveHint: true, title: "Deletes everything" } }),
    ]),
    lists(1),
  ),
  works(
    "E122",
    "no tools at all",
    listing(() => []),
    lists(0),
    { diagnosed: { code: "E_NO_TOOLS", phase: "content" }, quick: true },
  ),
  {
    id: "E122b",
    title: "tools is an object",
    drive: "discover",
    code: "E_RESULT_INVALID",
    phase: "mcp",
    budgetMs: 3_000,
    start: onList((exchange) => result(exchange, { ...modernList([]), tools: { a: 1 } })),
  },
  works(
    "E122c",
    "tools is an object on the second page",
    onList((exchange) =>
      result(
        exchange,
        exchange.params["cursor"] === undefined
          ? modernList([tool("first")], { nextCursor: "n" })
          : { ...modernList([]), tools: 7 },
      ),
    ),
    lists(1, { incomplete: /page 2/ }),
  ),
  works(
    "E122d",
    "pages of 15 MB",
    async (site) =>
      answers(
        modernServer({
          "tools/list": (exchange) => {
            const { response } = exchange;
            const page = Number(exchange.params["cursor"] ?? 0);
            response.writeHead(200, { "content-type": "application/json" });
            response.write(
              `{"jsonrpc":"2.0","id":${JSON.stringify(exchange.id)},"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","nextCursor":"${page + 1}","tools":[{"name":"t${page}","inputSchema":{"type":"object"}}],"pad":"`,
            );
            pour(response, Buffer.alloc(65_536, 0x61), 15 * 1_048_576, () => response.end('"}}'));
          },
        }),
      )(site),
    ({ discovery }) =>
      discovery?.ok === true && discovery.value.incomplete !== undefined ? undefined : "called whole",
    { heavy: true, pages: true, budgetMs: 12_000, deadlines: { listMs: 10_000 } },
  ),
  works(
    "E123",
    "a tool with every text full of control characters",
    listing(() => [
      tool("first", {
        title: "\u001b]0;x\u0007",
        description: `\u001b[2J\u202e${"\u200b".repeat(2_000)}<img src=x onerror=alert(1)>`,
      }),
    ]),
    lists(1),
    { cli: true },
  ),
  {
    id: "E124",
    title: "a page as text",
    drive: "discover",
    code: "E_CONTENT_TYPE",
    phase: "transport",
    budgetMs: 3_000,
    start: onList((exchange) => text(exchange, 200, "text/plain", "tools")),
  },
];
