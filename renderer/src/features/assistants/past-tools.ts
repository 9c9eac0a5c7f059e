import { diff } from "#shared/drift/diff.ts";
import { movesOf } from "#shared/drift/impact.ts";
import type { PastTool } from "#shared/lint/lint-input.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";

/** Runs whose list differs from the newest one and from each other's, newest first, at most `most`. */
export function earlierLists(
  runs: readonly DiscoveryRun[],
  newest: Snapshot | undefined,
  most: number,
): readonly string[] {
  const seen = new Set([newest?.listHash]);
  const ids: string[] = [];
  for (const { id, outcome } of runs) {
    if (outcome.state !== "listed" || seen.has(outcome.listHash)) continue;
    seen.add(outcome.listHash);
    ids.push(id);
  }
  return ids.slice(0, most);
}

/** Names that an earlier list had and the newest has not, with what became of each where drift can tell. */
export function pastTools(server: string, earlier: Snapshot, newest: Snapshot | undefined): readonly PastTool[] {
  const now = new Set(newest?.tools.map(({ name }) => name));
  const gone = earlier.tools.filter(({ name }) => !now.has(name));
  if (gone.length === 0) return [];
  const moves = movesOf(diff(raw(earlier), raw(newest), { witnesses: false }));
  return gone.map(({ name }) => {
    const [move, ...others] = moves.get(name) ?? [];
    if (move === undefined || others.length > 0) return { server, name };
    const { to, set } = move;
    return {
      server,
      name,
      became: { tool: to, ...(set === undefined ? {} : { argument: set.parameter, value: set.value }) },
    };
  });
}

const raw = (snapshot: Snapshot | undefined): readonly unknown[] => (snapshot?.tools ?? []).map((tool) => tool.raw);
