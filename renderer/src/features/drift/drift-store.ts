import { create } from "zustand";
import { describeJob, newId, runJob, useJobs } from "#renderer/api/jobs.ts";
import { idle, running, settled, type Remote } from "#renderer/api/remote.ts";
import type { ChangedRun, Comparison, DriftSide } from "#shared/contract/drift.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";

/** One of the two compared lists, with what to call it. */
export interface ChosenSide {
  readonly side: DriftSide;
  readonly title: string;
}

/** What is known of one server's drift in this window. */
export interface DriftView {
  /** Newest first. */
  readonly runs: readonly DiscoveryRun[];
  readonly read: boolean;
  /** The oldest run was read too. */
  readonly whole: boolean;
  readonly levels: ReadonlyMap<string, ChangedRun>;
  readonly before: ChosenSide | undefined;
  readonly after: ChosenSide | undefined;
  readonly comparison: Remote<Comparison>;
  /** The pinned baseline that the window knows of. */
  readonly baseline: string | undefined;
  /** The comparison under way. */
  readonly compareId: string | undefined;
  /** How far the discovery of a compared URL is, in a few words. */
  readonly detail: string | undefined;
}

const EMPTY: DriftView = {
  runs: [],
  read: false,
  whole: false,
  levels: new Map(),
  before: undefined,
  after: undefined,
  comparison: idle,
  baseline: undefined,
  compareId: undefined,
  detail: undefined,
};
const PAGE = 200;

const useDriftStore = create<{ readonly byServer: ReadonlyMap<string, DriftView> }>(() => ({ byServer: new Map() }));

/** The drift of one server. */
export const useDrift = (serverId: string): DriftView =>
  useDriftStore(({ byServer }) => byServer.get(serverId) ?? EMPTY);

/** Reads the newest runs and follows new ones; the default comparison is the newest list against what it replaced. */
export function followDrift(api: ConsoleApi, serverId: string, baseline: string | undefined): () => void {
  void start(api, serverId, baseline);
  return api.on("discovery.finished", ({ run }) => {
    if (run.serverId !== serverId) return;
    put(serverId, { runs: [run, ...at(serverId).runs.filter(({ id }) => id !== run.id)] });
    if (run.outcome.state === "listed" && run.outcome.changed) {
      void readLevels(api, serverId, [run]);
      chooseDefault(api, serverId, baseline);
    }
  });
}

async function start(api: ConsoleApi, serverId: string, baseline: string | undefined): Promise<void> {
  const moved = at(serverId).baseline !== baseline;
  put(serverId, { baseline });
  let news = false;
  if (at(serverId).read) news = await catchUp(api, serverId);
  else await readRuns(api, serverId);
  const { before, comparison } = at(serverId);
  const against = before?.side.kind === "baseline";
  if (news || comparison.state === "idle" || (against && baseline === undefined)) {
    chooseDefault(api, serverId, baseline);
  } else if (against && moved) await choose(api, serverId, {}); // the same words, another list
}

/** Reads the runs that came while nobody was looking; true where one of them found something else. */
async function catchUp(api: ConsoleApi, serverId: string): Promise<boolean> {
  const page = await orNothing(api.call("discovery.runs", { serverId, limit: PAGE }));
  if (page === undefined) return false;
  const { runs, whole } = at(serverId);
  const known = new Set(runs.map(({ id }) => id));
  const fresh = page.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return false;
  const read = new Set(page.map(({ id }) => id));
  // More news than one page: what lies between is read from there on.
  const joined = fresh.length < PAGE;
  put(serverId, {
    runs: joined ? [...page, ...runs.filter(({ id }) => !read.has(id))] : page,
    whole: joined ? whole : page.length < PAGE,
  });
  void readLevels(api, serverId, fresh);
  return fresh.some(({ outcome }) => outcome.state === "listed" && outcome.changed);
}

/** Reads the next older page of runs. */
export async function readRuns(api: ConsoleApi, serverId: string): Promise<void> {
  const { runs } = at(serverId);
  const last = runs.at(-1);
  const page = await orNothing(
    api.call("discovery.runs", { serverId, limit: PAGE, ...(last === undefined ? {} : { before: last.id }) }),
  );
  if (page === undefined) return;
  put(serverId, { runs: [...runs, ...page], read: true, whole: page.length < PAGE });
  await readLevels(api, serverId, page);
}

