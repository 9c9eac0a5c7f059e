import { pickOf } from "#shared/converse/suite/flips.ts";
import { rowPassed, type Row, type RowResult, type Run } from "#shared/converse/suite/suite.ts";

/** How a row fares in other words. */
export interface WinRate {
  readonly row: Row;
  /** Whether the row itself passed; undefined where it was not in the run. */
  readonly passed: boolean | undefined;
  readonly paraphrases: number;
  /** Paraphrases that passed. */
  readonly won: number;
  /** Paraphrases whose pick is that of the row itself, right or wrong. */
  readonly alike: number;
  /** Share of the paraphrases that passed, 0 to 1. */
  readonly rate: number;
  /** The narrowest lead of a first tool over the second, the row itself included; undefined where the model says none. */
  readonly margin: number | undefined;
}

/** For every row that has paraphrases in the run, in the order of the rows: how many of them passed, how many chose alike. */
export function winRates({ rows, results }: Run): readonly WinRate[] {
  const byId = new Map(results.map((result) => [result.rowId, result]));
  const families = new Map<string, Row[]>();
  for (const row of rows)
    if (row.paraphraseOf !== undefined && byId.has(row.id))
      families.set(row.paraphraseOf, [...(families.get(row.paraphraseOf) ?? []), row]);
  return rows.flatMap((row) => {
    const family = families.get(row.id);
    if (family === undefined) return [];
    const own = byId.get(row.id);
    const pick = firstPick(own);
    const tried = family.flatMap(({ id }) => byId.get(id) ?? []);
    const won = tried.filter(rowPassed).length;
    return [
      {
        row,
        passed: own === undefined ? undefined : rowPassed(own),
        paraphrases: tried.length,
        won,
        alike: pick === undefined ? 0 : tried.filter((result) => firstPick(result) === pick).length,
        rate: won / tried.length,
        margin: narrowest(own === undefined ? tried : [own, ...tried]),
      },
    ];
  });
}

function narrowest(results: readonly RowResult[]): number | undefined {
  const margins = results.flatMap(({ tries }) => tries.flatMap(({ margin }) => (margin === undefined ? [] : [margin])));
  return margins.length === 0 ? undefined : Math.min(...margins);
}

function firstPick(result: RowResult | undefined): string | undefined {
  const first = result?.tries[0];
  return first === undefined ? undefined : pickOf(first);
}
