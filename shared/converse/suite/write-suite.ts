import papa from "papaparse";
import type { Row } from "#shared/converse/suite/suite.ts";

const HEADER = [
  "id",
  "utterance",
  "expect",
  "tool",
  "match",
  "args",
  "accept",
  "more_calls",
  "history",
  "paraphrase_of",
] as const;

/**
 * A suite as CSV (RFC 4180) that `readSuite` gives back whole. `tool`, `match`, `args` and `accept` are the first
 * expected call's; further calls are a JSON array in `more_calls`. Spreadsheets run cells that begin with `= + - @`, a
 * tab or a carriage return: such a cell gets an apostrophe in front, which is taken off again when it is read.
 */
export function suiteCsv(rows: readonly Row[]): string {
  return `${papa.unparse([HEADER, ...rows.map((row) => cellsOf(row).map(guarded))], { newline: "\r\n" })}\r\n`;
}

/** A suite as JSON lines, one row a line. */
export function suiteJsonLines(rows: readonly Row[]): string {
  return rows
    .map(({ id, utterance, history, expect, paraphraseOf }) =>
      JSON.stringify({ id, utterance, history, expect, paraphraseOf }),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function cellsOf({ id, utterance, history, expect, paraphraseOf = "" }: Row): readonly string[] {
  const [first, ...others] = expect.kind === "call" ? expect.calls : [];
  const tool = expect.kind === "ask" ? (expect.tool ?? "") : (first?.tool ?? "");
  return [
    id,
    utterance,
    expect.kind,
    tool,
    first?.match ?? "",
    json(first?.args),
    json(first?.accept),
    json(others.length === 0 ? undefined : others),
    json(history),
    paraphraseOf,
  ];
}

const json = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value));

const guarded = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** A cell without the apostrophe that `suiteCsv` put in front of it. */
export const unguarded = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
