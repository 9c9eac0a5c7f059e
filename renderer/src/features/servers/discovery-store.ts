import { create } from "zustand";
import { describeJob, newId, runJob, useJobs } from "#renderer/api/jobs.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { RpcFailure } from "#shared/rpc/message.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** What is known of one server's discovery in this window. */
export interface Discovery {
  /** `absent` = the core has none: it never listed anything. */
  readonly snapshot:
    | { readonly state: "unread" | "reading" | "absent" }
    | { readonly state: "ready"; readonly value: Snapshot };
  readonly run:
    | { readonly state: "resting" }
    | { readonly state: "running"; readonly runId: string; readonly detail: string }
    | { readonly state: "failed"; readonly runId: string; readonly error: ConsoleError };
  /** The failed run that was put away by the person. */
  readonly dismissedRunId: string | undefined;
}

const UNKNOWN: Discovery = { snapshot: { state: "unread" }, run: { state: "resting" }, dismissedRunId: undefined };

interface DiscoveryState {
  readonly byServer: ReadonlyMap<string, Discovery>;
}

const useDiscoveryStore = create<DiscoveryState>(() => ({ byServer: new Map() }));

/** The discovery of one server. */
export const useDiscovery = (serverId: string): Discovery =>
  useDiscoveryStore((state) => state.byServer.get(serverId) ?? UNKNOWN);

/** Ids of the servers that are being discovered now. */
export const useRunningDiscoveries = (): ReadonlyMap<string, Discovery> => useDiscoveryStore((state) => state.byServer);

/** Hears the progress of every run, and re-reads snapshots that a run elsewhere has replaced. */
export function followDiscoveries(api: ConsoleApi): () => void {
  const stops = [
    api.on("discovery.progressed", ({ runId, serverId, detail, tools }) => {
      const said = tools > 0 ? `${detail}, ${tools} tools` : detail;
      describeJob(runId, said);
      const { run } = at(serverId);
      if (run.state === "running" && run.runId === runId) put(serverId, { run: { ...run, detail: said } });
    }),
    api.on("discovery.finished", ({ run }) => {
      const known = at(run.serverId);
      const ours = known.run.state === "running" && known.run.runId === run.id;
      const held = known.snapshot.state === "ready" ? known.snapshot.value.id : undefined;
      if (!ours && run.outcome.state === "listed" && known.snapshot.state !== "unread" && held !== run.id)
        void readSnapshot(api, run.serverId);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Reads the newest snapshot of a server, once; `readSnapshot` reads it again. */
export function needSnapshot(api: ConsoleApi, serverId: string): void {
  if (at(serverId).snapshot.state === "unread") void readSnapshot(api, serverId);
}

async function readSnapshot(api: ConsoleApi, serverId: string): Promise<void> {
  if (at(serverId).snapshot.state === "unread") put(serverId, { snapshot: { state: "reading" } });
  try {
    const snapshot = await api.call("snapshots.latest", { serverId });
    const held = at(serverId).snapshot;
    if (snapshot !== null) put(serverId, { snapshot: { state: "ready", value: snapshot } });
    else if (held.state === "reading") put(serverId, { snapshot: { state: "absent" } });
  } catch (error) {
    if (!(error instanceof RpcFailure)) throw error;
    if (at(serverId).snapshot.state === "reading") put(serverId, { snapshot: { state: "unread" } });
  }
}

/** Discovers a server again. The last snapshot stays while it runs and when it fails. One run at a time a server. */
export async function discover(api: ConsoleApi, serverId: string): Promise<void> {
  if (at(serverId).run.state === "running") return;
  const runId = newId();
  put(serverId, { run: { state: "running", runId, detail: "connecting" } });
  try {
    const result = await runJob({ id: runId, kind: "discovery", serverId, title: "Discover" }, (signal) =>
      api.call("discovery.run", { runId, serverId }, { signal }),
    );
    put(
      serverId,
      result.ok
        ? { run: { state: "resting" }, snapshot: { state: "ready", value: result.value } }
        : result.error.kind === "cancelled"
          ? { run: { state: "resting" } }
          : { run: { state: "failed", runId, error: result.error } },
    );
  } catch (error) {
    put(serverId, { run: { state: "resting" } });
    // Cancelled by the person, or the wire died, which the connection bar says.
    if (!(error instanceof RpcFailure) || (error.kind !== "cancelled" && error.kind !== "disconnected")) throw error;
  }
}

/** Stops the run under way, if there is one. */
export function cancelDiscovery(serverId: string): void {
  const { run } = at(serverId);
  if (run.state !== "running") return;
  const { runId } = run;
  useJobs
    .getState()
    .running.find(({ id }) => id === runId)
    ?.cancel();
}

/** Puts a failure away; it comes back only with another run. */
export function dismissFailure(serverId: string, runId: string): void {
  put(serverId, { dismissedRunId: runId });
}

/** Forgets everything: another core, another window. */
export function forgetDiscoveries(): void {
  useDiscoveryStore.setState({ byServer: new Map() });
}

function at(serverId: string): Discovery {
  return useDiscoveryStore.getState().byServer.get(serverId) ?? UNKNOWN;
}

function put(serverId: string, change: Partial<Discovery>): void {
  useDiscoveryStore.setState(({ byServer }) => ({
    byServer: new Map(byServer).set(serverId, { ...(byServer.get(serverId) ?? UNKNOWN), ...change }),
  }));
}
