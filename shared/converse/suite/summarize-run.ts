import { percentile } from "#shared/base/percentile.ts";
import { rowPassed, type Run } from "#shared/converse/suite/suite.ts";

/** The counts of a run at a glance. */
export interface Summary {
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  /** Rows of which some tries passed and some did not. */
  readonly wavering: number;
  readonly tries: number;
  readonly passedTries: number;
  /** Milliseconds a try. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly tokens: { readonly input: number; readonly output: number } | undefined;
}

/** Counts a run. A row passes where every one of its tries did. */
export function summarizeRun({ results }: Pick<Run, "results">): Summary {
  const tries = results.flatMap((result) => result.tries);
  const times = tries.map(({ ms }) => ms);
  const counted = tries.flatMap(({ tokens }) => (tokens === undefined ? [] : [tokens]));
  const passed = results.filter(rowPassed).length;
  return {
    rows: results.length,
    passed,
    failed: results.length - passed,
    wavering: results.filter(({ tries: own }) => own.some((one) => one.passed) && own.some((one) => !one.passed))
      .length,
    tries: tries.length,
    passedTries: tries.filter((one) => one.passed).length,
    p50Ms: percentile(times, 0.5) ?? 0,
    p95Ms: percentile(times, 0.95) ?? 0,
    tokens:
      counted.length === 0
        ? undefined
        : counted.reduce((sum, { input, output }) => ({ input: sum.input + input, output: sum.output + output }), {
            input: 0,
            output: 0,
          }),
  };
}
