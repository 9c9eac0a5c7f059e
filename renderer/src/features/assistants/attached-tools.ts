import { useEffect, useEffectEvent, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { readPastTools } from "#renderer/api/lint/past-tools.ts";
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
      const past = snapshot === undefined ? [] : await readPastTools(api, snapshot);
      return { server, snapshot, past: past.map((tool) => Object.assign({ server: server.name }, tool)) };
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
