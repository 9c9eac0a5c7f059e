import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { cancelled } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { SuiteResult, SuiteRow } from "#shared/contract/suite.ts";
import type { Clock } from "#core/ports.ts";
import type { DecideRow } from "./decide-row.ts";
import { failedTry, judgeRow } from "./judge-row.ts";
import type { OfferedList } from "./offered-list.ts";

/** How rows are run. */
export interface RunRows {
  readonly rows: readonly SuiteRow[];
  readonly repeats: number;
  readonly list: OfferedList;
  readonly decide: DecideRow;
  /** Rows under way at once. */
  readonly lanes: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** After each try: the row's tries so far. */
  readonly onTry: (done: number, result: SuiteResult) => void;
}

/** After so many failures in a row nothing else is to be expected. */
const MOST_FAILURES = 5;
/** How long rows are decided on before other work is let in, milliseconds. */
const TURN_MS = 10;

/**
 * Runs every row `repeats` times. A model that cannot answer fails the try and not the run, unless it refuses the key, or
 * fails five times in a row. Results are in the order of the rows.
 */
export async function runRows(run: RunRows): Promise<Result<readonly SuiteResult[], ConsoleError>> {
  const { rows, repeats, list, decide, clock, signal, onTry } = run;
  const results: SuiteResult[] = rows.map(({ id }) => ({ rowId: id, tries: [] }));
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let next = 0;
  let done = 0;
  let failures = 0;
  let fatal: ConsoleError | undefined;
  let turn = clock.monotonicMs();

  const once = async (at: number, row: SuiteRow): Promise<void> => {
    const begun = clock.monotonicMs();
    const decided = await decide(row, either);
    if (either.aborted) return;
    const ms = clock.monotonicMs() - begun;
    failures = decided.ok ? 0 : failures + 1;
    if (!decided.ok && (isFinal(decided.error) || failures >= MOST_FAILURES)) {
      fatal ??= decided.error;
      stop.abort();
      return;
    }
    const tried = decided.ok ? judgeRow(row, decided.value, list, ms) : failedTry(decided.error.said, ms);
    const result = { rowId: row.id, tries: [...(results[at]?.tries ?? []), tried] };
    results[at] = result;
    done += 1;
    onTry(done, result);
  };
  const lane = async (): Promise<void> => {
    for (let at = next++; at < rows.length && !either.aborted; at = next++) {
      const row = rows[at];
      if (row === undefined) return;
      for (let nth = 0; nth < repeats && !either.aborted; nth += 1) {
        await once(at, row);
        if (clock.monotonicMs() - turn < TURN_MS) continue;
        await setImmediate(); // deciding here never leaves the main loop by itself
        turn = clock.monotonicMs();
      }
    }
  };
  await Promise.all(Array.from({ length: run.lanes }, lane));
  if (signal.aborted) return fail(cancelled("The run of the suite"));
  return fatal === undefined ? ok(results) : fail(fatal);
}

/** Failures that no later row will be spared. */
const isFinal = ({ kind }: ConsoleError): boolean =>
  kind === "refused-credentials" || kind === "not-found" || kind === "invalid-input";

/** SHA-256, hex. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
