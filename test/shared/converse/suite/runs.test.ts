import { expect, it } from "vitest";
import { confusion, toolScores } from "#shared/converse/suite/confusion.ts";
import { compareRuns } from "#shared/converse/suite/flips.ts";
import { judge } from "#shared/converse/suite/judge.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import type { Choice, Expected, Row, Run, Try } from "#shared/converse/suite/suite.ts";
import { winRates } from "#shared/converse/suite/win-rate.ts";

const calls = (...tools: readonly string[]): Choice => ({
  decision: "call",
  calls: tools.map((tool) => ({ tool, args: {} })),
});
const nothing: Choice = { decision: "answer", calls: [] };
const question: Choice = { decision: "ask", calls: [] };
const wants = (...tools: readonly string[]): Expected =>
  tools.length === 0 ? { kind: "none" } : { kind: "call", calls: tools.map((tool) => ({ tool, match: "ignored" })) };

type Case = readonly [id: string, expect: Expected, choices: readonly Choice[], more?: Partial<Row>];

/** A run of rows, each with what was chosen at each try. */
function runOf(...cases: readonly Case[]): Run {
  const rows = cases.map(([id, expected, , more]): Row => ({ id, utterance: `say ${id}`, expect: expected, ...more }));
  const results = cases.map(([rowId, expected, choices]) => ({
    rowId,
    tries: choices.map((choice, at): Try => ({ ...choice, ...judge(expected, choice), ms: at + 1, margin: 2 })),
  }));
  return { rows, results };
}

it("the matrix holds expected by chosen, with none and ask, and a tool called none apart from none", () => {
  const run = runOf(
    ["1", wants("a"), [calls("a")]],
    ["2", wants("a"), [calls("b")]],
    ["3", wants("a", "b"), [calls("b")]],
    ["4", wants(), [calls("none")]],
    ["5", wants("b"), [question]],
    ["6", { kind: "ask" }, [nothing]],
    ["7", wants("a"), [calls("a", "b")]],
    ["8", wants("a"), [{ ...question, missing: ["a"] }]],
  );
  const { labels, cells } = confusion(run);
  expect(labels).toEqual([
    { kind: "tool", tool: "a" },
    { kind: "tool", tool: "b" },
    { kind: "tool", tool: "none" },
    { kind: "none" },
    { kind: "ask" },
  ]);
  expect(cells).toEqual([
    [3, 1, 0, 1, 0],
    [0, 1, 0, 0, 1],
    [0, 0, 0, 0, 0],
    [0, 1, 1, 0, 0],
    [0, 0, 0, 1, 0],
  ]);
  expect(toolScores(run).find(({ tool }) => tool === "a")).toEqual({
    tool: "a",
    expected: 5,
    chosen: 3,
    right: 3,
    precision: 1,
    recall: 0.6,
  });
});

it("a question about the wrong tool stands beside the diagonal, under the tool that it was about", () => {
  const asks = (tool: string): Expected => ({ kind: "ask", tool });
  const run = runOf(
    ["1", asks("a"), [{ ...question, missing: ["a"] }, { ...question, missing: ["b"] }, question]],
    ["2", { kind: "ask" }, [{ ...question, missing: ["b"] }]],
  );
  expect(confusion(run)).toEqual({
    labels: [{ kind: "tool", tool: "b" }, { kind: "ask" }],
    cells: [
      [0, 0],
      [1, 3],
    ],
  });
});

it("tools beyond the bound share one row and column, and no count is lost", () => {
  const cases = Array.from({ length: 30 }, (_, at): Case => [`${at}`, wants(`t${at}`), [calls(`t${at}`), nothing]]);
  const { labels, cells } = confusion(runOf(...cases), 10);
  expect(labels).toHaveLength(12);
  expect(labels.at(-1)).toEqual({ kind: "other" });
  expect(cells.flat().reduce((sum, count) => sum + count, 0)).toBe(60);
  expect(cells.at(-1)?.at(-1)).toBe(20);
});

