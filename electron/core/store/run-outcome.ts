import { stableJson } from "#shared/base/stable-json.ts";
import type { DiscoveryRun, ServerFacts, Snapshot } from "#shared/mcp/snapshot.ts";
import type { Store } from "#core/store-port.ts";

/** What a finished discovery run hands to the store. */
export type RunResult = Parameters<Store["finishRun"]>[1];
/** A snapshot without what the store adds to it. */
export type Listing = Omit<Snapshot, "id" | "serverId" | "takenAt">;

/** What of the facts a comparison tells of: a run with another word on any of these is a changed one. */
type Self = Pick<
  ServerFacts,
  "serverInfo" | "protocolVersion" | "capabilities" | "instructions" | "declaredCapabilities"
>;

/** What a server says of itself as one text: equal texts, nothing to compare. */
export function selfText({
  serverInfo,
  protocolVersion,
  capabilities,
  instructions,
  declaredCapabilities,
}: Self): string {
  return stableJson([serverInfo, protocolVersion, capabilities, instructions ?? null, declaredCapabilities]);
}

/** The timeline's view of a finished run. `before`: the snapshot of the listed run before it, if there is one. */
export function runOutcome(
  result: RunResult,
  before: Pick<Snapshot, "listHash" | "facts"> | undefined,
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
      changed: before !== undefined && (before.listHash !== listHash || selfText(before.facts) !== selfText(facts)),
    },
  };
}
