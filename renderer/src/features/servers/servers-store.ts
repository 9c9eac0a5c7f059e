import { create } from "zustand";
import { newId } from "#renderer/api/jobs.ts";
import { idle, ready, running, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Result } from "#shared/base/result.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import type { NewServer, Server } from "#shared/contract/server.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

interface ServersState {
  readonly servers: Remote<readonly Server[]>;
}

const NONE: readonly Server[] = [];

/** The mirror of the core's servers. */
export const useServersStore = create<ServersState>(() => ({ servers: idle }));

/** The servers in their order; empty until they were read. */
export const useServers = (): readonly Server[] => useServersStore((state) => valueOf(state.servers) ?? NONE);

/** One server, if it is there. */
export const useServer = (id: string | undefined): Server | undefined =>
  useServersStore((state) => (id === undefined ? undefined : valueOf(state.servers)?.find((one) => one.id === id)));

/** Reads the servers and follows their changes. Returns the end of following. */
export function followServers(api: ConsoleApi): () => void {
  const stops = [
    api.on("servers.changed", ({ servers }) => useServersStore.setState({ servers: ready(servers) })),
    api.on("discovery.finished", ({ run }) => noteRun(run)),
  ];
  if (useServersStore.getState().servers.state === "idle") useServersStore.setState({ servers: running });
  api.call("servers.list", {}).then(
    (servers) => useServersStore.setState({ servers: ready(servers) }),
    () => undefined, // only where the wire died; the connection bar says so
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** Adds a server under an id minted here. */
export async function addServer(api: ConsoleApi, server: Omit<NewServer, "id">): Promise<Result<Server, ConsoleError>> {
  const added = await api.call("servers.add", { ...server, id: newId() });
  if (added.ok) putServer(added.value);
  return added;
}

/** Changes what is named; an absent URL or headers stay as they are. */
export async function updateServer(
  api: ConsoleApi,
  change: MethodInput<"servers.update">,
): Promise<Result<Server, ConsoleError>> {
  const changed = await api.call("servers.update", change);
  if (changed.ok) putServer(changed.value);
  return changed;
}

/** Removes a server; `servers.restore` brings it back with everything until the next start. */
export async function removeServer(api: ConsoleApi, id: string): Promise<Result<unknown, ConsoleError>> {
  const removed = await api.call("servers.remove", { id });
  if (removed.ok) edit((servers) => servers.filter((server) => server.id !== id));
  return removed;
}

/** Takes a removal back. */
export async function restoreServer(api: ConsoleApi, id: string): Promise<Result<Server, ConsoleError>> {
  const restored = await api.call("servers.restore", { id });
  if (restored.ok) putServer(restored.value);
  return restored;
}

function putServer(server: Server): void {
  edit((servers) =>
    servers.some(({ id }) => id === server.id)
      ? servers.map((one) => (one.id === server.id ? server : one))
      : [...servers, server],
  );
}

function noteRun(run: DiscoveryRun): void {
  edit((servers) => servers.map((server) => (server.id === run.serverId ? { ...server, lastRun: run } : server)));
}

function edit(change: (servers: readonly Server[]) => readonly Server[]): void {
  const { servers } = useServersStore.getState();
  if (servers.state === "ready") useServersStore.setState({ servers: ready(change(servers.value)) });
}
