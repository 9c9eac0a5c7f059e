import { percentile } from "#shared/base/percentile.ts";
import { NOTICED_MS } from "#shared/converse/voice/silence.ts";

/** How long a tool took, over its calls. Milliseconds. */
export interface ToolLatency {
  readonly calls: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Whether one call in twenty leaves a silence that is noticed: something has to be said meanwhile. */
  readonly fillerNeeded: boolean;
}

/** Percentiles by nearest rank; undefined without a call. */
export function toolLatency(times: readonly number[]): ToolLatency | undefined {
  if (times.length === 0) return undefined;
  const at = (share: number): number => percentile(times, share) ?? 0;
  const p95 = at(0.95);
  return { calls: times.length, p50: at(0.5), p95, max: at(1), fillerNeeded: p95 > NOTICED_MS };
}
