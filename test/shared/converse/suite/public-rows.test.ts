import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Json } from "#shared/base/json.ts";
import { judge } from "#shared/converse/suite/judge.ts";
import { paraphraseRows } from "#shared/converse/suite/paraphrase.ts";
import { readSuite } from "#shared/converse/suite/read-suite.ts";
import type { Row } from "#shared/converse/suite/suite.ts";

const folder = join(
  process.env["PREFLIGHT_DATA_DIR"] ?? join(import.meta.dirname, "../../../../../shared/data"),
  "toolsel",
);
const there = existsSync(folder);
if (!there) console.warn("The evaluation data is not here: public rows are not read.");

/** The public sets, in pieces that a suite can hold. */
function* pieces(): Generator<{ readonly file: string; readonly text: string; readonly lines: number }> {
  for (const file of readdirSync(folder).filter((name) => /(?<!tools)\.jsonl$/.test(name))) {
    const lines = readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
    for (let at = 0; at < lines.length; at += 1_000) {
      const part = lines.slice(at, at + 1_000);
      yield { file, text: part.join("\n"), lines: part.length };
    }
  }
}

/** The arguments of the first accepted values. */
const firstOf = (accept: Readonly<Record<string, readonly Json[]>> = {}): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(accept).flatMap(([name, [value]]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );

it.runIf(there)("every row of the public sets is a row or a problem that says why", () => {
  let rows = 0;
  const said = new Set<string>();
  for (const { text, lines } of pieces()) {
    const read = readSuite(text);
    expect(read.rows.length + read.problems.length).toBe(lines);
    rows += read.rows.length;
    for (const one of read.problems) said.add(one.said.replace(/kind "?\w+"?/, "kind"));
  }
  expect(rows).toBeGreaterThan(14_000);
  const known = [
    "A row of kind cannot be one row of a suite.",
    "There is no expectation: what should come of the utterance?", // sets of another form
  ];
  expect([...said].toSorted()).toEqual(known);
});

it.runIf(there)("what a public row names as right passes, and a call of another tool does not", () => {
  const scalar = (row: Row): boolean =>
    row.expect.kind === "call" &&
    row.expect.calls.every(({ accept = {} }) => Object.values(accept).every(([value]) => typeof value !== "object"));
  for (const { text } of pieces()) {
    for (const { expect: expected } of readSuite(text).rows.filter(scalar)) {
      if (expected.kind !== "call") continue;
      const calls = expected.calls.map(({ tool, accept }) => ({ tool, args: firstOf(accept) }));
      expect(judge(expected, { decision: "call", calls })).toEqual({ passed: true });
      const others = calls.map(({ tool, args }) => ({ tool: `not_${tool}`, args }));
      expect(judge(expected, { decision: "call", calls: others }).passed).toBe(false);
    }
  }
});

it.runIf(there)("English rows have paraphrases that keep the values of their arguments", () => {
  let english = 0;
  let some = 0;
  for (const { file, text } of pieces()) {
    if (!file.startsWith("bfcl_")) continue;
    const { rows } = readSuite(text);
    const made = paraphraseRows(rows, 4);
    const families = new Map(rows.map((row) => [row.id, row]));
    english += rows.length;
    some += new Set(made.map(({ paraphraseOf }) => paraphraseOf)).size;
    for (const { paraphraseOf = "", utterance } of made) {
      const row = families.get(paraphraseOf);
      if (row?.expect.kind !== "call") continue;
      const numbers = row.utterance.match(/\d+/g) ?? [];
      for (const number of numbers) expect(utterance).toContain(number);
    }
  }
  expect(some / english).toBeGreaterThan(0.9);
});