async function readLevels(api: ConsoleApi, serverId: string, runs: readonly DiscoveryRun[]): Promise<void> {
  const changed = runs.filter(({ outcome }) => outcome.state === "listed" && outcome.changed).map(({ id }) => id);
  if (changed.length === 0) return;
  const found = await orNothing(api.call("drift.timeline", { serverId, runIds: changed }));
  if (found === undefined) return;
  put(serverId, { levels: new Map([...at(serverId).levels, ...found.map((run) => [run.runId, run] as const)]) });
}

/** The pinned baseline, or the list before the last change, against the newest list. */
export function chooseDefault(api: ConsoleApi, serverId: string, baseline: string | undefined): void {
  const listed = at(serverId).runs.filter(({ outcome }) => outcome.state === "listed");
  const newest = listed[0];
  if (newest === undefined) return;
  const changed = listed.findIndex(({ outcome }) => outcome.state === "listed" && outcome.changed);
  const earlier = changed < 0 ? listed[1] : (listed[changed + 1] ?? listed[1]);
  const before: ChosenSide | undefined =
    baseline !== undefined && baseline !== newest.id
      ? { side: { kind: "baseline", serverId }, title: "Baseline" }
      : earlier === undefined
        ? undefined
        : sideOfRun(earlier);
  void choose(api, serverId, { before, after: sideOfRun(newest) });
}

/** A run as a side. */
export const sideOfRun = ({ id, startedAt }: DiscoveryRun): ChosenSide => ({
  side: { kind: "snapshot", id },
  title: new Date(startedAt).toLocaleString("en-GB"),
});

/**
 * Chooses one side or both, and compares as soon as there are two. A comparison under way gives way to the newer one.
 * A side that is a URL is discovered for it: that is a job of Activity, and where it is cancelled the earlier choice
 * is taken up again.
 */
export async function choose(
  api: ConsoleApi,
  serverId: string,
  sides: { readonly before?: ChosenSide | undefined; readonly after?: ChosenSide | undefined },
): Promise<void> {
  const earlier = at(serverId);
  cancelComparison(serverId);
  put(serverId, sides);
  const { before, after } = at(serverId);
  if (before === undefined || after === undefined) return put(serverId, { comparison: idle, compareId: undefined });
  const compareId = newId();
  put(serverId, { comparison: running, compareId, detail: undefined });
  const input = { compareId, serverId, before: before.side, after: after.side };
  const discovers = [before, after].find(({ side }) => side.kind === "url");
  const result = await orNothing(
    discovers === undefined
      ? api.call("drift.compare", input)
      : discovering(api, serverId, compareId, discovers.title, (signal) =>
          api.call("drift.compare", input, { signal }),
        ),
  );
  // A newer choice has its own comparison under way.
  if (at(serverId).compareId !== compareId) return;
  if (result !== undefined) return put(serverId, { comparison: settled(result), compareId: undefined });
  const { comparison, ...chosen } = earlier;
  put(serverId, { before: chosen.before, after: chosen.after, comparison, compareId: undefined });
  if (comparison.state === "running") await choose(api, serverId, { before: chosen.before, after: chosen.after });
}

/** Stops the comparison under way, if it is one that can be stopped. */
export function cancelComparison(serverId: string): void {
  const { compareId } = at(serverId);
  useJobs
    .getState()
    .running.find(({ id }) => id === compareId)
    ?.cancel();
}

async function discovering<T>(
  api: ConsoleApi,
  serverId: string,
  id: string,
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = api.on("drift.progressed", ({ compareId, detail }) => {
    if (compareId !== id) return;
    describeJob(id, detail);
    if (at(serverId).compareId === id) put(serverId, { detail });
  });
  try {
    return await runJob({ id, kind: "comparison", serverId, title: `Compare with ${title}` }, work);
  } finally {
    stop();
  }
}

/** The answer; undefined where the wire died, which the connection bar says. */
async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RpcFailure) return undefined;
    throw error;
  }
}

const at = (serverId: string): DriftView => useDriftStore.getState().byServer.get(serverId) ?? EMPTY;

function put(serverId: string, change: Partial<DriftView>): void {
  useDriftStore.setState(({ byServer }) => ({
    byServer: new Map(byServer).set(serverId, { ...at(serverId), ...change }),
  }));
}
