import type { Store } from "#core/store-port.ts";
import { readDrafts } from "./draft-handlers.ts";
import { dropRunsOf } from "./kept-runs.ts";
import { readSuites } from "./suite-handlers.ts";

/**
 * Drops the suites that were removed before this start with their runs, and the drafts of servers that are gone.
 * Call it after the removed servers were purged.
 */
export async function purgeSuites(store: Store): Promise<void> {
  const removed = (await readSuites(store)).filter(({ removedAt }) => removedAt !== undefined);
  if (removed.length > 0) {
    const gone = new Set(removed.map(({ id }) => id));
    await dropRunsOf(store, gone);
    for (const id of gone) await store.removeDocument("suite", id);
  }
  const drafts = await readDrafts(store);
  if (drafts.length === 0) return;
  const servers = new Set((await store.listServers()).map(({ id }) => id));
  for (const { id, serverId } of drafts) if (!servers.has(serverId)) await store.removeDocument("draft", id);
}
