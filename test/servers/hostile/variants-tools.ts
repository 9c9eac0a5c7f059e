import { json, modernList, modernServer, result, rpcError, text, tool } from "../faults/answers.ts";
import type { Fault } from "../faults/fault-server.ts";
import { all, callEnds, canaryUntouched, lists, type HostileRow, type Verdict } from "./row.ts";
import { answers, called, modern, works } from "./row-kinds.ts";

// Variants of groups E and F that are no rows of the reference.

const listing = (entries: () => readonly unknown[]): HostileRow["start"] =>
  modern("tools/list", (exchange) => result(exchange, modernList(entries())));
/** The first page is good, and what comes after it is not. */
const second = (
  id: string,
  title: string,
  fault: Fault,
  incomplete: RegExp,
  more: Partial<HostileRow> = {},
): HostileRow =>
  works(
    id,
    `the second page ${title}`,
    modern("tools/list", (exchange) =>
      exchange.params["cursor"] === undefined
        ? result(exchange, modernList([tool("first"), tool("second")], { nextCursor: "2" }))
        : fault(exchange),
    ),
    lists(2, { incomplete }),
    { pages: true, ...more },
  );
const cursors = (id: string, title: string, next: (page: number) => unknown, check: Verdict): HostileRow =>
  works(
    id,
    title,
    async (site) => {
      let page = 0;
      return modern("tools/list", (exchange) => {
        page += 1;
        result(exchange, modernList([tool(`t${page}`)], { nextCursor: next(page) }));
      })(site);
    },
    check,
    { pages: true, budgetMs: 8_000 },
  );
const kept: Verdict = ({ discovery }) =>
  discovery?.ok === true && discovery.value.tools.length > 0 && discovery.value.incomplete !== undefined
    ? undefined
    : `kept ${discovery?.ok === true ? `${discovery.value.tools.length}, ${discovery.value.incomplete}` : "nothing"}`;
const input = (
  id: string,
  title: string,
  inputSchema: unknown,
  malformed: 0 | 1,
  more: Partial<HostileRow> = {},
): HostileRow =>
  works(
    id,
    `an input schema: ${title}`,
    listing(() => [{ ...tool("first"), inputSchema }, tool("second")]),
    lists(2 - malformed, { malformed }),
    more,
  );
/** A call whose result is held against this output schema. */
const output = (
  id: string,
  title: string,
  outputSchema: unknown,
  structuredContent: unknown,
  verdict: RegExp,
): HostileRow => ({
  id,
  title: `an output schema: ${title}`,
  drive: "call",
  budgetMs: 6_000,
  start: answers(
    modernServer({
      "tools/list": (exchange) => result(exchange, modernList([{ ...tool("first"), outputSchema }])),
      "tools/call": (exchange) => result(exchange, { resultType: "complete", content: [], structuredContent }),
    }),
  ),
  check: callEnds("completed", ({ outputCheck }) =>
    verdict.test(outputCheck?.verdict ?? "none")
      ? undefined
      : `the check says ${JSON.stringify(outputCheck).slice(0, 200)}`,
  ),
});
/** Each level refers twice to the next: 2^30 visits for who follows them all. */
const laughs = {
  $defs: Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `l${at}`,
      at === 29 ? { type: "string" } : { allOf: [{ $ref: `#/$defs/l${at + 1}` }, { $ref: `#/$defs/l${at + 1}` }] },
    ]),
  ),
};
const content = (id: string, title: string, blocks: readonly unknown[], more: Partial<HostileRow> = {}): HostileRow =>
  called(
    id,
    title,
    (exchange) => result(exchange, { resultType: "complete", content: blocks }),
    callEnds("completed"),
    {
      budgetMs: 5_000,
      ...more,
    },
  );
const says = (value: string): unknown => ({ type: "text", text: value });

