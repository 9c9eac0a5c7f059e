import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { choose } from "#renderer/features/drift/drift-store.ts";
import { closeMatrix, useMatrix } from "#renderer/features/drift/matrix-store.ts";
import { otherServers } from "#renderer/features/drift/other-servers.ts";
import { SurfaceMatrixView } from "#renderer/features/drift/surface-matrix-view.tsx";
import { useServers } from "#renderer/features/servers/servers-store.ts";
import type { Server } from "#shared/contract/server.ts";

/** Tools by server, and the way from there to what differs between two of them. */
export function MatrixWindow() {
  const api = useApi();
  const { opened, first } = useMatrix();
  const servers = useServers();
  const compare = async (before: Server, after: Server): Promise<void> => {
    closeMatrix();
    const sides = await Promise.all([otherServers.newest(api, before.id), otherServers.newest(api, after.id)]);
    go(api, { room: "servers", serverId: after.id, tab: "drift" });
    await choose(api, after.id, { before: sides[0], after: sides[1] });
  };
  return (
    <SurfaceMatrixView
      key={first.join(" ")}
      opened={opened}
      servers={servers}
      first={first}
      onClose={closeMatrix}
      onCompare={(before, after) => void compare(before, after)}
    />
  );
}
