import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { suiteRunRowSchema, suiteRunSchema, type SuiteRun, type SuiteRunRow } from "#shared/contract/suite.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import { readDocuments, type Store } from "#core/store-port.ts";

/** Runs kept a suite; older ones are dropped. */
const MOST_RUNS = 50;

/** Keeps a finished run, its line in the list apart from its rows, and drops those beyond the newest 50 of its suite. */
export async function keepRun(store: Store, run: SuiteRun): Promise<void> {
  const { rows: _rows, results: _results, warnings: _warnings, ...head } = run;
  const { passed, failed } = summarizeRun(run);
  const row: SuiteRunRow = { ...head, passed, failed };
  await store.putDocument("suite-run", run.id, run);
  await store.putDocument("suite-run-row", run.id, row);
  for (const { id } of (await listRuns(store, run.suiteId)).slice(MOST_RUNS)) await dropRun(store, id);
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
  for (const { id, suiteId } of await readDocuments(store, "suite-run-row", suiteRunRowSchema))
    if (suiteIds.has(suiteId)) await dropRun(store, id);
}

async function dropRun(store: Store, id: string): Promise<void> {
  await store.removeDocument("suite-run-row", id);
  await store.removeDocument("suite-run", id);
}
