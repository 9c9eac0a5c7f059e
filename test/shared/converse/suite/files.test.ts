import {
  array,
  assert,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  option,
  property,
  record,
  string,
} from "fast-check";
import { expect, it } from "vitest";
import { readSuite } from "#shared/converse/suite/read-suite.ts";
import { suiteCsv, suiteJsonLines } from "#shared/converse/suite/write-suite.ts";
import type { Row } from "#shared/converse/suite/suite.ts";

it("a table that a person wrote needs an utterance and a tool, and nothing else", () => {
  const { rows, problems, ignored } = readSuite(
    'Utterance;Tool;Args;Owner\nfind my ticket;search_tickets;"{""query"": ""ticket""}";Ann\n\nhello there;;;\n' +
      "which one?;ask;;\nboth please;a; ;\nboth;a; ;\n",
  );
  expect(problems).toEqual([]);
  expect(ignored).toEqual(["Owner"]);
  expect(rows.map(({ utterance, expect: expected }) => [utterance, expected])).toEqual([
    [
      "find my ticket",
      { kind: "call", calls: [{ tool: "search_tickets", match: "partial", args: { query: "ticket" } }] },
    ],
    ["hello there", { kind: "none" }],
    ["which one?", { kind: "ask" }],
    ["both please", { kind: "call", calls: [{ tool: "a", match: "ignored" }] }],
    ["both", { kind: "call", calls: [{ tool: "a", match: "ignored" }] }],
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(5);
});

it("several tools in one cell are several calls", () => {
  const [row] = readSuite("q,expected tool\ndo both,a; b\n").rows;
  expect(row?.expect).toEqual({
    kind: "call",
    calls: [
      { tool: "a", match: "ignored" },
      { tool: "b", match: "ignored" },
    ],
  });
});

it("what is no row is told with its line, also after cells of several lines", () => {
  const text =
    'id,utterance,tool,args\n1,"two\nlines",a,\n2,bad args,a,{oops}\n1,same id,a,\n4,more,a,,cells\n5,fine,a,"[1]"\n';
  const { rows, problems } = readSuite(text);
  expect(rows.map(({ id }) => id)).toEqual(["1"]);
  expect(problems).toEqual([
    { line: 4, said: "`args` is not JSON.", text: "2,bad args,a,{oops}" },
    { line: 5, said: "The id is that of the row in line 2.", text: "1,same id,a," },
    { line: 6, said: "There are more cells than columns in the first line.", text: "4,more,a,,cells" },
    { line: 7, said: "Expected arguments are not a JSON object.", text: '5,fine,a,"[1]"' },
  ]);
  expect(readSuite(" \n").problems).toEqual([{ line: 1, said: "There is nothing in it.", text: "" }]);
  expect(readSuite("tool\na\n").problems).toMatchObject([{ line: 1 }]);
  expect(readSuite('utterance,tool\n"never closed,a\n').problems).toMatchObject([{ line: 2 }]);
});

it("a bad row of several lines, and what an open quotation mark swallowed, can be copied whole to be corrected", () => {
  const text = '\uFEFFutterance;tool\r\n"a\r\nb";x\r\n"c\r\nd";;e\r\n"open;x\r\nlast;y\r\n';
  const { rows, problems, header } = readSuite(text);
  expect(rows.map(({ utterance }) => utterance)).toEqual(["a\r\nb"]);
  expect(problems).toEqual([
    { line: 4, said: "There are more cells than columns in the first line.", text: '"c\nd";;e' },
    {
      line: 6,
      said: "A quotation mark is opened here and not closed: all that follows is one cell.",
      text: '"open;x\nlast;y\n',
    },
  ]);
  expect(header).toBe("utterance;tool");
});

it("a broken entry of a JSON array is told by the line it is on, and leaves the others readable", () => {
  const { rows, problems } = readSuite(
    `[\n  ${line('a, [b] {c} \\"d')},\n\n  {"utterance": oops},\n  {\n    "utterance": "no expectation"\n  },\n  ${line("e")}\n] more`,
  );
  expect(rows.map(({ utterance }) => utterance)).toEqual(['a, [b] {c} "d', "e"]);
  expect(problems).toMatchObject([
    { line: 4, said: "This is not JSON.", text: '{"utterance": oops}' },
    { line: 5, said: "There is no expectation: what should come of the utterance?" },
    { line: 9, said: "This is not JSON.", text: "more" },
  ]);
  expect(readSuite("[".repeat(200_000)).problems).toHaveLength(1);
});

const line = (utterance: string): string => `{"utterance": "${utterance}", "expect": {"kind": "none"}}`;

it("JSON lines and JSON arrays are read, and a broken line is told", () => {
  const own = '{"id":"x","utterance":"hi","expect":{"kind":"none"},"note":1}';
  expect(readSuite(`${own}\n\n{oops\n{"utterance":"no expectation"}\n`)).toEqual({
    rows: [{ id: "x", utterance: "hi", expect: { kind: "none" } }],
    problems: [
      { line: 3, said: "This is not JSON.", text: "{oops" },
      {
        line: 4,
        said: "There is no expectation: what should come of the utterance?",
        text: '{"utterance":"no expectation"}',
      },
    ],
    ignored: ["note"],
  });
  expect(readSuite(`[${own}]`).rows).toHaveLength(1);
});

it("rows of the public evaluation sets are read with the values that they accept", () => {
  const line = {
    id: "p1",
    q: "weather in NYC",
    tools: [1],
    kind: "call",
    calls: [{ name: "get_weather", args: { city: ["NYC", "New York"], unit: ["", "C"] } }],
    history: [{ role: "user", text: "hello" }],
  };
  const text = [line, { id: 7, q: "?", kind: "ask", calls: [] }, { q: "x", kind: "conversation" }]
    .map((one) => JSON.stringify(one))
    .join("\n");
  expect(readSuite(text)).toEqual({
    rows: [
      {
        id: "p1",
        utterance: "weather in NYC",
        history: line.history,
        expect: {
          kind: "call",
          calls: [{ tool: "get_weather", match: "exact", accept: { city: ["NYC", "New York"], unit: ["", "C"] } }],
        },
      },
      { id: "7", utterance: "?", expect: { kind: "ask" } },
    ],
    problems: [
      {
        line: 3,
        said: 'A row of kind "conversation" cannot be one row of a suite.',
        text: '{"q":"x","kind":"conversation"}',
      },
    ],
    ignored: ["tools"],
  });
});

it("no cell of an exported table runs in a spreadsheet, and what was read is what was written", () => {
  const row: Row = { id: "=1", utterance: '=HYPERLINK("http://x")', expect: { kind: "ask", tool: "@sum" } };
  const csv = suiteCsv([row, { ...row, id: "'=1", utterance: "'quoted" }]);
  expect(csv).not.toMatch(/(^|[,\n"])[=+@-]/);
  expect(readSuite(csv).rows).toEqual([row, { ...row, id: "'=1", utterance: "'quoted" }]);
});

it("rows beyond the most are problems, and not lost in silence", () => {
  const line = (at: number, length: number): string => `${"x".repeat(length)} ${at},a`;
  const long = `utterance,tool\n${Array.from({ length: 300 }, (_, at) => line(at, 19_000)).join("\n")}`;
  const { rows: kept, problems } = readSuite(long);
  expect(kept.length + problems.length).toBe(300);
  expect(problems[0]?.said).toBe("A suite holds at most 4 million characters.");
  const many = readSuite(`utterance,tool\n${Array.from({ length: 5_001 }, (_, at) => line(at, 1)).join("\n")}`);
  expect(many.problems).toMatchObject([{ line: 5_002, said: "A suite holds at most 5,000 rows." }]);
});

const word = oneof(
  string({ minLength: 1, maxLength: 20 }),
  constantFrom(
    "=1+1",
    "'-x",
    "@a",
    "+",
    "a,b;c\td",
    'say "hi"',
    "two\nlines",
    "cr\r\nlf",
    "\rx",
    " pad ",
    "ünïcödé 🎫",
  ),
).filter((text) => text.trim() !== "");
const values = dictionary(string({ maxLength: 5 }), jsonValue({ maxDepth: 2 }));
const call = record(
  {
    tool: word,
    match: constantFrom("exact" as const, "partial" as const, "ignored" as const),
    args: values,
    accept: dictionary(string({ maxLength: 5 }), array(jsonValue({ maxDepth: 1 }), { maxLength: 3 })),
  },
  { requiredKeys: ["tool", "match"] },
);
const expected = oneof(
  record({ kind: constantFrom("none" as const) }),
  record({ kind: constantFrom("ask" as const), tool: word }, { requiredKeys: ["kind"] }),
  record({ kind: constantFrom("call" as const), calls: array(call, { minLength: 1, maxLength: 3 }) }),
);
const rows = array(
  record({
    utterance: oneof(word, constantFrom("")),
    expect: expected,
    history: option(array(record({ role: constantFrom("user" as const, "assistant" as const), text: string() })), {
      nil: undefined,
    }),
    paraphraseOf: option(word, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 8 },
).map((list) => list.map((row, at) => JSON.parse(JSON.stringify({ id: `row ${at}`, ...row })) as Row));

it("any suite comes back from CSV as it was", () => {
  assert(
    property(rows, (list) => {
      expect(readSuite(suiteCsv(list))).toMatchObject({ rows: list, problems: [], ignored: [] });
    }),
    { numRuns: 300 },
  );
});

it("any suite comes back from JSON lines as it was", () => {
  assert(
    property(rows, (list) => {
      expect(readSuite(suiteJsonLines(list))).toMatchObject({ rows: list, problems: [] });
    }),
  );
});

it("any text is read without a throw, every record a row or a problem", () => {
  assert(
    property(string({ maxLength: 200 }), constantFrom("", "utterance,tool\n", "{"), (text, head) => {
      const { rows: read, problems } = readSuite(head + text);
      expect(read.length + problems.length).toBeGreaterThanOrEqual(0);
    }),
  );
});
