import { cancelled, invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { ChangedRun, ComparedList, DriftSide } from "#shared/contract/drift.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { impactOf } from "#shared/drift/impact.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import type { JobParts, Store } from "#core/ports.ts";
import { readToolFile } from "./read-tool-file.ts";

/** Levels of neighbouring lists, by their two hashes: computed once a process, a few hundred bytes each. */
const MOST_LEVELS = 5_000;

/** `drift.*` of the contract. */
export function compareHandlers({ ports }: JobParts): Pick<Handlers, "drift.compare" | "drift.timeline"> {
  const { store } = ports;
  const levels = new Map<string, Omit<ChangedRun, "runId">>();

  return {
    async "drift.compare"({ serverId, before, after }, { signal }) {
      const one = await readSide(store, before);
      if (!one.ok) return one;
      const two = await readSide(store, after);
      if (!two.ok) return two;
      const examples = await savedCalls(store, serverId);
      const drift = await ports.drift.diff(one.value.tools, two.value.tools, { examples, signal });
      if (signal.aborted) return fail(cancelled("The comparison"));
      const { calls } = impactOf(drift, two.value.tools, { examples });
      return ok({ before: one.value, after: two.value, drift, calls: [...calls] });
    },

    async "drift.timeline"({ serverId, runIds }, { signal }) {
      const found: ChangedRun[] = [];
      for (const runId of runIds) {
        const snapshot = await store.getSnapshot(runId);
        if (snapshot === undefined || snapshot.serverId !== serverId) continue;
        const previous = await previousListed(store, serverId, runId);
        if (previous === undefined) continue;
        const earlier = await store.getSnapshot(previous);
        if (earlier === undefined) continue;
        if (signal.aborted) break;
        const key = `${earlier.listHash} ${snapshot.listHash}`;
        let level = levels.get(key);
        if (level === undefined) {
          const { level: worst, summary } = await ports.drift.diff(
            earlier.tools.map(({ raw }) => raw),
            snapshot.tools.map(({ raw }) => raw),
            { signal },
          );
          level = { level: worst, summary };
          if (levels.size >= MOST_LEVELS) levels.clear();
          levels.set(key, level);
        }
        found.push({ runId, ...level });
      }
      return found;
    },
  };
}

/** The run before this one that listed anything. */
async function previousListed(store: Store, serverId: string, runId: string): Promise<string | undefined> {
  let before = runId;
  for (;;) {
    const runs = await store.listRuns(serverId, 50, before);
    const listed = runs.find(({ outcome }) => outcome.state === "listed");
    const last = runs.at(-1);
    if (listed !== undefined || last === undefined) return listed?.id;
    before = last.id;
  }
}

async function readSide(store: Store, side: DriftSide): Promise<Result<ComparedList, ConsoleError>> {
  if (side.kind === "file") {
    const tools = readToolFile(side.text);
    return typeof tools === "string"
      ? fail(invalidInput("E_TOOL_FILE", tools, "Choose a file with an array of tools, or an object with `tools`."))
      : ok({ title: side.title, tools });
  }
  const id = side.kind === "snapshot" ? side.id : (await store.getServer(side.serverId))?.baseline;
  if (id === undefined) return fail(notFound("baseline", "", "Pin a snapshot as the baseline first."));
  const snapshot = await store.getSnapshot(id);
  if (snapshot === undefined) return fail(notFound("snapshot", id));
  return ok({
    title: snapshot.takenAt,
    takenAt: snapshot.takenAt,
    tools: snapshot.tools.map(({ raw }) => raw as never),
  });
}

async function savedCalls(store: Store, serverId: string): Promise<ReadonlyMap<string, readonly SavedCall[]>> {
  const calls = new Map<string, SavedCall[]>();
  for (const { toolName, name, argumentsText } of await store.listExamples(serverId)) {
    try {
      const saved: SavedCall = { name, arguments: JSON.parse(argumentsText) as unknown };
      calls.set(toolName, [...(calls.get(toolName) ?? []), saved]);
    } catch {
      // An example may be saved while it is no JSON yet: it never was a valid call, so nothing can break it.
    }
  }
  return calls;
}
