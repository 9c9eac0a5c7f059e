import { Button, Tooltip } from "@mantine/core";
import { GitCompareArrows, Play, Square } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { RunOptionsMenu } from "#renderer/features/suites/run-options-menu.tsx";
import { optionsNow, useRunOptions } from "#renderer/features/suites/run-options.ts";
import { cancelRun, runBeforeAndAfter, runSuite, useRuns } from "#renderer/features/suites/runs-store.ts";
import { changeView } from "#renderer/features/suites/suite-view-store.ts";
import { keyNames } from "#renderer/ui/key-hint.tsx";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Suite } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

interface RunBarProps {
  readonly suite: Suite;
  readonly assistant: Assistant;
  readonly servers: readonly { readonly id: string; readonly name: string }[];
  readonly models: readonly { readonly id: string; readonly name: string }[];
  /** How many drafts the assistant's tools have. */
  readonly drafts: number;
}

/** On what the suite runs, and the two ways to run it. */
export function RunBar({ suite, assistant, servers, models, drafts }: RunBarProps) {
  const api = useApi();
  const chosen = useRunOptions(assistant.id);
  const underWay = useRuns((state) => state.underWay.get(suite.id));
  const { id } = assistant;
  const run = useCallback(() => {
    void runSuite(api, suite, { assistantId: id, ...optionsNow(id) });
  }, [api, suite, id]);
  const runBoth = useCallback(() => {
    void runBeforeAndAfter(api, suite, { assistantId: id, ...optionsNow(id) }).then((finished) => {
      if (finished) changeView(suite.id, { part: "flips" });
    });
  }, [api, suite, id]);
  const ready = suite.rows.length > 0 && underWay === undefined;
  useOfferedActions(
    useMemo(
      () =>
        ready
          ? [
              { id: "suite.run", title: `Run ${suite.name}`, group: "Suite", shortcut: "mod+Enter", run },
              ...(drafts === 0
                ? []
                : [
                    {
                      id: "suite.runBoth",
                      title: `Run ${suite.name} before and after the drafts`,
                      group: "Suite",
                      run: runBoth,
                    },
                  ]),
            ]
          : [],
      [ready, suite.name, drafts, run, runBoth],
    ),
  );
  if (underWay !== undefined)
    return (
      <>
        <span className={classes.progress} role="status">
          {underWay.part === undefined ? "" : `${underWay.part}: `}
          {underWay.done.toLocaleString("en")} of {underWay.total.toLocaleString("en")}
        </span>
        <Button variant="default" leftSection={<Square size={12} aria-hidden />} onClick={() => cancelRun(suite.id)}>
          Cancel
        </Button>
      </>
    );
  return (
    <>
      <RunOptionsMenu assistant={assistant} servers={servers} models={models} options={chosen} />
      <Tooltip
        label={
          drafts === 0
            ? "No tool of the attached servers has a draft."
            : "Runs it without the drafts and with them, and shows what flips."
        }
      >
        <Button
          variant="default"
          leftSection={<GitCompareArrows size={14} aria-hidden />}
          // Not disabled for good: its note stays reachable.
          {...(ready && drafts > 0 ? { onClick: runBoth } : { "data-disabled": true, "aria-disabled": true })}
        >
          Before and after drafts
        </Button>
      </Tooltip>
      <Button
        leftSection={<Play size={12} aria-hidden />}
        rightSection={<span className={classes.keys}>{keyNames("mod+Enter").join(" ")}</span>}
        disabled={!ready}
        onClick={run}
      >
        Run
      </Button>
    </>
  );
}
