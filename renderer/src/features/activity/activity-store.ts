import { create } from "zustand";
import { useJobs } from "#renderer/api/jobs.ts";
import { idle, ready, running, type Remote } from "#renderer/api/remote.ts";
import type { CustomExchange } from "#renderer/features/activity/activity-rows.ts";
import type { CallRow } from "#shared/contract/call-record.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { SuiteRunRow } from "#shared/contract/suite.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** How much of the past is read for each server and for the calls. */
const RUNS_EACH = 20;
const CALLS = 200;

/** Suites whose runs are read. */
const SUITES = 30;

interface ActivityState {
  readonly past: Remote<{
    readonly runs: readonly DiscoveryRun[];
    readonly calls: readonly CallRow[];
    readonly suiteRuns: readonly SuiteRunRow[];
    /** With custom HTTP tools, oldest first. */
    readonly exchanges: readonly CustomExchange[];
  }>;
}

/** The mirror of what was done. What is under way is in `api/jobs.ts`. */
export const useActivityStore = create<ActivityState>(() => ({ past: idle }));

/** Reads what was done, for these servers, and goes on hearing. Returns the end of hearing. */
export function followActivity(api: ConsoleApi, serverIds: readonly string[]): () => void {
  if (useActivityStore.getState().past.state === "idle") useActivityStore.setState({ past: running });
  let current = true;
  const read = async (): Promise<void> => {
    const [suiteRuns, exchanges, calls, ...runs] = await Promise.all([
      readSuiteRuns(api),
      readExchanges(),
      api.call("calls.list", { limit: CALLS }),
      ...serverIds.map((serverId) => api.call("discovery.runs", { serverId, limit: RUNS_EACH })),
    ]);
    if (current) useActivityStore.setState({ past: ready({ calls, suiteRuns, exchanges, runs: runs.flat() }) });
  };
  const toolNames = new Map<string, string>();
  const keepNames = (tools: readonly HttpTool[]): void => tools.forEach(({ id, name }) => toolNames.set(id, name));
  const readExchanges = async (): Promise<readonly CustomExchange[]> => {
    const tools = await api.call("httpTools.list", {});
    keepNames(tools);
    const lists = await Promise.all(
      tools.map(({ id: serverId }) => api.call("traffic.list", { serverId, limit: CALLS })),
    );
    return lists.flatMap((list) => list.toReversed().flatMap((exchange) => customExchange(exchange, toolNames)));
  };
  read().catch(() => undefined); // only where the wire died; the connection bar says so
  const stops = [
    api.on("discovery.finished", ({ run }) =>
      edit((past) => ({ ...past, runs: [run, ...past.runs.filter(({ id }) => id !== run.id)] })),
    ),
    api.on("call.finished", ({ call }) =>
      edit((past) => ({ ...past, calls: [call, ...past.calls.filter(({ id }) => id !== call.id)] })),
    ),
    api.on("httpTools.changed", ({ httpTools }) => keepNames(httpTools)),
    api.on("traffic.appended", ({ exchange }) => {
      const fresh = customExchange(exchange, toolNames);
      if (fresh.length > 0) edit((past) => ({ ...past, exchanges: [...past.exchanges, ...fresh].slice(-CALLS) }));
    }),
    useJobs.subscribe(({ running: now }, { running: before }) => {
      const ended = before.some(({ id, kind }) => kind === "suite" && !now.some((job) => job.id === id));
      if (!ended) return;
      readSuiteRuns(api).then(
        (suiteRuns) => current && edit((past) => ({ ...past, suiteRuns })),
        () => undefined,
      );
    }),
  ];
  return () => {
    current = false;
    for (const stop of stops) stop();
  };
}

function customExchange(
  { serverId, jobId, startedAt, status, failure, totalMs }: Exchange,
  toolNames: ReadonlyMap<string, string>,
): readonly CustomExchange[] {
  const toolName = toolNames.get(serverId);
  return toolName === undefined ? [] : [{ toolName, serverId, jobId, startedAt, status, failure, totalMs }];
}

async function readSuiteRuns(api: ConsoleApi): Promise<readonly SuiteRunRow[]> {
  const suites = await api.call("suites.list", {});
  const runs = await Promise.all(suites.slice(-SUITES).map(({ id }) => api.call("suites.runs", { suiteId: id })));
  return runs.flat();
}

type Past = Extract<ActivityState["past"], { state: "ready" }>["value"];

function edit(change: (past: Past) => Past): void {
  const { past } = useActivityStore.getState();
  if (past.state === "ready") useActivityStore.setState({ past: ready(change(past.value)) });
}
