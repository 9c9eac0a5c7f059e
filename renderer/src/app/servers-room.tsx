import { Group, Panel } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { go, useNavigation } from "#renderer/app/navigation.ts";
import { SERVER_TABS } from "#renderer/app/server-tabs.tsx";
import { ServerList } from "#renderer/features/servers/server-list.tsx";
import { ServerPage } from "#renderer/features/servers/server-page.tsx";
import { useServer, useServers, useServersStore } from "#renderer/features/servers/servers-store.ts";
import { WelcomePage } from "#renderer/features/servers/welcome-page.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";

/** The list of servers, and the page of the chosen one. */
export function ServersRoom() {
  const api = useApi();
  const place = useNavigation();
  const servers = useServers();
  const read = useServersStore((state) => state.servers.state === "ready");
  const chosen = useServer(place.serverId) ?? servers[0];
  const panes = useRememberedPanes("servers", ["list", "workbench"]);
  if (!read) return undefined;
  const open = (serverId: string): void => go(api, { room: "servers", serverId });
  if (chosen === undefined) return <WelcomePage onAdded={open} />;
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="list" defaultSize={240} minSize={180} maxSize={420} groupResizeBehavior="preserve-pixel-size">
        <ServerList servers={servers} chosenId={chosen.id} onChoose={open} />
      </Panel>
      <PaneSeparator label="Resize the list of servers" />
      <Panel id="workbench" minSize={480}>
        <ServerPage
          key={chosen.id}
          server={chosen}
          tabs={SERVER_TABS}
          tab={place.tab}
          onTab={(tab) => go(api, { tab })}
        />
      </Panel>
    </Group>
  );
}
