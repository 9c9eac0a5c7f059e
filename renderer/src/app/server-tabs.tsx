import type { ReactNode } from "react";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

/** What a tab of a server's page is given. */
export interface ServerTabProps {
  readonly server: Server;
  readonly snapshot: Snapshot | undefined;
}

interface ServerTab {
  readonly id: string;
  readonly title: string;
  readonly render: (props: ServerTabProps) => ReactNode;
}

const ToolsTab = lazyPart(async () => (await import("#renderer/features/tools/tools-tab.tsx")).ToolsTab);
const CallPane = lazyPart(async () => (await import("#renderer/features/calls/call-pane.tsx")).CallPane);
const DriftTab = lazyPart(async () => (await import("#renderer/features/drift/drift-tab.tsx")).DriftTab);
const DiagnoseTab = lazyPart(async () => (await import("#renderer/features/diagnose/diagnose-tab.tsx")).DiagnoseTab);
const TrafficTab = lazyPart(async () => (await import("#renderer/features/traffic/traffic-tab.tsx")).TrafficTab);

/** The tabs of a server's page, in order. A new one is one line here. */
export const SERVER_TABS: readonly ServerTab[] = [
  {
    id: "tools",
    title: "Tools",
    render: ({ server, snapshot }) => (
      <ToolsTab
        server={server}
        snapshot={snapshot}
        renderCall={(tool) => (
          <ErrorBoundary part="Calling the tool">
            <CallPane server={server} tool={tool} />
          </ErrorBoundary>
        )}
      />
    ),
  },
  { id: "drift", title: "Drift", render: ({ server }) => <DriftTab key={server.id} server={server} /> },
  { id: "diagnose", title: "Diagnose", render: ({ server }) => <DiagnoseTab key={server.id} server={server} /> },
  { id: "traffic", title: "Traffic", render: ({ server }) => <TrafficTab key={server.id} serverId={server.id} /> },
];
