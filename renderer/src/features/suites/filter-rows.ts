import type { RowFilter } from "#renderer/features/suites/suite-view-store.ts";
import { rowState, sayExpectation, sayTry, tellingTry } from "#renderer/features/suites/say-expectation.ts";
import type { SuiteResult, SuiteRow } from "#shared/contract/suite.ts";
import { confusion, type Label } from "#shared/converse/suite/confusion.ts";

/** A row with what came of it in the run that is shown. */
export interface ShownRow {
  readonly row: SuiteRow;
  /** Place in the suite, from 1. */
  readonly place: number;
  readonly result: SuiteResult | undefined;
}

/** The rows that a filter and the words of a query leave, in the suite's order. */
export function filterRows(rows: readonly ShownRow[], filter: RowFilter, query: string): readonly ShownRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ row, result }) => {
    if (!passesFilter(row, result, filter)) return false;
    if (words.length === 0) return true;
    const came = tellingTry(result);
    const text =
      `${row.utterance}\n${sayExpectation(row.expect)}\n${came === undefined ? "" : sayTry(came)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function passesFilter(row: SuiteRow, result: SuiteResult | undefined, filter: RowFilter): boolean {
  if (filter.kind === "all") return true;
  if (filter.kind === "state") return rowState(result) === filter.state;
  return result !== undefined && countsIn(row, result, filter.expected, filter.chosen);
}

/** Whether a row counts in a cell of the matrix. */
function countsIn(row: SuiteRow, result: SuiteResult, expected: Label, chosen: Label): boolean {
  const { labels, cells } = confusion({ rows: [row], results: [result] });
  return cells.some((counts, from) =>
    counts.some((count, to) => count > 0 && sameLabel(labels[from], expected) && sameLabel(labels[to], chosen)),
  );
}

/** Whether two labels name the same. */
export function sameLabel(one: Label | undefined, two: Label): boolean {
  if (one === undefined || one.kind !== two.kind) return false;
  return one.kind !== "tool" || two.kind !== "tool" || one.tool === two.tool;
}

/** A label for a person. */
export const sayLabel = (label: Label): string =>
  label.kind === "tool" ? label.tool : { none: "no tool", ask: "asks back", other: "other tools" }[label.kind];
