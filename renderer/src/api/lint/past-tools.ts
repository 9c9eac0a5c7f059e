import { goneTools, type GoneTool } from "#shared/drift/gone-tools.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

const RUNS = 50;
/** Earlier, differing lists looked into for names that are gone. */
const LISTS = 5;
const read = new WeakMap<Snapshot, Promise<readonly GoneTool[]>>();

/** Runs before a list whose lists differ from it and from each other's, newest first, at most `most`. */
export function earlierLists(
  runs: readonly DiscoveryRun[],
  newest: Snapshot | undefined,
  most: number,
): readonly string[] {
  const seen = new Set([newest?.listHash]);
  const ids: string[] = [];
  const own = runs.findIndex(({ id }) => id === newest?.id);
  for (const { id, outcome } of runs.slice(own + 1)) {
    if (outcome.state !== "listed" || seen.has(outcome.listHash)) continue;
    seen.add(outcome.listHash);
    ids.push(id);
  }
  return ids.slice(0, most);
}

/** The tools that earlier lists of a list's server had and it has not. Read once a list; empty where nothing can be read. */
export function readPastTools(api: ConsoleApi, snapshot: Snapshot): Promise<readonly GoneTool[]> {
  const known = read.get(snapshot);
  if (known !== undefined) return known;
  const reading = readNow(api, snapshot);
  read.set(snapshot, reading);
  return reading;
}

async function readNow(api: ConsoleApi, snapshot: Snapshot): Promise<readonly GoneTool[]> {
  const runs = await api.call("discovery.runs", { serverId: snapshot.serverId, limit: RUNS });
  const past = new Map<string, GoneTool>();
  const now = snapshot.tools.map(({ raw }) => raw);
  for (const id of earlierLists(runs, snapshot, LISTS)) {
    const earlier = await api.call("snapshots.get", { id });
    if (!earlier.ok) continue;
    const before = earlier.value.tools.map(({ raw }) => raw);
    for (const tool of goneTools(before, now)) if (!past.has(tool.name)) past.set(tool.name, tool);
  }
  return [...past.values()];
}
