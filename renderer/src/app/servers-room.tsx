import { useMemo } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useOffered, useOfferedActions, type Action } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { go, useNavigation } from "#renderer/app/navigation.ts";
import { startDemo } from "#renderer/app/start-demo.ts";
import { SERVER_TABS } from "#renderer/app/server-tabs.tsx";
import { startDiagnosis } from "#renderer/features/diagnose/diagnosis-store.ts";
import { useUnseenChanges } from "#renderer/features/drift/drift-news.tsx";
import { ServerList } from "#renderer/features/servers/server-list.tsx";
import { ServerPage } from "#renderer/features/servers/server-page.tsx";
import { useServer, useServers, useServersStore } from "#renderer/features/servers/servers-store.ts";
import { WelcomePage } from "#renderer/features/servers/welcome-page.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** The list of servers, and the page of the chosen one. */
export function ServersRoom() {
  const api = useApi();
  const place = useNavigation();
  const servers = useServers();
  const read = useServersStore((state) => state.servers.state === "ready");
  const chosen = useServer(place.serverId) ?? servers[0];
  const { id: chosenId, name = "" } = chosen ?? {};
  const panes = useRememberedPanes("servers", ["list", "workbench"]);
  useOfferedActions(
    useMemo(() => (chosenId === undefined ? [] : [diagnoseAction(api, chosenId, name)]), [api, chosenId, name]),
  );
  const diagnose = useOffered("server.diagnose");
  const unseen = useUnseenChanges(chosenId);
  const tabs = useMemo(
    () =>
      unseen === 0
        ? SERVER_TABS
        : SERVER_TABS.map((tab) => (tab.id === "drift" ? Object.assign({}, tab, { title: `Drift ·${unseen}` }) : tab)),
    [unseen],
  );
  if (!read) return undefined;
  const open = (serverId: string): void => go(api, { room: "servers", serverId });
  if (chosen === undefined) return <WelcomePage onAdded={open} onDemo={() => startDemo(api)} />;
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
          tabs={tabs}
          tab={place.tab}
          onTab={(tab) => go(api, { tab })}
          onDiagnose={diagnose?.run}
        />
      </Panel>
    </Group>
  );
}

/** Opens the tab and starts, from the palette and from wherever something of this server failed. */
const diagnoseAction = (api: ConsoleApi, serverId: string, name: string): Action => ({
  id: "server.diagnose",
  title: `Diagnose ${name}`,
  group: name,
  keywords: "why unreachable steps dns tls",
  run: () => {
    go(api, { room: "servers", serverId, tab: "diagnose" });
    void startDiagnosis(api, serverId, { latency: false });
  },
});
