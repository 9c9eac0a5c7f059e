import { Button } from "@mantine/core";
import { GitCompareArrows } from "lucide-react";
import { showRun } from "#renderer/features/suites/runs-store.ts";
import { changeView } from "#renderer/features/suites/suite-view-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatAge, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import type { SuiteRunRow } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/runs-list.module.css";

interface RunsListProps {
  readonly suiteId: string;
  readonly runs: readonly SuiteRunRow[];
  /** The run whose results are shown. */
  readonly shownId: string | undefined;
}

/** Every run of a suite, newest first. The chosen one's results are those that are shown. */
export function RunsList({ suiteId, runs, shownId }: RunsListProps) {
  const now = useNow();
  if (runs.length === 0)
    return <EmptyState title="The suite was never run." text="Each run is kept, so that later ones can be compared." />;
  return (
    <div className={classes.view}>
      <div className={classes.list}>
        <VirtualList
          items={runs}
          label="Runs of the suite"
          rowHeight={40}
          keyOf={({ id }) => id}
          selectedKey={shownId}
          onSelect={({ id }) => showRun(suiteId, id)}
          onOpen={() => changeView(suiteId, { part: "rows" })}
          renderRow={({ id, passed, failed, title, repeats, startedAt, totalMs }) => (
            <div className={classes.row}>
              <StatusMark tone={failed === 0 ? "good" : "attention"} />
              <span className={classes.number}>
                {passed.toLocaleString("en")} of {(passed + failed).toLocaleString("en")} passed
              </span>
              <span className={classes.title} title={title}>
                {title}
                {repeats === 1 ? "" : `, ${repeats} times each`}
              </span>
              <span className={classes.number}>{formatDuration(totalMs)}</span>
              <span className={classes.number}>{formatAge(Date.parse(startedAt), now)}</span>
              <span className={classes.shown}>{id === shownId ? "shown" : ""}</span>
            </div>
          )}
        />
      </div>
      <p className={classes.foot}>
        The chosen run is the one whose results are shown. Enter goes to its rows.
        {runs.length < 2 ? undefined : (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<GitCompareArrows size={14} aria-hidden />}
            onClick={() => changeView(suiteId, { part: "flips" })}
          >
            Compare it with another
          </Button>
        )}
      </p>
    </div>
  );
}
