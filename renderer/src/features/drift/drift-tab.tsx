import { GitCompareArrows } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { ChangeDetail } from "#renderer/features/drift/change-detail.tsx";
import { ChangeList } from "#renderer/features/drift/change-list.tsx";
import { DriftBar } from "#renderer/features/drift/drift-bar.tsx";
import {
  choose,
  followDrift,
  readRuns,
  sideOfRun,
  useDrift,
  type DriftView,
} from "#renderer/features/drift/drift-store.ts";
import { RunTimeline } from "#renderer/features/drift/run-timeline.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import type { Server } from "#shared/contract/server.ts";
import classes from "#renderer/features/drift/drift-tab.module.css";

/** What changed between two discoveries of a server, what it breaks, and for whom. */
export function DriftTab({ server }: { readonly server: Server }) {
  const api = useApi();
  const view = useDrift(server.id);
  useEffect(() => followDrift(api, server.id, server.baseline), [api, server.id, server.baseline]);
  const older = useCallback(() => {
    if (view.read && !view.whole) void readRuns(api, server.id);
  }, [api, server.id, view.read, view.whole]);
  if (!view.read) return undefined;
  if (view.runs.every(({ outcome }) => outcome.state !== "listed"))
    return (
      <EmptyState
        icon={GitCompareArrows}
        title="Nothing has been listed yet."
        text="Every discovery leaves a snapshot; from the second one on, what changed is shown here."
      />
    );
  const idOf = (side: DriftView["before"]): string | undefined =>
    side?.side.kind === "snapshot" ? side.side.id : side?.side.kind === "baseline" ? server.baseline : undefined;
  return (
    <section className={classes.tab} aria-label="Drift" data-pane="drift">
      {view.comparison.state === "running" ? <ProgressLine label="Comparing" /> : undefined}
      <RunTimeline
        runs={view.runs}
        levels={view.levels}
        beforeId={idOf(view.before)}
        afterId={idOf(view.after)}
        baselineId={server.baseline}
        onChoose={(which, run) => void choose(api, server.id, { [which]: sideOfRun(run) })}
        onOldest={older}
      />
      <DriftBar server={server} view={view} />
      <Compared view={view} />
    </section>
  );
}

function Compared({ view: { comparison, before } }: { readonly view: DriftView }) {
  const panes = useRememberedPanes("drift", ["changes", "change"]);
  const [chosen, setChosen] = useState<string>();
  if (comparison.state === "failed") return <ErrorCard {...comparison.error} />;
  if (before === undefined)
    return (
      <EmptyState
        title="There is one snapshot so far."
        text="Discover again later, choose a file, or another server to compare with."
      />
    );
  if (comparison.state !== "ready") return undefined;
  const { drift } = comparison.value;
  if (drift.tools.length === 0 && drift.noise.length === 0)
    return <EmptyState icon={GitCompareArrows} title="Nothing changed between these two." />;
  const tool = drift.tools.find(({ name }) => name === chosen) ?? drift.tools[0];
  return (
    <div className={classes.compared}>
      <Group {...panes} orientation="horizontal">
        <Panel id="changes" defaultSize="44%" minSize={280}>
          <ChangeList comparison={comparison.value} chosen={tool?.name} onChoose={setChosen} />
        </Panel>
        <PaneSeparator label="Resize the list of changes" />
        <Panel id="change" minSize={280}>
          {tool === undefined ? undefined : <ChangeDetail key={tool.name} tool={tool} comparison={comparison.value} />}
        </Panel>
      </Group>
    </div>
  );
}
