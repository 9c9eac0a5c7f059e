import { describe, expect, it } from "vitest";
import { filterRows, sayLabel } from "#renderer/features/suites/filter-rows.ts";
import {
  rowState,
  sayExpectation,
  sayTry,
  sayUtterance,
  tellingTry,
} from "#renderer/features/suites/say-expectation.ts";
import type { SuiteResult, SuiteRow } from "#shared/contract/suite.ts";

const row = (id: string, tool: string): SuiteRow => ({
  id,
  utterance: `say ${id}`,
  expect: { kind: "call", calls: [{ tool, match: "ignored" }] },
});
const came = (rowId: string, ...tools: readonly (string | undefined)[]): SuiteResult => ({
  rowId,
  tries: tools.map((tool) => ({
    decision: tool === undefined ? "answer" : "call",
    calls: tool === undefined ? [] : [{ tool, args: {} }],
    passed: tool === "search",
    ms: 1,
  })),
});
const ROWS = [
  { row: row("one", "search"), place: 1, result: came("one", "search", "search") },
  { row: row("two", "search"), place: 2, result: came("two", "search", "lookup") },
  { row: row("three", "search"), place: 3, result: came("three", undefined) },
  { row: row("four", "search"), place: 4, result: undefined },
];
const ids = (rows: readonly (typeof ROWS)[number][]): readonly string[] => rows.map((one) => one.row.id);

describe("the rows of a suite", () => {
  it("are passed, failed, unstable or not run", () => {
    expect(ROWS.map(({ result }) => rowState(result))).toEqual(["passed", "unstable", "failed", "not run"]);
    expect(tellingTry(ROWS[1]?.result)?.calls[0]?.tool).toBe("lookup");
  });

  it("are filtered by how they did, by words, and by a cell of the matrix", () => {
    expect(ids(filterRows(ROWS, { kind: "state", state: "failed" }, ""))).toEqual(["three"]);
    expect(ids(filterRows(ROWS, { kind: "all" }, "SAY tw"))).toEqual(["two"]);
    expect(ids(filterRows(ROWS, { kind: "all" }, "lookup"))).toEqual(["two"]);
    const search = { kind: "tool", tool: "search" } as const;
    expect(ids(filterRows(ROWS, { kind: "cell", expected: search, chosen: search }, ""))).toEqual(["one", "two"]);
    expect(ids(filterRows(ROWS, { kind: "cell", expected: search, chosen: { kind: "none" } }, ""))).toEqual(["three"]);
    const lookup = { kind: "tool", tool: "lookup" } as const;
    expect(ids(filterRows(ROWS, { kind: "cell", expected: search, chosen: lookup }, ""))).toEqual(["two"]);
  });

  it("say what they expect and what came, in a few words", () => {
    expect(sayUtterance(" two\r\nlines,\ta \u202e trick ")).toBe("two lines, a ⟨U+202E⟩ trick");
    expect(sayExpectation({ kind: "none" })).toBe("no tool");
    expect(sayExpectation({ kind: "ask", tool: "search" })).toBe("asks back: search");
    expect(sayTry({ decision: "ask", calls: [], missing: [] })).toBe("asks back");
    expect(sayTry({ decision: "answer", calls: [] })).toBe("no tool");
    expect(sayLabel({ kind: "other" })).toBe("other tools");
  });
});
