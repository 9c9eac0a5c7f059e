import { ListX } from "lucide-react";
import { memo, useCallback, useMemo, type ReactNode } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { MalformedDetail } from "#renderer/features/tools/malformed-detail.tsx";
import { ToolDetail } from "#renderer/features/tools/tool-detail.tsx";
import { indexTools, type Drafted, type ToolRow } from "#renderer/features/tools/tool-index.ts";
import { ToolList } from "#renderer/features/tools/tool-list.tsx";
import { chooseTool, useToolsView } from "#renderer/features/tools/tools-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";

interface ToolsTabProps {
  readonly server: Server;
  /** Undefined while nothing was ever listed. */
  readonly snapshot: Snapshot | undefined;
  /** Draws what calls the tool, below its definition. */
  readonly renderCall: (tool: ToolEntry) => ReactNode;
  /** Draws the tab where the tool's texts are drafted. */
  readonly renderDraft: (tool: ToolEntry) => ReactNode;
  /** The names that have a draft, and whether it is used. */
  readonly drafted: Drafted;
}

/** What a server lists: the list as advertised, and the chosen tool beside it. */
export function ToolsTab({ server, snapshot, renderCall, renderDraft, drafted }: ToolsTabProps) {
  const panes = useRememberedPanes("tools", ["tool-list", "tool-detail"]);
  const rows = useMemo(() => (snapshot === undefined ? [] : indexTools(snapshot)), [snapshot]);
  const wanted = useToolsView((state) => state.chosen.get(server.id));
  const chosen = rows.find((row) => row.key === wanted) ?? rows[0];
  const choose = useCallback((key: string) => chooseTool(server.id, key), [server.id]);

  if (snapshot === undefined) {
    const text =
      server.lastRun?.outcome.state === "failed"
        ? "The last discovery run failed before it listed anything."
        : "They appear here as soon as a discovery run has listed them.";
    return <EmptyState icon={ListX} title="No tools are known of this server yet." text={text} />;
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={ListX}
        title="The server answered, and lists no tools."
        text="A conversation started now would register nothing. What it lists can depend on the address and on the credentials in it."
      />
    );
  }
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="tool-list" defaultSize={250} minSize={170} maxSize={520} groupResizeBehavior="preserve-pixel-size">
        <ToolList
          serverId={server.id}
          rows={rows}
          chosenKey={chosen?.key}
          malformed={snapshot.malformed.length}
          incomplete={snapshot.incomplete}
          drafted={drafted}
          onChoose={choose}
        />
      </Panel>
      <PaneSeparator label="Resize the list of tools" />
      <Panel id="tool-detail" minSize={380}>
        {chosen === undefined ? undefined : (
          <Detail
            row={chosen}
            snapshot={snapshot}
            draft={drafted.get(chosen.name)}
            renderCall={renderCall}
            renderDraft={renderDraft}
          />
        )}
      </Panel>
    </Group>
  );
}

interface DetailProps extends Pick<ToolsTabProps, "renderCall" | "renderDraft"> {
  readonly row: ToolRow;
  readonly snapshot: Snapshot;
  readonly draft: "used" | "unused" | undefined;
}

const Detail = memo(function Detail({ row, snapshot, draft, renderCall, renderDraft }: DetailProps) {
  if (row.kind === "malformed") return <MalformedDetail entry={row.entry} />;
  return (
    <ToolDetail
      row={row}
      snapshot={snapshot}
      drafted={draft !== undefined}
      call={renderCall(row.entry)}
      draft={renderDraft(row.entry)}
    />
  );
}, sameDetail);

/** What draws the parts is a new function at each render of the app; the tool is what counts. */
function sameDetail(before: DetailProps, after: DetailProps): boolean {
  return before.row === after.row && before.snapshot === after.snapshot && before.draft === after.draft;
}