it("a row passes where every try does, and a wavering one is counted", () => {
  const run = runOf(["1", wants("a"), [calls("a"), calls("a")]], ["2", wants("a"), [calls("a"), nothing]]);
  expect(summarizeRun(run)).toEqual({
    rows: 2,
    passed: 1,
    failed: 1,
    wavering: 1,
    tries: 4,
    passedTries: 3,
    p50Ms: 1,
    p95Ms: 2,
    tokens: undefined,
  });
  expect(summarizeRun({ results: [] })).toMatchObject({ rows: 0, passed: 0, p95Ms: 0 });
});

it("two runs differ by what was fixed, what broke, and what is chosen otherwise", () => {
  const before = runOf(
    ["1", wants("a"), [calls("b")]],
    ["2", wants("a"), [calls("a")]],
    ["3", wants("a"), [calls("b")]],
    ["4", wants("a"), [calls("a")]],
    ["5", wants("a"), [calls("a")]],
  );
  const after = runOf(
    ["1", wants("a"), [calls("a")]],
    ["2", wants("a"), [question]],
    ["3", wants("a"), [nothing]],
    ["4", wants("a"), [calls("a")]],
    ["6", wants("a"), [calls("a")]],
  );
  const compared = compareRuns(before, after);
  expect(compared.flips.map(({ row, kind }) => [row.id, kind])).toEqual([
    ["2", "broken"],
    ["3", "changed"],
    ["1", "fixed"],
  ]);
  expect(compared.flips[0]?.after).toMatchObject({ passed: 0, tries: 1, why: expect.stringContaining("asked back") });
  expect(compared).toMatchObject({ fixed: 1, broken: 1, changed: 1, same: 1, edited: 0 });
  expect(compared.onlyBefore.map(({ id }) => id)).toEqual(["5"]);
  expect(compared.onlyAfter.map(({ id }) => id)).toEqual(["6"]);
  expect(compareRuns(after, after)).toMatchObject({ flips: [], same: 5 });
});

it("rows are matched by their words where ids differ, and an edited expectation alone is no flip", () => {
  const before = runOf(["x", wants("a"), [calls("b")], { utterance: "find  it" }]);
  const after = runOf(["y", wants("b"), [calls("b")], { utterance: "find it" }]);
  expect(compareRuns(before, after)).toMatchObject({ flips: [], same: 1, edited: 1, onlyBefore: [], onlyAfter: [] });
  const other = runOf([
    "y",
    wants("b"),
    [calls("b")],
    { utterance: "find it", history: [{ role: "user", text: "hi" }] },
  ]);
  expect(compareRuns(before, other)).toMatchObject({ same: 0, onlyBefore: [{ id: "x" }], onlyAfter: [{ id: "y" }] });
});

it("a try that failed for no choice of its own stays failed, whatever is expected", () => {
  const failed = runOf(["1", wants(), [nothing]]);
  const why = "The model could not answer: late.";
  const tries = [{ ...nothing, passed: false, why, ms: 1 }];
  const before: Run = { rows: failed.rows, results: [{ rowId: "1", tries }] };
  expect(compareRuns(before, failed)).toMatchObject({
    fixed: 1,
    flips: [{ kind: "fixed", before: { passed: 0, why } }],
  });
});

it("the win-rate of a row is how many of its paraphrases passed", () => {
  const run = runOf(
    ["1", wants("a"), [calls("a")]],
    ["1~1", wants("a"), [calls("a")], { paraphraseOf: "1" }],
    ["1~2", wants("a"), [calls("b")], { paraphraseOf: "1" }],
    ["2", wants("a"), [calls("a")]],
  );
  expect(winRates(run)).toMatchObject([
    { row: { id: "1" }, passed: true, paraphrases: 2, won: 1, alike: 1, rate: 0.5, margin: 2 },
  ]);
});
