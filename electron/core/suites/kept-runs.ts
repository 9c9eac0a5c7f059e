import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { suiteRunRowSchema, suiteRunSchema, type SuiteRun, type SuiteRunRow } from "#shared/contract/suite.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import { readDocuments, type DocumentChange, type Store } from "#core/store-port.ts";

/** Runs kept a suite; older ones are dropped. */
const MOST_RUNS = 50;

/** Keeps a finished run, its line in the list apart from its rows, and drops those beyond the newest 50 of its suite. */
export async function keepRun(store: Store, run: SuiteRun): Promise<void> {
  const { rows: _rows, results: _results, warnings: _warnings, ...head } = run;
  const { passed, failed } = summarizeRun(run);
  const row: SuiteRunRow = { ...head, passed, failed };
  const older = (await listRuns(store, run.suiteId)).slice(MOST_RUNS - 1);
  await store.changeDocuments([
    { kind: "suite-run", id: run.id, document: run },
    { kind: "suite-run-row", id: run.id, document: row },
    ...older.flatMap(({ id }) => dropped(id)),
  ]);
}

/** The finished runs of a suite, newest first. */
export async function listRuns(store: Store, suiteId: string): Promise<readonly SuiteRunRow[]> {
  const rows = await readDocuments(store, "suite-run-row", suiteRunRowSchema);
  return rows.filter((row) => row.suiteId === suiteId).toReversed();
}

/** One run, whole. */
export async function readRun(store: Store, id: string): Promise<Result<SuiteRun, ConsoleError>> {
  const read = suiteRunSchema.safeParse(await store.getDocument("suite-run", id));
  return read.success ? ok(read.data) : fail(notFound("run", id));
}

/** Drops every run of these suites. */
export async function dropRunsOf(store: Store, suiteIds: ReadonlySet<string>): Promise<void> {
  const rows = await readDocuments(store, "suite-run-row", suiteRunRowSchema);
  await store.changeDocuments(rows.flatMap(({ id, suiteId }) => (suiteIds.has(suiteId) ? dropped(id) : [])));
}

const dropped = (id: string): readonly DocumentChange[] => [
  { kind: "suite-run-row", id },
  { kind: "suite-run", id },
];
