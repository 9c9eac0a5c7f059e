import type { JsonObject } from "#shared/base/json.ts";
import type { McpGateway } from "#core/ports.ts";
import { within } from "./network-error.ts";
import { skipped, type Step } from "./step.ts";

/** What to measure: discoveries, and calls of one tool that only reads. */
export interface LatencyPlan {
  readonly discoveries: number;
  readonly tool?: { readonly name: string; readonly argumentsValue: JsonObject };
}

/** At most one discovery a second, so that the probe is no load. */
const APART_MS = 1_000;

/** Repeats the discovery (and one read-only call each) and gives p50 and p95. Stops when the time is spent. */
export const latencyStep = (gateway: McpGateway, jobId: string, plan: LatencyPlan | undefined): Step => ({
  id: "latency",
  async run({ target, learned, signal, remainingMs, monotonicMs }) {
    if (plan === undefined) return skipped("not asked for");
    if (learned.discovered === undefined) return skipped("nothing to measure");
    const spans = new Map<string, number[]>();
    const note = (name: string, ms: number): void => void spans.set(name, [...(spans.get(name) ?? []), ms]);
    let succeeded = 0;
    let tried = 0;
    while (tried < plan.discoveries && !signal.aborted && remainingMs() > 2 * APART_MS) {
      const started = monotonicMs();
      tried += 1;
      const result = await gateway.discover(target, { jobId, signal, remembered: learned.discovered.remember });
      if (result.ok) {
        succeeded += 1;
        note("connect", result.value.timings.connectMs);
        note("list", result.value.timings.listMs);
        note("discovery", result.value.timings.totalMs);
      }
      if (plan.tool !== undefined && result.ok) {
        const called = await gateway.call(target, plan.tool, { jobId, signal, remembered: result.value.remember });
        if (called.ok && called.value.outcome.kind === "completed") {
          note("first byte", called.value.timings.waitMs);
          note(`call ${plan.tool.name}`, called.value.timings.totalMs);
        }
      }
      const rest = APART_MS - (monotonicMs() - started);
      if (rest > 0 && tried < plan.discoveries)
        await within(rest, signal, () => new Promise<never>(() => {})).catch(() => {});
    }
    const evidence = [...spans].map(
      ([name, values]) =>
        `${name}: p50 ${Math.round(percentile(values, 0.5))} ms, p95 ${Math.round(percentile(values, 0.95))} ms (n=${values.length})`,
    );
    const p95 = percentile(spans.get("discovery") ?? [0], 0.95);
    return {
      verdict: succeeded === tried ? "ok" : "warn",
      fact: `${succeeded} of ${tried} discoveries succeeded, p95 ${Math.round(p95)} ms`,
      evidence,
    };
  },
});

/** The nearest-rank percentile of at least one value. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
