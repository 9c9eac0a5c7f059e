import type { EndedJob, Job } from "#renderer/api/jobs.ts";
import { assertNever } from "#shared/base/assert-never.ts";
import type { CallRow } from "#shared/contract/call-record.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { SuiteRunRow } from "#shared/contract/suite.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import { formatCount } from "#renderer/ui/format.ts";
import type { Tone } from "#renderer/ui/status-mark.tsx";

/** One piece of work, under way or done. */
export interface ActivityRow {
  readonly id: string;
  readonly kind: Job["kind"];
  readonly serverId: string;
  /** What it is about, where that is no server: an assistant, a suite, a custom HTTP tool (`serverId` is its id then). */
  readonly about?: string;
  /** The tool's name, for a call. */
  readonly toolName: string | undefined;
  readonly tone: Tone | "running";
  /** How it stands, in a word or a few. */
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Absent while it runs, or where it never ended. */
  readonly totalMs: number | undefined;
  readonly cancel: (() => void) | undefined;
}

/** An exchange with a custom HTTP tool, without its bodies; `serverId` is the tool's. */
export interface CustomExchange extends Pick<
  Exchange,
  "serverId" | "jobId" | "startedAt" | "status" | "failure" | "totalMs"
> {
  readonly toolName: string;
}

/** What runs and what was done, newest first, each once. */
export function activityRows(
  jobs: readonly Job[],
  runs: readonly DiscoveryRun[],
  calls: readonly CallRow[],
  suiteRuns: readonly SuiteRunRow[] = [],
  exchanges: readonly CustomExchange[] = [],
  ended: readonly EndedJob[] = [],
): readonly ActivityRow[] {
  const running = new Set(jobs.map(({ id }) => id));
  return [
    ...jobs.map(fromJob),
    ...runs.filter(({ id }) => !running.has(id)).map(fromRun),
    ...calls.filter(({ id }) => !running.has(id)).map(fromCall),
    ...suiteRuns.filter(({ id }) => !running.has(id)).map(fromSuiteRun),
    ...callsOf(exchanges),
    ...ended.map(fromEnded),
  ].toSorted((a, b) => b.startedAt - a.startedAt);
}

function fromJob({ id, kind, serverId, title, detail, startedAt, cancel }: Job): ActivityRow {
  return {
    id,
    kind,
    serverId,
    ...(serverId === "" ? { about: title } : {}),
    toolName: kind === "call" ? title : undefined,
    tone: "running",
    state: detail ?? "running",
    startedAt,
    totalMs: undefined,
    cancel,
  };
}

const ENDS: Readonly<Record<EndedJob["how"], ActivityRow["tone"]>> = {
  done: "good",
  cancelled: "quiet",
  failed: "stopped",
};

function fromEnded({ id, kind, serverId, title, how, startedAt, totalMs }: EndedJob): ActivityRow {
  return {
    id,
    kind,
    serverId,
    ...(serverId === "" ? { about: title } : {}),
    toolName: undefined,
    tone: ENDS[how],
    state: how,
    startedAt,
    totalMs,
    cancel: undefined,
  };
}

function fromRun({ id, serverId, startedAt, totalMs, outcome }: DiscoveryRun): ActivityRow {
  const ended = outcome.state === "listed" || outcome.state === "failed";
  return {
    id,
    kind: "discovery",
    serverId,
    toolName: undefined,
    ...describeRun(outcome),
    startedAt: Date.parse(startedAt),
    totalMs: ended ? totalMs : undefined,
    cancel: undefined,
  };
}

function describeRun(outcome: DiscoveryRun["outcome"]): { readonly tone: ActivityRow["tone"]; readonly state: string } {
  switch (outcome.state) {
    case "listed": {
      const extra = [
        ...(outcome.malformed > 0 ? [`${outcome.malformed} malformed`] : []),
        ...(outcome.incomplete === undefined ? [] : ["incomplete"]),
        ...(outcome.changed ? ["changed"] : []),
      ];
      const sound = outcome.tools > 0 && outcome.malformed === 0 && outcome.incomplete === undefined;
      return {
        tone: sound ? "good" : "attention",
        state: [formatCount(outcome.tools, "tool"), ...extra].join(", "),
      };
    }
    case "failed":
      return outcome.error.kind === "cancelled"
        ? { tone: "quiet", state: "cancelled" }
        : { tone: "stopped", state: outcome.error.said };
    case "running":
      return { tone: "running", state: "running in another window" };
    case "interrupted":
      return { tone: "attention", state: "interrupted: the console ended meanwhile" };
    default:
      return assertNever(outcome);
  }
}

function fromSuiteRun({ id, title, startedAt, totalMs, passed, failed }: SuiteRunRow): ActivityRow {
  return {
    id,
    kind: "suite",
    serverId: "",
    about: title,
    toolName: undefined,
    tone: failed === 0 ? "good" : "attention",
    state: `${passed.toLocaleString("en")} of ${formatCount(passed + failed, "row")} passed`,
    startedAt: Date.parse(startedAt),
    totalMs,
    cancel: undefined,
  };
}

/** Calls of custom HTTP tools: the last exchange of each tells how it ended, the first when it began. */
function callsOf(exchanges: readonly CustomExchange[]): readonly ActivityRow[] {
  const calls = new Map<string, ActivityRow>();
  for (const { toolName, jobId, serverId, startedAt, status = 0, failure, totalMs = 0 } of exchanges) {
    const before = calls.get(jobId);
    calls.set(jobId, {
      id: jobId,
      kind: "call",
      serverId,
      about: "Custom HTTP tool",
      toolName,
      tone: failure !== undefined || status === 0 ? "stopped" : status < 400 ? "good" : "attention",
      state: failure ?? (status === 0 ? "no answer" : `HTTP ${status}`),
      startedAt: before?.startedAt ?? Date.parse(startedAt),
      totalMs: (before?.totalMs ?? 0) + totalMs,
      cancel: undefined,
    });
  }
  return [...calls.values()];
}

const CALL_STATES: Record<CallRow["state"], { readonly tone: ActivityRow["tone"]; readonly state: string }> = {
  started: { tone: "running", state: "running in another window" },
  completed: { tone: "good", state: "completed" },
  "tool-error": { tone: "attention", state: "tool error" },
  "protocol-error": { tone: "stopped", state: "protocol error" },
  "input-required": { tone: "attention", state: "asks for input" },
  cancelled: { tone: "quiet", state: "cancelled" },
  failed: { tone: "stopped", state: "no answer" },
  interrupted: { tone: "attention", state: "interrupted: the console ended meanwhile" },
};

function fromCall({ id, serverId, toolName, startedAt, state, totalMs }: CallRow): ActivityRow {
  return {
    id,
    kind: "call",
    serverId,
    toolName,
    ...CALL_STATES[state],
    startedAt: Date.parse(startedAt),
    totalMs,
    cancel: undefined,
  };
}