export const toolVariants: readonly HostileRow[] = [
  second("EV1", "is an error", (exchange) => rpcError(exchange, -32602, "Invalid cursor"), /page 2/),
  second(
    "EV1b",
    "is a web page",
    (exchange) => text(exchange, 200, "text/html", "<html><title>Sign in</title>"),
    /page 2/,
  ),
  second("EV1c", "is refused (401)", (exchange) => text(exchange, 401, "text/plain", ""), /page 2/),
  second("EV1d", "is not there (404)", (exchange) => text(exchange, 404, "text/plain", ""), /page 2/),
  second("EV1e", "hangs", () => {}, /page 2|did not end/, { deadlines: { listMs: 1_500 } }),
  second("EV1f", "breaks off", ({ response }) => void response.destroy(), /page 2/),
  second("EV1g", "is not JSON", (exchange) => text(exchange, 200, "application/json", "{"), /page 2/),
  second(
    "EV1h",
    "answers another id",
    (exchange) => json(exchange, { jsonrpc: "2.0", id: 4711, result: modernList([]) }),
    /page 2/,
  ),
  second(
    "EV1i",
    "redirects elsewhere",
    (exchange) => void exchange.response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
    /page 2/,
  ),
  cursors("EV2", "cursors that double in length", (page) => "x".repeat(2 ** Math.min(page, 24)), kept),
  cursors("EV2b", "cursors full of control characters", (page) => `\u0000\u001b[2J\u202e${page}`, kept),
  cursors("EV2c", "cursors of lone surrogates", (page) => `\ud800${"\udc00".repeat(page)}`, kept),
  ...[0, false, {}, [], { toString: "x" }].map((next, index) =>
    cursors(`EV3${"abcde"[index]}`, `a cursor that is ${JSON.stringify(next)}`, () => next, kept),
  ),
  works(
    "EV4",
    "names that differ only in case, in composition or in what cannot be seen",
    listing(() =>
      [
        "search",
        "Search",
        "SEARCH",
        "caf\u00e9",
        "cafe\u0301",
        "search\u200b",
        "sea\u0440ch",
        " search",
        "search\u202e",
      ].map((name) => tool(name)),
    ),
    ({ discovery }) =>
      discovery?.ok === true && discovery.value.tools.length + discovery.value.malformed.length === 9
        ? undefined
        : "not all are listed",
    { cli: true },
  ),
  works(
    "EV5",
    "names that are paths, numbers, blank, very long or JavaScript's own",
    listing(() =>
      [
        "../../etc/passwd",
        "1",
        " ",
        "a/b\\c",
        "toString",
        "valueOf",
        "__defineGetter__",
        "\n",
        "😀",
        "n".repeat(129),
      ].map((name) => tool(name)),
    ),
    ({ discovery }) =>
      discovery?.ok === true && discovery.value.tools.length + discovery.value.malformed.length === 10
        ? undefined
        : "not all are listed",
  ),
  works(
    "EV6",
    "texts of the wrong type",
    listing(() => [
      tool("first"),
      { ...tool("a"), description: ["x"] },
      { ...tool("b"), title: null },
      { ...tool("c"), annotations: "read only" },
      { ...tool("d"), _meta: 7 },
      { ...tool("e"), icons: {} },
      { ...tool("f"), annotations: { readOnlyHint: "yes" } },
    ]),
    ({ discovery }) =>
      discovery?.ok === true &&
      discovery.value.tools.length + discovery.value.malformed.length === 7 &&
      discovery.value.malformed.every(({ reason }) => reason.length > 5)
        ? undefined
        : "not all are listed with a reason",
  ),
  input("EV7", "true", true, 1),
  input("EV7b", "an array type", { type: "array" }, 1),
  input("EV7c", "properties is a list", { type: "object", properties: [] }, 1),
  input("EV7d", "required is a string", { type: "object", required: "a" }, 1),
  input(
    "EV7e",
    "required holds 60,000 names",
    { type: "object", required: Array.from({ length: 60_000 }, (_, at) => `p${at}`) },
    0,
    { heavy: true },
  ),
  input("EV7f", "billion laughs", { type: "object", properties: { a: { $ref: "#/$defs/l0" } }, ...laughs }, 0),
  input(
    "EV7g",
    "a default of 1 MB",
    { type: "object", properties: { a: { type: "string", default: "d".repeat(1_048_576) } } },
    0,
  ),
  input(
    "EV7h",
    "multipleOf 1e-320, maxLength -1, minimum a string",
    {
      type: "object",
      properties: { a: { type: "number", multipleOf: 1e-320, minimum: "x" }, b: { type: "string", maxLength: -1 } },
    },
    0,
  ),
  output(
    "EV8",
    "billion laughs",
    { type: "object", properties: { a: { $ref: "#/$defs/l0" } }, ...laughs },
    { a: "x" },
    /./,
  ),
  output(
    "EV8b",
    "a property called __proto__ that is required",
    { type: "object", properties: { ["__proto__"]: { type: "string" } }, required: ["__proto__"] },
    JSON.parse('{"__proto__":"x"}'),
    /./,
  ),
  output(
    "EV8c",
    "a look-behind that explodes",
    { type: "object", properties: { a: { type: "string", pattern: "(?<=(a+)+)$b" } } },
    { a: `${"a".repeat(30)}!` },
    /./,
  ),
  output(
    "EV8d",
    "uniqueItems over 20,000 objects",
    { type: "object", properties: { a: { type: "array", uniqueItems: true } } },
    { a: Array.from({ length: 20_000 }, (_, at) => ({ at, deep: [at] })) },
    /./,
  ),
  output(
    "EV8e",
    "a thousand branches of anyOf, ten deep",
    {
      type: "object",
      properties: {
        a: { anyOf: Array.from({ length: 1_000 }, (_, at) => ({ const: `x${at}`, anyOf: [{ minLength: at }] })) },
      },
    },
    { a: "no" },
    /./,
  ),
  output(
    "EV8f",
    "a reference to a data: address",
    { type: "object", properties: { a: { $ref: "data:application/json,%7B%7D" } } },
    { a: 1 },
    /^(?!valid)/,
  ),
  {
    ...works(
      "EV9",
      "icons, websites and schemas that lead to a place",
      async (site) => {
        const place = await site.canary();
        return listing(() => [
          { ...tool("first"), icons: [{ src: `${place}/icon.png` }], _meta: { ui: { resourceUri: `${place}/ui` } } },
          {
            ...tool("second"),
            inputSchema: {
              $schema: `${place}/dialect`,
              $id: `${place}/id`,
              type: "object",
              properties: { a: { $ref: `${place}/a` } },
            },
          },
        ])(site);
      },
      all(lists(2), canaryUntouched),
    ),
  },
  content("FV1", "a million combining marks on one letter", [says(`Z${"\u0351".repeat(1_000_000)}`)]),
  content("FV2", "a million line ends of every kind", [says("\r\n\u2028\u2029\u0085\v\f\r".repeat(140_000))], {
    cli: true,
  }),
  content(
    "FV3",
    "escape sequences in C1, and strings that never end",
    [
      says(
        "\u009b2J\u009d0;owned\u009c\u0090payload\u001b]8;;http://evil\u001b\\link\u001b[?1049h\u001b[6n\u001bc\u0007\u0000",
      ),
    ],
    { cli: true },
  ),
  content(
    "FV4",
    "control characters in names, types and addresses",
    [
      {
        type: "resource_link",
        uri: "javascript:alert(1)\u001b[2J",
        name: "\u202ecod.exe",
        mimeType: "text/\u001b[31mhtml",
      },
      { type: "image\u001b[2J", data: "x", mimeType: "image/png\r\nx: y" },
      { type: "audio", data: "http://127.0.0.1:1/a.mp3", mimeType: "audio/\u0000" },
      { type: "resource", resource: { uri: "file:///etc/\u001b[2Jpasswd", text: "\u001b[2J", blob: "%%%" } },
    ],
    { cli: true },
  ),
  content("FV5", "structured content with keys full of control characters, 200 deep", [says("x")], {
    start: modern("tools/call", (exchange) => {
      let deep: unknown = "\u001b[2J";
      for (let at = 0; at < 200; at += 1) deep = { [`\u001b[2J\u202e${at}`]: deep };
      result(exchange, { resultType: "complete", content: [], structuredContent: deep });
    }),
    cli: true,
  }),
  content("FV6", "a result whose text is a JSON text, a JSON text, a JSON text", [
    says(Array.from({ length: 12 }).reduce<string>((inner) => JSON.stringify({ text: inner }), "x".repeat(100))),
  ]),
];
