import { useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { ReadOnlyText } from "#renderer/editor/read-only-text.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import type { SupportBundle } from "#shared/report/support-bundle.ts";
import classes from "#renderer/features/bundle/tools-part.module.css";

interface Entry {
  readonly key: string;
  readonly name: string;
  readonly raw: unknown;
  /** Why it is malformed, where it is. */
  readonly reason?: string;
}

/** The tools of the newest list in a bundle, malformed entries with their reason. */
export function ToolsPart({ bundle: { snapshot } }: { readonly bundle: SupportBundle }) {
  const [chosen, setChosen] = useState<string>();
  const panes = useRememberedPanes("bundle-tools", ["list", "entry"]);
  if (snapshot === undefined)
    return (
      <EmptyState
        title="The bundle holds no list of tools."
        text="The server never listed any before it was written."
      />
    );
  const entries: readonly Entry[] = [
    ...snapshot.malformed.map(({ position, name = "(no name)", raw, reason }) => ({
      key: String(position),
      name,
      raw,
      reason,
    })),
    ...snapshot.tools.map(({ position, name, raw }) => ({ key: String(position), name, raw })),
  ];
  const entry = entries.find(({ key }) => key === chosen) ?? entries[0];
  if (entry === undefined) return <EmptyState title="The server listed no tools." />;
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="list" defaultSize="32%" minSize={180}>
        <VirtualList
          items={entries}
          label="Tools in the bundle"
          rowHeight={32}
          keyOf={({ key }) => key}
          selectedKey={entry.key}
          onSelect={({ key }) => setChosen(key)}
          renderRow={({ name, reason }) => (
            <div className={classes.row}>
              <code>{visibleText(name)}</code>
              {reason === undefined ? undefined : <span>malformed</span>}
            </div>
          )}
        />
      </Panel>
      <PaneSeparator label="Resize the list of tools" />
      <Panel id="entry" minSize={240}>
        <div className={classes.entry}>
          {entry.reason === undefined ? undefined : <p>{entry.reason}</p>}
          <ReadOnlyText key={entry.key} label={`Definition of ${entry.name}`} text={prettyJson(entry.raw)} />
        </div>
      </Panel>
    </Group>
  );
}
