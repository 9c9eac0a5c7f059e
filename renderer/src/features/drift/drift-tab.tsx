import { Button } from "@mantine/core";
import { GitCompareArrows } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { ComparisonView } from "#renderer/features/drift/comparison-view.tsx";
import { CompareUrlDialog } from "#renderer/features/drift/compare-url-dialog.tsx";
import { DriftBar } from "#renderer/features/drift/drift-bar.tsx";
import {
  choose,
  chooseDefault,
  followDrift,
  readRuns,
  sideOfRun,
  useDrift,
  type DriftView,
} from "#renderer/features/drift/drift-store.ts";
import { sawChanges, useUnseenChanges } from "#renderer/features/drift/drift-news.tsx";
import { usePromptImpacts } from "#renderer/features/drift/prompt-impacts.ts";
import { useSuiteImpacts } from "#renderer/features/drift/suite-impacts.ts";
import { RunTimeline } from "#renderer/features/drift/run-timeline.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import type { Server } from "#shared/contract/server.ts";
import classes from "#renderer/features/drift/drift-tab.module.css";

/** What changed between two discoveries of a server, what it breaks, and for whom. */
export function DriftTab({ server }: { readonly server: Server }) {
  const api = useApi();
  const view = useDrift(server.id);
  const unseen = useUnseenChanges(server.id);
  useEffect(() => followDrift(api, server.id, server.baseline), [api, server.id, server.baseline]);
  useEffect(() => {
    if (unseen > 0) sawChanges(server.id);
  }, [server.id, unseen]);
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
        whole={view.whole}
        onChoose={(which, run) => void choose(api, server.id, { [which]: sideOfRun(run) })}
        onOldest={older}
      />
      <DriftBar server={server} view={view} />
      <CompareUrlDialog server={server} />
      <Compared server={server} view={view} />
    </section>
  );
}

function Compared({
  server,
  view: { comparison, before, after },
}: {
  readonly server: Server;
  readonly view: DriftView;
}) {
  const api = useApi();
  const prompts = usePromptImpacts(server.id, comparison.state === "ready" ? comparison.value : undefined);
  const suites = useSuiteImpacts(server.id, comparison.state === "ready" ? comparison.value : undefined);
  if (comparison.state === "failed")
    return (
      <div className={classes.failed}>
        <ErrorCard {...comparison.error}>
          {/* A file is read as it was chosen: trying again would read the same text. */}
          {before?.side.kind === "file" ? undefined : (
            <Button variant="default" onClick={() => void choose(api, server.id, { before, after })}>
              Try again
            </Button>
          )}
          <Button variant="default" onClick={() => chooseDefault(api, server.id, server.baseline)}>
            Back to the last change
          </Button>
        </ErrorCard>
      </div>
    );
  if (before === undefined)
    return (
      <EmptyState
        icon={GitCompareArrows}
        title="There is one snapshot so far."
        text="Discover again later, or compare it with a file of tools, another URL or another server's list."
      />
    );
  if (comparison.state !== "ready") return undefined;
  return (
    <div className={classes.compared}>
      <ComparisonView comparison={comparison.value} prompts={prompts} suites={suites} />
    </div>
  );
}
