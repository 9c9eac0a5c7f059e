import { notFound } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { Server } from "#shared/contract/server.ts";
import { hearChanges } from "./hear-changes.ts";
import { oneAtATime, repeat } from "./refreshing.ts";
import type { JobParts } from "#core/ports.ts";
import type { ServerChange, StoredServer } from "#core/store-port.ts";

/** What watching needs of the other jobs; the core's wiring gives it. */
export interface WatchParts {
  /** Runs one discovery under a fresh id; settles when it is over, whatever its outcome. */
  readonly discover: (serverId: string, signal: AbortSignal) => Promise<unknown>;
  readonly show: (server: StoredServer) => Promise<Server>;
}

/** The watched servers of this process, and the end of watching. */
export interface Watch {
  readonly handlers: Pick<Handlers, "watch.set" | "baselines.set">;
  /** Takes up what the store says is watched. */
  resume(): Promise<void>;
  close(): void;
}

/**
 * Discovers watched servers again and again, each at its own interval counted from the end of a run, and at once when
 * the server says that its list changed. A slow server is never asked twice at once. What changed is told by the runs'
 * own events.
 */
export function createWatch(parts: JobParts, { discover, show }: WatchParts): Watch {
  const { ports, serversChanged } = parts;
  const { store } = ports;
  const watched = new Map<string, AbortController>();

  const stop = (serverId: string): void => {
    watched.get(serverId)?.abort();
    watched.delete(serverId);
  };
  const start = (serverId: string, everyMs: number): void => {
    stop(serverId);
    const controller = new AbortController();
    watched.set(serverId, controller);
    const { signal } = controller;
    const refresh = oneAtATime(signal, () =>
      discover(serverId, signal).catch((error: unknown) => ports.log.bug("watching a server", error)),
    );
    void repeat(everyMs, signal, refresh);
    hearChanges(parts, serverId, signal, () => void refresh()).catch((error: unknown) =>
      ports.log.bug("listening to a watched server", error),
    );
  };
  const change = async (serverId: string, fields: ServerChange) => {
    const known = await store.getServer(serverId);
    if (known === undefined || known.removedAt !== undefined) return fail(notFound("server", serverId));
    const changed = await store.updateServer(serverId, fields);
    if (changed === undefined) return fail(notFound("server", serverId));
    await serversChanged();
    return ok(await show(changed));
  };

  return {
    handlers: {
      async "watch.set"({ serverId, everyMs }) {
        const result = await change(serverId, { watchMs: everyMs ?? undefined });
        if (result.ok && everyMs !== null) start(serverId, everyMs);
        else stop(serverId);
        return result;
      },
      async "baselines.set"({ serverId, snapshotId }) {
        if (snapshotId !== null) {
          const snapshot = await store.getSnapshot(snapshotId);
          if (snapshot?.serverId !== serverId) return fail(notFound("snapshot", snapshotId));
        }
        return change(serverId, { baseline: snapshotId ?? undefined });
      },
    },
    async resume() {
      for (const { id, watchMs, removedAt } of await store.listServers()) {
        if (watchMs !== undefined && removedAt === undefined) start(id, watchMs);
      }
    },
    close() {
      for (const serverId of watched.keys()) stop(serverId);
    },
  };
}
