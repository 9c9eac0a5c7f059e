import { lazy, type ReactNode } from "react";
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

const ToolsTab = lazy(async () => ({ default: (await import("#renderer/features/tools/tools-tab.tsx")).ToolsTab }));
const CallPane = lazy(async () => ({ default: (await import("#renderer/features/calls/call-pane.tsx")).CallPane }));
const TrafficTab = lazy(async () => ({
  default: (await import("#renderer/features/traffic/traffic-tab.tsx")).TrafficTab,
}));

const DiagnoseTab = lazy(async () => ({
  default: (await import("#renderer/features/diagnose/diagnose-tab.tsx")).DiagnoseTab,
}));

/** The tabs of a server's page, in order. A new one is one line here. */
export const SERVER_TABS: readonly ServerTab[] = [
  {
    id: "tools",
    title: "Tools",
    render: ({ server, snapshot }) => (
      <ToolsTab server={server} snapshot={snapshot} renderCall={(tool) => <CallPane server={server} tool={tool} />} />
    ),
  },
  { id: "diagnose", title: "Diagnose", render: ({ server }) => <DiagnoseTab key={server.id} server={server} /> },
  { id: "traffic", title: "Traffic", render: ({ server }) => <TrafficTab key={server.id} serverId={server.id} /> },
];
