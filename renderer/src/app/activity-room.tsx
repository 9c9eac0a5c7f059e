import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { ActivityPage } from "#renderer/features/activity/activity-page.tsx";
import { useServers } from "#renderer/features/servers/servers-store.ts";

/** Activity, with the names of the servers and the way to them. */
export function ActivityRoom() {
  const api = useApi();
  const servers = useServers();
  return <ActivityPage servers={servers} onOpen={(serverId) => go(api, { room: "servers", serverId, tab: "tools" })} />;
}
