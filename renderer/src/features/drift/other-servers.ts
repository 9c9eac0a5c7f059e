import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { ChosenSide } from "#renderer/features/drift/drift-store.ts";
import type { Server } from "#shared/contract/server.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** Servers to compare with: features do not read each other's stores, so this one asks the core. */
export const otherServers = {
  /** Every other server that ever listed anything; follows changes. */
  use(serverId: string): readonly Server[] {
    const api = useApi();
    const [servers, setServers] = useState<readonly Server[]>([]);
    useEffect(() => {
      const keep = (all: readonly Server[]): void => setServers(all.filter(({ id }) => id !== serverId));
      api.call("servers.list", {}).then(keep, () => undefined); // only where the wire died; the connection bar says so
      return api.on("servers.changed", ({ servers: all }) => keep(all));
    }, [api, serverId]);
    return servers;
  },

  /** The newest list of another server as a side; undefined where it has none. */
  async newest(api: ConsoleApi, serverId: string): Promise<ChosenSide | undefined> {
    const snapshot = await api.call("snapshots.latest", { serverId });
    const name = (await api.call("servers.list", {})).find(({ id }) => id === serverId)?.name ?? "Another server";
    return snapshot === null ? undefined : { side: { kind: "snapshot", id: snapshot.id }, title: name };
  },
};
