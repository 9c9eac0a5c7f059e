import { useEffect, useMemo, type ReactNode } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { useOfferedActions } from "#renderer/api/actions.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { DiscoveryFailure } from "#renderer/features/servers/discovery-failure.tsx";
import { needSnapshot, useDiscovery } from "#renderer/features/servers/discovery-store.ts";
import { serverActions } from "#renderer/features/servers/server-actions.tsx";
import { ServerHeader } from "#renderer/features/servers/server-header.tsx";
import { PageTabs } from "#renderer/ui/page-tabs.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import classes from "#renderer/features/servers/server-page.module.css";

interface PageTab {
  readonly id: string;
  readonly title: string;
  readonly render: (props: { readonly server: Server; readonly snapshot: Snapshot | undefined }) => ReactNode;
}

interface ServerPageProps {
  readonly server: Server;
  readonly tabs: readonly PageTab[];
  /** Id of the open tab; an unknown one opens the first. */
  readonly tab: string;
  readonly onTab: (id: string) => void;
  /** Finds the step at which a connection fails; absent where nothing can. */
  readonly onDiagnose?: (() => void) | undefined;
}

/** One server: its verdict, what to do with it, and the tabs. */
export function ServerPage({ server, tabs, tab, onTab, onDiagnose }: ServerPageProps) {
  const api = useApi();
  const { snapshot, run } = useDiscovery(server.id);
  useEffect(() => needSnapshot(api, server.id), [api, server.id]);
  useOfferedActions(useMemo(() => serverActions(api, server), [api, server]));
  useOfferedActions(
    useMemo(
      () =>
        tabs.slice(0, 5).map(({ id, title }, index) => ({
          id: `tab.${id}`,
          title: `Show ${title}`,
          group: server.name,
          keywords: "tab",
          shortcut: `mod+${index + 1}`,
          run: () => onTab(id),
        })),
      [tabs, server.name, onTab],
    ),
  );
  const value = snapshot.state === "ready" ? snapshot.value : undefined;
  return (
    <section className={classes.page} aria-label={server.name} data-pane="workbench">
      {run.state === "running" ? <ProgressLine label={`Discovering ${server.name}`} /> : undefined}
      <ServerHeader server={server} onDiagnose={onDiagnose} />
      <DiscoveryFailure server={server} onDiagnose={onDiagnose} />
      <PageTabs
        label={`Parts of ${server.name}`}
        tabs={tabs}
        tab={tab}
        onTab={onTab}
        render={({ render }) => render({ server, snapshot: value })}
      />
    </section>
  );
}
