import { Button } from "@mantine/core";
import { ListPlus } from "lucide-react";
import { useMemo } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { newId } from "#renderer/api/jobs.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { RowEditor } from "#renderer/features/suites/row-editor.tsx";
import { focusUtterance, SuiteRows } from "#renderer/features/suites/suite-rows.tsx";
import { changeView, useSuiteView } from "#renderer/features/suites/suite-view-store.ts";
import { changeRows } from "#renderer/features/suites/suites-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import type { Suite, SuiteResult, SuiteRow } from "#shared/contract/suite.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

interface RowsPartProps {
  readonly suite: Suite;
  readonly tools: ReadonlyMap<string, JsonObject>;
  readonly results: ReadonlyMap<string, SuiteResult>;
  readonly onParaphrase: (rowId: string) => void;
}

/** Rows a suite can hold. */
export const MOST_ROWS = 5_000;

/** The rows as a table, and the fields of the chosen one beside it. */
export function RowsPart({ suite, tools, results, onParaphrase }: RowsPartProps) {
  const api = useApi();
  const { rowId } = useSuiteView(suite.id);
  const rows = useMemo(
    () => suite.rows.map((row, index) => ({ row, place: index + 1, result: results.get(row.id) })),
    [suite.rows, results],
  );
  const open = rows.find(({ row }) => row.id === rowId);

  useOfferedActions(
    useMemo(
      () => [{ id: "suite.addRow", title: "Add a row to the suite", group: "Suite", run: () => addRow(api, suite.id) }],
      [api, suite.id],
    ),
  );
  const remove = (id: string): void => {
    const at = suite.rows.findIndex((row) => row.id === id);
    const row = suite.rows[at];
    if (row === undefined) return;
    changeRows(api, suite.id, (now) => now.filter((one) => one.id !== id));
    changeView(suite.id, { rowId: (suite.rows[at + 1] ?? suite.rows[at - 1])?.id });
    offerUndo("A row was removed.", () => {
      changeRows(api, suite.id, (now) => (now.some((one) => one.id === id) ? now : now.toSpliced(at, 0, row)));
      changeView(suite.id, { rowId: id });
    });
  };

  if (suite.rows.length === 0)
    return (
      <EmptyState
        icon={ListPlus}
        title="The suite has no rows yet."
        text="A row is something a person says, and the tool that it should lead to, or none."
      >
        <Button onClick={() => addRow(api, suite.id)}>Add a row</Button>
      </EmptyState>
    );
  return (
    <div className={classes.rows}>
      <SuiteRows suiteId={suite.id} rows={rows} onAdd={() => addRow(api, suite.id)} onRemove={remove} />
      {open === undefined ? (
        <div className={classes.nothing}>
          <EmptyState
            title="Choose a row."
            text="What is said, what should come of it, and what came of it stand here."
          >
            <Button variant="default" onClick={() => addRow(api, suite.id)}>
              Add a row
            </Button>
          </EmptyState>
        </div>
      ) : (
        <RowEditor
          key={open.row.id}
          shown={open}
          tools={tools}
          onChange={(row) => changeRows(api, suite.id, (now) => now.map((one) => (one.id === row.id ? row : one)))}
          onAdd={() => addRow(api, suite.id, open.row.id)}
          onDuplicate={() => insertRow(api, suite.id, open.row.id, (row) => row)}
          onParaphrase={() => onParaphrase(open.row.id)}
          onRemove={() => remove(open.row.id)}
        />
      )}
    </div>
  );
}

const FIRST: SuiteRow = { id: "", utterance: "", expect: { kind: "call", calls: [{ tool: "", match: "ignored" }] } };

/** A row without words below another one, or at the end. It expects what that one expects. */
const addRow = (api: ConsoleApi, suiteId: string, belowId?: string): void =>
  insertRow(api, suiteId, belowId, ({ expect }) => ({ id: "", utterance: "", expect }));

/** Puts a row made of another one below it (or of the last one at the end), and the cursor into its words. */
function insertRow(
  api: ConsoleApi,
  suiteId: string,
  belowId: string | undefined,
  make: (below: SuiteRow) => SuiteRow,
): void {
  const id = newId();
  changeRows(api, suiteId, (rows) => {
    if (rows.length >= MOST_ROWS) return rows;
    const found = rows.findIndex((row) => row.id === belowId);
    const at = found < 0 ? rows.length - 1 : found;
    return rows.toSpliced(at + 1, 0, { ...make(rows[at] ?? FIRST), id });
  });
  changeView(suiteId, { rowId: id, part: "rows", filter: { kind: "all" }, query: "" });
  // The fields of the new row are on screen a moment later.
  setTimeout(focusUtterance, 0);
}
