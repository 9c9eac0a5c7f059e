import { SegmentedControl } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { ConfusionMatrix } from "#renderer/features/suites/confusion-matrix.tsx";
import { FlipsView } from "#renderer/features/suites/flips-view.tsx";
import { RowsPart } from "#renderer/features/suites/rows-part.tsx";
import { CutShortSummary, RunSummary } from "#renderer/features/suites/run-summary.tsx";
import { RunsList } from "#renderer/features/suites/runs-list.tsx";
import { forgetCutShort, readRun, readRuns, useRuns } from "#renderer/features/suites/runs-store.ts";
import { changeView, PARTS, useSuiteView } from "#renderer/features/suites/suite-view-store.ts";
import { ToolScores } from "#renderer/features/suites/tool-scores.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import { assertNever } from "#shared/base/assert-never.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { Suite, SuiteRunRow } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

interface SuiteWorkbenchProps {
  readonly suite: Suite;
  readonly tools: ReadonlyMap<string, JsonObject>;
  readonly onParaphrase: (rowId: string) => void;
}

const TITLES = { rows: "Rows", matrix: "Confusion", tools: "By tool", flips: "Flips", runs: "Runs" } as const;
const NO_RUNS: readonly SuiteRunRow[] = [];

/** The rows of a suite, and what its runs say of them. */
export function SuiteWorkbench({ suite, tools, onParaphrase }: SuiteWorkbenchProps) {
  const api = useApi();
  const { part } = useSuiteView(suite.id);
  const runs = useRuns(({ lists }) => lists.get(suite.id)) ?? NO_RUNS;
  const wanted = useRuns(({ shown }) => shown.get(suite.id));
  const against = useRuns(({ compared }) => compared.get(suite.id));
  const underWay = useRuns((state) => state.underWay.get(suite.id));
  const cutShort = useRuns((state) => state.cutShort.get(suite.id));
  const partial = underWay ?? cutShort;
  const shownId = (runs.find(({ id }) => id === wanted) ?? runs[0])?.id;
  const at = runs.findIndex(({ id }) => id === shownId);
  const comparedId = (runs.find(({ id }) => id === against && id !== shownId) ?? runs[at + 1] ?? runs[at - 1])?.id;
  const shown = useRuns(({ read }) => (shownId === undefined ? undefined : read.get(shownId)));
  const compared = useRuns(({ read }) => (comparedId === undefined ? undefined : read.get(comparedId)));
  useEffect(() => {
    readRuns(api, suite.id).catch(() => undefined); // only where the wire died; the connection bar says so
  }, [api, suite.id]);
  useEffect(() => {
    for (const id of [shownId, part === "flips" ? comparedId : undefined])
      if (id !== undefined) readRun(api, id).catch(() => undefined);
  }, [api, shownId, comparedId, part]);
  const results = useMemo(
    () => partial?.results ?? new Map(shown?.results.map((result) => [result.rowId, result])),
    [partial, shown],
  );
  useOfferedActions(
    useMemo(
      () =>
        PARTS.map((one) => ({
          id: `suite.show.${one}`,
          title: `Show ${TITLES[one]} of ${suite.name}`,
          group: "Suite",
          run: () => changeView(suite.id, { part: one }),
        })),
      [suite.id, suite.name],
    ),
  );
  const body = () => {
    switch (part) {
      case "rows":
        return <RowsPart suite={suite} tools={tools} results={results} onParaphrase={onParaphrase} />;
      case "matrix":
        return shown === undefined ? NEVER_RUN : <ConfusionMatrix suiteId={suite.id} run={shown} />;
      case "tools":
        return shown === undefined ? NEVER_RUN : <ToolScores run={shown} />;
      case "flips":
        return <FlipsView suiteId={suite.id} runs={runs} before={compared} after={shown} />;
      case "runs":
        return <RunsList suiteId={suite.id} runs={runs} shownId={shownId} />;
      default:
        return assertNever(part);
    }
  };
  return (
    <>
      {underWay === undefined ? undefined : <ProgressLine label="Running the suite" />}
      {underWay !== undefined ? undefined : cutShort !== undefined ? (
        <CutShortSummary run={cutShort} onDismiss={() => forgetCutShort(suite.id)} />
      ) : shown === undefined ? undefined : (
        <RunSummary run={shown} />
      )}
      <div className={classes.parts}>
        <SegmentedControl
          aria-label="What to show of the suite"
          value={part}
          onChange={(value) => changeView(suite.id, { part: PARTS.find((one) => one === value) ?? "rows" })}
          data={PARTS.map((value) => ({
            value,
            label: value === "runs" && runs.length > 0 ? `Runs ${runs.length.toLocaleString("en")}` : TITLES[value],
          }))}
        />
      </div>
      <div className={classes.body}>{body()}</div>
    </>
  );
}

const NEVER_RUN = (
  <EmptyState title="The suite was never run." text="Run it to see what is chosen where something else was expected." />
);
