import { useEffect, useEffectEvent, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { earlierLists, pastTools } from "#renderer/features/assistants/past-tools.ts";
import type { Server } from "#shared/contract/server.ts";
import type { PastTool } from "#shared/lint/lint-input.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

/** What a server attached to an assistant last listed. */
export interface AttachedServer {
  readonly server: Server;
  /** Absent where it never listed anything. */
  readonly snapshot: Snapshot | undefined;
  /** Names that earlier lists had and the newest has not. */
  readonly past: readonly PastTool[];
}

const RUNS = 50;
/** Earlier, differing lists looked into for names that are gone. */
const LISTS = 5;

/** The newest lists of the attached servers, read anew whenever one of them is discovered. */
export function useAttachedServers(servers: readonly Server[], ids: readonly string[]): readonly AttachedServer[] {
  const api = useApi();
  const [attached, setAttached] = useState<readonly AttachedServer[]>([]);
  const named = new Map(servers.map((server) => [server.id, server]));
  // The servers' own rows change with every run; which are attached, and their names, are what matters here.
  const key = ids.map((id) => `${id} ${named.get(id)?.name ?? ""}`).join("\n");
  const serversOf = useEffectEvent((wanted: ReadonlySet<string>) => servers.filter(({ id }) => wanted.has(id)));
  useEffect(() => {
    let current = true;
    const wanted = new Set(key.split("\n").map((line) => line.slice(0, line.indexOf(" "))));
    const readOne = async (server: Server): Promise<AttachedServer> => {
      const snapshot = (await api.call("snapshots.latest", { serverId: server.id })) ?? undefined;
      const runs = await api.call("discovery.runs", { serverId: server.id, limit: RUNS });
      const past = new Map<string, PastTool>();
      for (const id of earlierLists(runs, snapshot, LISTS)) {
        const earlier = await api.call("snapshots.get", { id });
        if (!earlier.ok) continue;
        for (const tool of pastTools(server.name, earlier.value, snapshot)) {
          if (!past.has(tool.name)) past.set(tool.name, tool);
        }
      }
      return { server, snapshot, past: [...past.values()] };
    };
    const read = (): void => {
      Promise.all(serversOf(wanted).map(readOne)).then(
        (all) => current && setAttached(all),
        () => undefined, // only where the wire died; the connection bar says so
      );
    };
    read();
    const stop = api.on("discovery.finished", ({ run }) => wanted.has(run.serverId) && read());
    return () => {
      current = false;
      stop();
    };
  }, [api, key]);
  return attached;
}
