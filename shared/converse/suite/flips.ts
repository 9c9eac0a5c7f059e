import { judge, type Judgement } from "#shared/converse/suite/judge.ts";
import type { Choice, Row, RowResult, Run, Try } from "#shared/converse/suite/suite.ts";

/** What became of a row between two runs. */
export interface Flip {
  /** The row as the later run has it. */
  readonly row: Row;
  /** `fixed`: failed, now passes; `broken`: passed, now fails; `changed`: another pick, as right or wrong as before. */
  readonly kind: "fixed" | "broken" | "changed";
  readonly before: Side;
  readonly after: Side;
}

/** One run's part of a flip. */
export interface Side {
  /** How many of the tries passed. */
  readonly passed: number;
  readonly tries: number;
  /** The most frequent choice. */
  readonly pick: Choice;
  /** Why the first failing try failed. */
  readonly why?: string;
}

/** Two runs compared, row by row. */
export interface Comparison {
  /** Broken first, then changed, then fixed; inside each in the order of the rows. */
  readonly flips: readonly Flip[];
  readonly fixed: number;
  readonly broken: number;
  readonly changed: number;
  readonly same: number;
  /** Rows that only one of the runs has. */
  readonly onlyBefore: readonly Row[];
  readonly onlyAfter: readonly Row[];
  /** Rows whose expectation was edited in between. */
  readonly edited: number;
}

const ORDER = { broken: 0, changed: 1, fixed: 2 } as const;

/**
 * Compares two runs: before and after a draft, an edit of the prompt, or a drift. Rows are matched by their id, and those
 * that are left by their words and history. Both sides are judged by the later row's expectation, so that editing an
 * expectation alone is no flip. A row passes where all of its tries do.
 */
export function compareRuns(before: Run, after: Run): Comparison {
  const oldResults = new Map(before.results.map((result) => [result.rowId, result]));
  const newResults = new Map(after.results.map((result) => [result.rowId, result]));
  const { pairs, onlyBefore, onlyAfter } = matchRows(
    before.rows.filter(({ id }) => oldResults.has(id)),
    after.rows.filter(({ id }) => newResults.has(id)),
  );
  const flips: Flip[] = [];
  let edited = 0;
  for (const [old, row] of pairs) {
    if (JSON.stringify(old.expect) !== JSON.stringify(row.expect)) edited += 1;
    const one = sideOf(row, old, oldResults.get(old.id));
    const two = sideOf(row, row, newResults.get(row.id));
    const kind = kindOf(one, two);
    if (one !== undefined && two !== undefined && kind !== undefined)
      flips.push({ row, kind, before: one, after: two });
  }
  const count = (kind: Flip["kind"]): number => flips.filter((flip) => flip.kind === kind).length;
  return {
    flips: flips.toSorted((one, two) => ORDER[one.kind] - ORDER[two.kind]),
    fixed: count("fixed"),
    broken: count("broken"),
    changed: count("changed"),
    same: pairs.length - flips.length,
    onlyBefore,
    onlyAfter,
    edited,
  };
}

function kindOf(before: Side | undefined, after: Side | undefined): Flip["kind"] | undefined {
  if (before === undefined || after === undefined) return undefined;
  const passedBefore = before.passed === before.tries;
  const passesNow = after.passed === after.tries;
  if (passedBefore !== passesNow) return passesNow ? "fixed" : "broken";
  return pickOf(before.pick) === pickOf(after.pick) ? undefined : "changed";
}

/** The tools of a choice whatever their order and arguments, as a key. */
export function pickOf({ decision, calls }: Choice): string {
  return decision === "call" ? JSON.stringify(calls.map(({ tool }) => tool).sort()) : decision;
}

/** `ran` is the row as it was when it ran. */
function sideOf(row: Row, ran: Row, result: RowResult | undefined): Side | undefined {
  if (result === undefined || result.tries.length === 0) return undefined;
  const judged = result.tries.map((one) => judgeAgain(row, ran, one));
  const why = judged.find((one) => !one.passed);
  return {
    passed: judged.filter((one) => one.passed).length,
    tries: judged.length,
    pick: mostFrequent(result.tries),
    ...(why === undefined || why.passed ? {} : { why: why.why }),
  };
}

/** A try that failed for what it was (no answer, no JSON), and not for what it chose, fails whatever is expected. */
function judgeAgain(row: Row, ran: Row, one: Try): Judgement {
  if (!one.passed && judge(ran.expect, one).passed) return { passed: false, why: one.why ?? "It failed." };
  return judge(row.expect, one);
}

function mostFrequent(tries: readonly Try[]): Choice {
  const counts = new Map<string, { count: number; readonly choice: Choice }>();
  let best: { count: number; readonly choice: Choice } | undefined;
  for (const { decision, calls, missing, missingParameters } of tries) {
    const choice = { decision, calls, missing, missingParameters };
    const held = counts.get(pickOf(choice)) ?? { count: 0, choice };
    held.count += 1;
    counts.set(pickOf(choice), held);
    if (best === undefined || held.count > best.count) best = held;
  }
  return best?.choice ?? { decision: "answer", calls: [] };
}

function matchRows(
  before: readonly Row[],
  after: readonly Row[],
): {
  readonly pairs: readonly (readonly [Row, Row])[];
  readonly onlyBefore: readonly Row[];
  readonly onlyAfter: readonly Row[];
} {
  const left = new Map(before.map((row) => [row.id, row]));
  const found = new Map<Row, Row>();
  for (const row of after) {
    const old = left.get(row.id);
    if (old === undefined) continue;
    found.set(row, old);
    left.delete(row.id);
  }
  const byWords = new Map<string, Row[]>();
  for (const row of left.values()) byWords.set(wordsKey(row), [...(byWords.get(wordsKey(row)) ?? []), row]);
  for (const row of after) {
    if (found.has(row)) continue;
    const old = byWords.get(wordsKey(row))?.shift();
    if (old === undefined) continue;
    found.set(row, old);
    left.delete(old.id);
  }
  return {
    pairs: after.flatMap((row) => {
      const old = found.get(row);
      return old === undefined ? [] : [[old, row] as const];
    }),
    onlyBefore: [...left.values()],
    onlyAfter: after.filter((row) => !found.has(row)),
  };
}

const wordsKey = ({ utterance, history = [] }: Row): string =>
  JSON.stringify([utterance.trim().replaceAll(/\s+/g, " "), ...history.map(({ role, text }) => [role, text])]);
