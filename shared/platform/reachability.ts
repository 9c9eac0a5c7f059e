import { percentile } from "#shared/base/percentile.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";

/** How often discovery worked over a series of runs, and how long it took when it did (milliseconds). */
export interface Reachability {
  /** Finished runs; running and interrupted ones are not counted. */
  readonly runs: number;
  readonly succeeded: number;
  /** 0 to 1; absent where nothing has finished. */
  readonly rate?: number;
  /** Nearest-rank percentiles of the successful runs' total time; absent where none succeeded. */
  readonly p50Ms?: number;
  readonly p95Ms?: number;
}

/** Success rate and time percentiles of repeated discoveries, in any order. */
export function reachability(runs: readonly DiscoveryRun[]): Reachability {
  const finished = runs.filter(({ outcome }) => outcome.state === "listed" || outcome.state === "failed");
  const times = finished.filter(({ outcome }) => outcome.state === "listed").map(({ totalMs }) => totalMs);
  const p50Ms = percentile(times, 0.5);
  const p95Ms = percentile(times, 0.95);
  return {
    runs: finished.length,
    succeeded: times.length,
    ...(finished.length === 0 ? {} : { rate: times.length / finished.length }),
    ...(p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms }),
  };
}
