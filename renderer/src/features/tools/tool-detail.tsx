import { Tabs } from "@mantine/core";
import { ChevronDown, ChevronUp } from "lucide-react";
import { Suspense, useMemo, useState, type ReactNode } from "react";
import { Group, Panel, usePanelRef } from "react-resizable-panels";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { AnnotationBadges } from "#renderer/features/tools/annotation-badges.tsx";
import { DescriptionTab } from "#renderer/features/tools/description-tab.tsx";
import { ModelTab } from "#renderer/features/tools/model-tab.tsx";
import { RawTab } from "#renderer/features/tools/raw-tab.tsx";
import { SchemaTab } from "#renderer/features/tools/schema-tab.tsx";
import type { ToolRow } from "#renderer/features/tools/tool-index.ts";
import { CopyText } from "#renderer/editor/copy-text.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { viewTool } from "#shared/mcp/tool.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";

const TABS = ["description", "model", "schema", "raw", "draft"] as const;
const TITLES = {
  description: "Description",
  model: "As the model sees it",
  schema: "Schema",
  raw: "Raw",
  draft: "Draft",
} as const;

interface ToolDetailProps {
  readonly row: ToolRow & { readonly kind: "tool" };
  readonly snapshot: Snapshot;
  /** Whether the tool has a draft. */
  readonly drafted: boolean;
  /** What calls the tool; stays on screen below every tab but the draft's. */
  readonly call: ReactNode;
  /** Where the tool's texts are drafted; has the whole height. */
  readonly draft: ReactNode;
}

/** One tool: what it says of itself above, calling it below. The upper part folds away; both keep their size. */
export function ToolDetail({ row, snapshot, drafted, call, draft }: ToolDetailProps) {
  const api = useApi();
  const panes = useRememberedPanes("tool", ["tool-words", "tool-call"]);
  const words = usePanelRef();
  const remembered = usePreferences((state) => state.view["tool-tab"]);
  const tab = TABS.find((known) => known === remembered) ?? "description";
  const [folded, setFolded] = useState(false);
  const tool = viewTool(row.entry.raw);

  const openTab = (id: string | null): void => {
    if (id === null) return;
    rememberView(api, "tool-tab", id);
    words.current?.expand();
  };

  useOfferedActions(
    useMemo(
      () => [
        {
          id: "tool.draft",
          title: `Draft the texts of ${row.name}`,
          group: "Tool",
          keywords: "description edit change",
          run: () => rememberView(api, "tool-tab", "draft"),
        },
      ],
      [api, row.name],
    ),
  );

  return (
    <section className={classes.detail} data-pane="tool" aria-label={`Tool ${row.name}`}>
      <header className={classes.header}>
        <h2 className={classes.name}>
          <ServerText text={row.name} limit={300} />
        </h2>
        <CopyText text={row.name} what="the tool’s name" />
        {tool.title === undefined ? undefined : (
          <span className={classes.title}>
            <ServerText text={tool.title} limit={200} />
          </span>
        )}
        <AnnotationBadges annotations={tool.annotations} />
        {row.duplicate ? (
          <span className={classes.duplicate}>
            <StatusMark tone="attention" /> listed twice: calls go to the name, not to this entry
          </span>
        ) : undefined}
      </header>
      <Tabs value={tab} onChange={openTab} keepMounted={false} className={classes.tabs}>
        <div className={classes.tabBar}>
          <Tabs.List aria-label={`About ${row.name}`} className={classes.tabList}>
            {TABS.map((id) => (
              <Tabs.Tab key={id} value={id} onClick={() => words.current?.expand()}>
                {TITLES[id]}
                {id === "draft" && drafted ? " ·1" : ""}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tab === "draft" ? undefined : (
            <IconButton
              icon={folded ? ChevronDown : ChevronUp}
              label={folded ? "Show what the tool says" : "Fold away what the tool says"}
              onClick={() => (folded ? words.current?.expand() : words.current?.collapse())}
            />
          )}
        </div>
        {tab === "draft" ? (
          <Tabs.Panel value="draft" className={classes.whole}>
            <Suspense fallback={undefined}>{draft}</Suspense>
          </Tabs.Panel>
        ) : (
          <Group {...panes} orientation="vertical" className={classes.panes}>
            <Panel
              id="tool-words"
              panelRef={words}
              defaultSize={window.innerHeight < 800 ? "26%" : "42%"}
              minSize={72}
              collapsible
              collapsedSize={0}
              onResize={({ inPixels }) => setFolded(inPixels < 8)}
            >
              <Tabs.Panel value="description" className={classes.panel}>
                <DescriptionTab key={row.entry.hash} tool={tool} />
              </Tabs.Panel>
              <Tabs.Panel value="model" className={classes.panel}>
                <ModelTab key={row.entry.hash} tool={tool} snapshot={snapshot} />
              </Tabs.Panel>
              <Tabs.Panel value="schema" className={classes.panel}>
                <SchemaTab key={row.entry.hash} tool={tool} />
              </Tabs.Panel>
              <Tabs.Panel value="raw" className={classes.panel}>
                <RawTab label={`Raw entry of ${row.name}`} value={row.entry.raw} />
              </Tabs.Panel>
            </Panel>
            <PaneSeparator label="Resize the description" />
            <Panel id="tool-call" minSize={140}>
              {/* Its code arrives after the list's; the list does not wait for it. */}
              <Suspense fallback={undefined}>{call}</Suspense>
            </Panel>
          </Group>
        )}
      </Tabs>
    </section>
  );
}
