import { createHash } from "node:crypto";
import { cancelled } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { ChangedRun } from "#shared/contract/drift.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import { selfOf, withServer } from "#shared/drift/compare-server.ts";
import { impactOf } from "#shared/drift/impact.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import type { JobParts } from "#core/ports.ts";
import type { Store } from "#core/store-port.ts";
import { entriesOf, readSide } from "./read-side.ts";

/** Levels of neighbouring runs, by hashes of their lists and servers: once a process, a few hundred bytes each. */
const MOST_LEVELS = 5_000;

/** `drift.*` of the contract. */
export function compareHandlers(parts: JobParts): Pick<Handlers, "drift.compare" | "drift.timeline"> {
  const { ports } = parts;
  const { store } = ports;
  const levels = new Map<string, Omit<ChangedRun, "runId">>();

  return {
    async "drift.compare"({ compareId, serverId, before, after }, { signal }) {
      const job = { compareId, signal };
      const [one, two] = await Promise.all([readSide(parts, before, job), readSide(parts, after, job)]);
      if (!one.ok) return one;
      if (!two.ok) return two;
      const examples = await savedCalls(store, serverId);
      const [old, now] = [one.value, two.value];
      const found = await ports.drift.diff(old.list.tools, now.list.tools, { examples, signal });
      if (signal.aborted) return fail(cancelled("The comparison"));
      const another = old.address !== undefined && now.address !== undefined && old.address !== now.address;
      const drift = withServer(found, old.self, now.self, { another });
      const { calls } = impactOf(drift, now.list.tools, { examples });
      return ok({ before: old.list, after: now.list, drift, calls: [...calls] });
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
        const [was, is] = [selfOf(earlier.facts), selfOf(snapshot.facts)];
        const key = [earlier.listHash, snapshot.listHash, sha256(stableJson([was, is]))].join(" ");
        let level = levels.get(key);
        if (level === undefined) {
          const lists = await ports.drift.diff(entriesOf(earlier), entriesOf(snapshot), { signal });
          const { level: worst, summary } = withServer(lists, was, is);
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

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

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
