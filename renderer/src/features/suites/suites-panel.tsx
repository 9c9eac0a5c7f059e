import { Button, NativeSelect } from "@mantine/core";
import { ListChecks } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { importSuite } from "#renderer/features/suites/import-export.ts";
import { ImportNote } from "#renderer/features/suites/import-note.tsx";
import { ParaphraseDialog } from "#renderer/features/suites/paraphrase-dialog.tsx";
import { MOST_ROWS } from "#renderer/features/suites/rows-part.tsx";
import { RunBar } from "#renderer/features/suites/run-bar.tsx";
import { dismissFailure, useRuns } from "#renderer/features/suites/runs-store.ts";
import { SuiteBar } from "#renderer/features/suites/suite-bar.tsx";
import { SuiteWorkbench } from "#renderer/features/suites/suite-workbench.tsx";
import {
  addSuite,
  changeRows,
  chooseSuite,
  followSuites,
  saveSuiteNow,
  useSuite,
  useSuites,
  useSuitesStore,
} from "#renderer/features/suites/suites-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { SuiteRow } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

interface SuitesPanelProps {
  readonly assistant: Assistant;
  /** The attached servers. */
  readonly servers: readonly { readonly id: string; readonly name: string }[];
  readonly models: readonly { readonly id: string; readonly name: string }[];
  /** The input schemas of the tools that the assistant is given, by name. */
  readonly tools: ReadonlyMap<string, JsonObject>;
  /** How many drafts are used on the attached servers. */
  readonly drafts: number;
}

/** The suites of an assistant: what people say, what should come of it, and what does. */
export function SuitesPanel({ assistant, servers, models, tools, drafts }: SuitesPanelProps) {
  const api = useApi();
  const all = useSuites();
  const read = useSuitesStore(({ stored }) => stored.state === "ready");
  const chosen = useSuitesStore((state) => state.chosen.get(assistant.id));
  const [error, setError] = useState<ConsoleError>();
  const [reworded, setReworded] = useState<readonly SuiteRow[]>();
  useEffect(() => followSuites(api), [api]);
  const suites = useMemo(
    () => all.toSorted((one, two) => rank(one.assistantId, assistant.id) - rank(two.assistantId, assistant.id)),
    [all, assistant.id],
  );
  const first = suites.find(({ assistantId }) => assistantId === undefined || assistantId === assistant.id)?.id;
  const suite = useSuite(suites.some(({ id }) => id === chosen) ? chosen : first);
  const saving = useSuitesStore(({ failed }) => (suite === undefined ? undefined : failed.get(suite.id)));
  const running = useRuns(({ failed }) => (suite === undefined ? undefined : failed.get(suite.id)));
  const rows = suite?.rows;
  const rewordAll = useCallback(() => setReworded(rows), [rows]);
  const addReworded = (wanted: readonly SuiteRow[]): void => {
    setReworded(undefined);
    if (suite === undefined) return;
    // Made anew, they may have the ids of earlier ones.
    const added = wanted.map((row) => Object.assign({}, row, { id: newId() }));
    const ids = new Set(added.map(({ id }) => id));
    changeRows(api, suite.id, (now) => placed(now, added));
    offerUndo(`${formatCount(added.length, "paraphrase")} ${added.length === 1 ? "was" : "were"} added.`, () =>
      changeRows(api, suite.id, (now) => now.filter(({ id }) => !ids.has(id))),
    );
  };
  if (!read) return undefined;
  return (
    <section className={classes.panel} aria-label="Suites" data-pane="suites">
      <ImportNote assistantId={assistant.id} />
      {error === undefined ? undefined : (
        <div className={classes.error}>
          <ErrorCard {...error} onDismiss={() => setError(undefined)} />
        </div>
      )}
      {suite === undefined ? (
        <EmptyState
          icon={ListChecks}
          title="A suite is a table of what people say and the tool it should lead to."
          text="Run it before and after a change of a description, the prompt or the server: what flips is listed."
        >
          <Button onClick={() => void addSuite(api, assistant.id, "New suite").then(setError)}>Add a suite</Button>
          <Button variant="default" onClick={() => void importSuite(api, assistant.id).then(setError)}>
            Import CSV or JSON lines…
          </Button>
          {suites.length === 0 ? undefined : (
            <NativeSelect
              aria-label="A suite of another assistant"
              value=""
              data={[
                { value: "", label: "Open another assistant’s…" },
                ...suites.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => chooseSuite(assistant.id, event.currentTarget.value)}
            />
          )}
        </EmptyState>
      ) : (
        <>
          <div className={classes.bar}>
            <SuiteBar
              key={suite.id}
              assistantId={assistant.id}
              suites={suites}
              suite={suite}
              onParaphrase={rewordAll}
              onError={setError}
            />
            <div className={classes.run}>
              <RunBar suite={suite} assistant={assistant} servers={servers} models={models} drafts={drafts} />
            </div>
          </div>
          {saving === undefined ? undefined : (
            <div className={classes.error}>
              <ErrorCard {...saving}>
                <Button variant="default" onClick={() => void saveSuiteNow(api, suite.id)}>
                  Save again
                </Button>
              </ErrorCard>
            </div>
          )}
          {running === undefined ? undefined : (
            <div className={classes.error}>
              <ErrorCard {...running} onDismiss={() => dismissFailure(suite.id)} />
            </div>
          )}
          <SuiteWorkbench
            key={suite.id}
            suite={suite}
            tools={tools}
            onParaphrase={(id) => setReworded(suite.rows.filter((row) => row.id === id))}
          />
          {reworded === undefined ? undefined : (
            <ParaphraseDialog
              rows={reworded}
              room={MOST_ROWS - suite.rows.length}
              known={new Set(suite.rows.map(({ utterance }) => utterance))}
              onAdd={addReworded}
              onClose={() => setReworded(undefined)}
            />
          )}
        </>
      )}
    </section>
  );
}

/** Own suites first, then those of nobody, then those of others. */
const rank = (owner: string | undefined, assistantId: string): number =>
  owner === assistantId ? 0 : owner === undefined ? 1 : 2;

/** Rows with paraphrases behind the row they come from. */
function placed(rows: readonly SuiteRow[], added: readonly SuiteRow[]): readonly SuiteRow[] {
  const bySource = new Map<string, SuiteRow[]>();
  for (const row of added) bySource.set(row.paraphraseOf ?? "", [...(bySource.get(row.paraphraseOf ?? "") ?? []), row]);
  return rows.flatMap((row) => [row, ...(bySource.get(row.id) ?? [])]);
}
