import type { JsonObject } from "#shared/base/json.ts";
import { percentile } from "#shared/base/percentile.ts";
import { viewTool, type ToolEntry } from "#shared/mcp/tool.ts";
import type { Discovered, JobOptions, McpGateway } from "#core/ports.ts";
import { within } from "./network-error.ts";
import { skipped, type Step } from "./step.ts";

/** What to measure: discoveries, and calls of one tool that only reads. */
export interface LatencyPlan {
  readonly discoveries: number;
  readonly tool?: MeasuredTool;
}

interface MeasuredTool {
  readonly name: string;
  readonly argumentsValue: JsonObject;
}

/** At most one discovery a second, so that the probe is no load. */
const APART_MS = 1_000;

/**
 * Repeats the discovery, with one call each of a tool that claims to only read, and gives p50 and p95 of each part.
 * A tool that does not claim it is never called. Stops when the time is spent.
 */
export const latencyStep = (gateway: McpGateway, jobId: string, plan: LatencyPlan | undefined): Step => ({
  id: "latency",
  async run({ target, learned, signal, remainingMs, monotonicMs }) {
    if (plan === undefined) return skipped("not asked for");
    if (learned.discovered === undefined) return skipped("nothing to measure");
    const { remember } = learned.discovered;
    const spans = new Map<string, number[]>();
    const note = (name: string, ms: number): void => void spans.set(name, [...(spans.get(name) ?? []), ms]);
    const options = (): Pick<JobOptions, "jobId" | "signal" | "deadlines"> => {
      const left = Math.max(1, remainingMs());
      return { jobId, signal, deadlines: { connectMs: left, listMs: left, callMs: left, callTotalMs: left } };
    };
    const discoveries = { tried: 0, succeeded: 0 };
    const calls = { tried: 0, succeeded: 0 };
    let wrong = "";
    let refused: string | undefined;

    const discoverOnce = async (): Promise<Discovered | undefined> => {
      discoveries.tried += 1;
      const result = await gateway.discover(target, { ...options(), remembered: remember });
      if (!result.ok) return void (wrong = result.error.said);
      const { hop, timings } = result.value;
      discoveries.succeeded += 1;
      if (hop !== undefined) {
        note("connect", hop.connectMs);
        note("first byte", hop.firstByteMs);
      }
      note("tools/list", timings.listMs);
      note("discovery", timings.totalMs);
      return result.value;
    };
    const callOnce = async ({ name, argumentsValue }: MeasuredTool, discovered: Discovered): Promise<void> => {
      const found = readOnlyTool(name, discovered.tools);
      if (typeof found === "string") return void (refused = found);
      calls.tried += 1;
      const request = { name, argumentsValue, tool: found.raw };
      const result = await gateway.call(target, request, { ...options(), remembered: discovered.remember });
      if (!result.ok) return void (wrong = result.error.said);
      const { outcome, timings } = result.value;
      if (outcome.kind !== "completed") return void (wrong = `the call of ${name} ended as ${outcome.kind}`);
      calls.succeeded += 1;
      note(`first byte of ${name}`, timings.waitMs);
      note(`call of ${name}`, timings.totalMs);
    };

    while (discoveries.tried < plan.discoveries && !signal.aborted && remainingMs() > 2 * APART_MS) {
      const started = monotonicMs();
      const discovered = await discoverOnce();
      if (plan.tool !== undefined && discovered !== undefined) await callOnce(plan.tool, discovered);
      const rest = APART_MS - (monotonicMs() - started);
      if (rest > 0 && discoveries.tried < plan.discoveries)
        await within(rest, signal, () => new Promise<never>(() => {})).catch(() => {}); // the deadline is the delay
    }
    const succeeded =
      discoveries.succeeded === 0
        ? `none of ${discoveries.tried} discoveries succeeded`
        : `${discoveries.succeeded} of ${discoveries.tried} discoveries succeeded, ${shares(spans.get("discovery") ?? [])}`;
    const fine = wrong === "" && refused === undefined;
    return {
      verdict: fine ? "ok" : "warn",
      fact: refused === undefined ? succeeded : `${succeeded}; ${refused}`,
      evidence: [
        ...[...spans].map(([name, values]) => `${name}: ${shares(values)} (n=${values.length})`),
        ...(calls.tried === 0 ? [] : [`${calls.succeeded} of ${calls.tried} calls completed`]),
        ...(wrong === "" ? [] : [`last failure: ${wrong}`]),
      ],
    };
  },
});

/** The tool of that name where every entry of that name claims to only read; else why it must not be called. */
function readOnlyTool(name: string, tools: readonly ToolEntry[]): ToolEntry | string {
  const entries = tools.filter((entry) => entry.name === name);
  const [first] = entries;
  if (first === undefined) return `there is no tool called ${name}`;
  const reads = entries.every(({ raw }) => viewTool(raw).annotations?.["readOnlyHint"] === true);
  return reads ? first : `${name} does not claim to only read (readOnlyHint), so it was not called`;
}

const shares = (values: readonly number[]): string =>
  `p50 ${Math.round(percentile(values, 0.5) ?? 0)} ms, p95 ${Math.round(percentile(values, 0.95) ?? 0)} ms`;
