import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import type { Store } from "#core/store-port.ts";

/** What a finished discovery run hands to the store. */
export type RunResult = Parameters<Store["finishRun"]>[1];
/** A snapshot without what the store adds to it. */
export type Listing = Omit<Snapshot, "id" | "serverId" | "takenAt">;

/** The timeline's view of a finished run. `hashBefore`: list hash of the listed run before it, if there is one. */
export function runOutcome(
  result: RunResult,
  hashBefore: string | undefined,
): Pick<DiscoveryRun, "totalMs" | "outcome"> {
  if (!result.ok) {
    return { totalMs: result.error.totalMs, outcome: { state: "failed", error: result.error.error } };
  }
  const { listHash, tools, malformed, incomplete, facts, timings } = result.value;
  return {
    totalMs: timings.totalMs,
    outcome: {
      state: "listed",
      listHash,
      tools: tools.length,
      malformed: malformed.length,
      ...(incomplete === undefined ? {} : { incomplete }),
      transport: facts.transport,
      protocolVersion: facts.protocolVersion,
      changed: hashBefore !== undefined && hashBefore !== listHash,
    },
  };
}
