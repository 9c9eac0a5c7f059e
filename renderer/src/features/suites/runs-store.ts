import { create } from "zustand";
import { describeJob, newId, runJob, useJobs } from "#renderer/api/jobs.ts";
import { saveSuiteNow } from "#renderer/features/suites/suites-store.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Suite, SuiteResult, SuiteRun, SuiteRunRow } from "#shared/contract/suite.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";

/** A run under way. */
export interface RunUnderWay {
  readonly runId: string;
  /** "without drafts" where it is one of two. */
  readonly part: string | undefined;
  readonly done: number;
  readonly total: number;
  /** What is known already, by row. */
  readonly results: ReadonlyMap<string, SuiteResult>;
}

interface RunsState {
  readonly underWay: ReadonlyMap<string, RunUnderWay>;
  /** Runs that ended before their last row, as far as they came. They are kept nowhere else. */
  readonly cutShort: ReadonlyMap<string, RunUnderWay>;
  readonly failed: ReadonlyMap<string, ConsoleError>;
  /** The finished runs of a suite, newest first. */
  readonly lists: ReadonlyMap<string, readonly SuiteRunRow[]>;
  /** Runs that were read whole, by id. */
  readonly read: ReadonlyMap<string, SuiteRun>;
  /** The run whose results are shown, by suite; the newest where absent. */
  readonly shown: ReadonlyMap<string, string>;
  /** The run that the shown one is compared with, by suite; the one before it where absent. */
  readonly compared: ReadonlyMap<string, string>;
}

/** The runs of the suites. All maps but `read` are by suite. */
export const useRuns = create<RunsState>(() => ({
  underWay: new Map(),
  cutShort: new Map(),
  failed: new Map(),
  lists: new Map(),
  read: new Map(),
  shown: new Map(),
  compared: new Map(),
}));

/** How a suite is to be run. */
export interface RunOptions {
  readonly assistantId: string;
  /** The assistant's own where absent. */
  readonly modelId?: string;
  readonly repeats: number;
  readonly drafts: boolean;
  /** Frozen lists instead of a new discovery, by server. */
  readonly snapshotIds: Readonly<Record<string, string>>;
}

/** Results are put on screen in batches: a fast model gives thousands a second. */
const SHOW_EVERY_MS = 120;
/** Whole runs kept here. */
const MOST_READ = 12;

/** Reads the finished runs of a suite. */
export async function readRuns(api: ConsoleApi, suiteId: string): Promise<void> {
  const rows = await api.call("suites.runs", { suiteId });
  const newest = rows.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  useRuns.setState(({ lists }) => ({ lists: new Map(lists).set(suiteId, newest) }));
}

/** Reads one run whole, unless it is known. */
export async function readRun(api: ConsoleApi, id: string): Promise<void> {
  if (useRuns.getState().read.has(id)) return;
  const run = await api.call("suites.getRun", { id });
  if (run.ok) keepRun(run.value);
  else useRuns.setState(({ failed }) => ({ failed: new Map(failed).set(id, run.error) }));
}

function keepRun(run: SuiteRun): void {
  useRuns.setState(({ read }) => {
    const next = new Map(read).set(run.id, run);
    for (const id of next.keys()) if (next.size > MOST_READ && id !== run.id) next.delete(id);
    return { read: next };
  });
}

export function showRun(suiteId: string, runId: string): void {
  forgetCutShort(suiteId);
  useRuns.setState(({ shown }) => ({ shown: new Map(shown).set(suiteId, runId) }));
}

/** Puts away what is shown of a run that ended early. */
export const forgetCutShort = (suiteId: string): void =>
  useRuns.setState(({ cutShort }) => ({ cutShort: without(cutShort, suiteId) }));

export const compareWith = (suiteId: string, runId: string): void =>
  useRuns.setState(({ compared }) => ({ compared: new Map(compared).set(suiteId, runId) }));

/** Puts away what went wrong with a suite's last run. */
export const dismissFailure = (suiteId: string): void =>
  useRuns.setState(({ failed }) => ({ failed: without(failed, suiteId) }));

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** Runs a suite; one run at a time a suite. Answers the finished run's id, or undefined where there is none. */
export async function runSuite(
  api: ConsoleApi,
  suite: Suite,
  options: RunOptions,
  part?: string,
): Promise<string | undefined> {
  if (useRuns.getState().underWay.has(suite.id)) return undefined;
  const runId = newId();
  const results = new Map<string, SuiteResult>();
  let progress = { done: 0, total: suite.rows.length * options.repeats };
  const put = (): void =>
    useRuns.setState(({ underWay }) => ({
      underWay: new Map(underWay).set(suite.id, { runId, part, ...progress, results: new Map(results) }),
    }));
  dismissFailure(suite.id);
  forgetCutShort(suite.id);
  put();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = api.on("suite.progressed", (event) => {
    if (event.runId !== runId) return;
    results.set(event.result.rowId, event.result);
    progress = { done: event.done, total: event.total };
    timer ??= setTimeout(() => {
      timer = undefined;
      put();
      describeJob(runId, `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")}`);
    }, SHOW_EVERY_MS);
  });
  const { snapshotIds, ...rest } = options;
  try {
    // Rows that could not be saved would not be run; why not is said already.
    if (!(await saveSuiteNow(api, suite.id))) return undefined;
    const run = await runJob({ id: runId, kind: "suite", serverId: "", title: suite.name }, (signal) =>
      api.call(
        "suites.run",
        {
          runId,
          suiteId: suite.id,
          ...rest,
          ...(Object.keys(snapshotIds).length === 0 ? {} : { snapshotIds: { ...snapshotIds } }),
        },
        { signal },
      ),
    );
    if (!run.ok) {
      useRuns.setState(({ failed }) => ({ failed: new Map(failed).set(suite.id, run.error) }));
      return undefined;
    }
    keepRun(run.value);
    await readRuns(api, suite.id);
    showRun(suite.id, runId);
    return runId;
  } catch (error) {
    // Cancelled by the person, or the wire died, which the connection bar says.
    if (!(error instanceof RpcFailure) || (error.kind !== "cancelled" && error.kind !== "disconnected")) throw error;
    return undefined;
  } finally {
    stop();
    clearTimeout(timer);
    const finished = useRuns.getState().read.has(runId);
    useRuns.setState(({ underWay, cutShort }) => ({
      underWay: without(underWay, suite.id),
      ...(finished || results.size === 0
        ? {}
        : { cutShort: new Map(cutShort).set(suite.id, { runId, part, ...progress, results: new Map(results) }) }),
    }));
  }
}

/** Runs a suite without drafts and with them, and sets the two runs against each other. Answers whether both finished. */
export async function runBeforeAndAfter(api: ConsoleApi, suite: Suite, options: RunOptions): Promise<boolean> {
  const before = await runSuite(api, suite, { ...options, drafts: false }, "1 of 2, without drafts");
  if (before === undefined) return false;
  const after = await runSuite(api, suite, { ...options, drafts: true }, "2 of 2, with drafts");
  if (after === undefined) return false;
  compareWith(suite.id, before);
  return true;
}

/** Stops the run under way, if there is one. */
export function cancelRun(suiteId: string): void {
  const runId = useRuns.getState().underWay.get(suiteId)?.runId;
  useJobs
    .getState()
    .running.find(({ id }) => id === runId)
    ?.cancel();
}
