import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { useDraftedNames } from "#renderer/features/drafts/drafts-store.ts";
import { LostDrafts } from "#renderer/features/drafts/lost-drafts.tsx";
import { SingleToolNote } from "#renderer/features/http-tools/single-tool-note.tsx";
import { chooseTool } from "#renderer/features/tools/tools-store.ts";
import { Suspense, type ReactNode } from "react";
// Not lazy: it is the first thing that is looked at, and a second fetch would show it 300 ms later.
import { ToolsTab } from "#renderer/features/tools/tools-tab.tsx";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/app/server-tabs.module.css";

/** What a tab of a server's page is given. */
interface ServerTabProps {
  readonly server: Server;
  readonly snapshot: Snapshot | undefined;
}

interface ServerTab {
  readonly id: string;
  readonly title: string;
  readonly render: (props: ServerTabProps) => ReactNode;
}

const CallPane = lazyPart(async () => (await import("#renderer/features/calls/call-pane.tsx")).CallPane);
const ToolFindings = lazyPart(async () => (await import("#renderer/features/lint/tool-findings.tsx")).ToolFindings);
const LintTab = lazyPart(async () => (await import("#renderer/features/lint/lint-tab.tsx")).LintTab);
const DriftTab = lazyPart(async () => (await import("#renderer/features/drift/drift-tab.tsx")).DriftTab);
const DiagnoseTab = lazyPart(async () => (await import("#renderer/features/diagnose/diagnose-tab.tsx")).DiagnoseTab);
const DraftPlace = lazyPart(async () => (await import("#renderer/app/draft-place.tsx")).DraftPlace);
const TrafficTab = lazyPart(async () => (await import("#renderer/features/traffic/traffic-tab.tsx")).TrafficTab);

/** The findings of a server, with the way to the tool each is about. */
function LintPlace({ server, snapshot }: ServerTabProps) {
  const api = useApi();
  const show = (position: number): void => {
    chooseTool(server.id, String(position));
    go(api, { tab: "tools" });
  };
  return <LintTab key={server.id} server={server} snapshot={snapshot} onShowTool={show} />;
}

/** What lint found in a tool, and calling it. */
function ToolPlace({ server, snapshot, tool }: ServerTabProps & { readonly tool: ToolEntry }) {
  const api = useApi();
  return (
    <div className={classes.tool}>
      {snapshot === undefined ? undefined : (
        <ToolFindings key={tool.position} tool={tool} snapshot={snapshot} onShowAll={() => go(api, { tab: "lint" })} />
      )}
      <div className={classes.call}>
        <CallPane server={server} tool={tool} />
      </div>
    </div>
  );
}

/** What the server lists, with the parts of other features around each tool. */
function ToolsPlace({ server, snapshot }: ServerTabProps) {
  const drafted = useDraftedNames(server.id);
  const [single, ...others] = snapshot?.tools ?? [];
  const list = (
    <ToolsTab
      server={server}
      snapshot={snapshot}
      drafted={drafted}
      renderCall={(tool) => (
        <ErrorBoundary part="Calling the tool">
          {/* Its own boundary: the list must not wait for the editor's code. */}
          <Suspense fallback={undefined}>
            <ToolPlace server={server} snapshot={snapshot} tool={tool} />
          </Suspense>
        </ErrorBoundary>
      )}
      renderDraft={(tool) => (
        <ErrorBoundary part="The draft">
          <DraftPlace serverId={server.id} tool={tool} />
        </ErrorBoundary>
      )}
    />
  );
  return (
    <div className={classes.tool}>
      {single === undefined || others.length > 0 ? undefined : <SingleToolNote tool={single} />}
      {snapshot === undefined ? undefined : <LostDrafts serverId={server.id} tools={snapshot.tools} />}
      <div className={classes.call}>{list}</div>
    </div>
  );
}

/** The tabs of a server's page, in order. A new one is one line here. */
export const SERVER_TABS: readonly ServerTab[] = [
  {
    id: "tools",
    title: "Tools",
    render: (props) => <ToolsPlace {...props} />,
  },
  {
    id: "lint",
    title: "Lint",
    render: ({ server, snapshot }) => <LintPlace key={server.id} server={server} snapshot={snapshot} />,
  },
  { id: "drift", title: "Drift", render: ({ server }) => <DriftTab key={server.id} server={server} /> },
  { id: "diagnose", title: "Diagnose", render: ({ server }) => <DiagnoseTab key={server.id} server={server} /> },
  {
    id: "traffic",
    title: "Traffic",
    render: ({ server }) => <TrafficTab key={server.id} serverId={server.id} serverName={server.name} />,
  },
];
