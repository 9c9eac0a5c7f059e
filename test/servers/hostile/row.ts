import type { ConsoleError, Phase } from "#shared/base/console-error.ts";
import type { Result } from "#shared/base/result.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { Site } from "./site.ts";

/** What a row's server saw of the console. */
export interface SiteState {
  /** Sockets that are open now. */
  readonly open: number;
  /** Epoch milliseconds of each request (of each connection, on a raw socket). */
  readonly stamps: readonly number[];
  /** Openings of an event stream by GET. */
  readonly streams: number;
  /** Requests that reached a place which nothing may be sent to. */
  readonly canary: number;
  /** Cookies that came back. */
  readonly cookies: number;
}

/** What the console made of one row. */
export interface Seen {
  readonly discovery?: Result<Snapshot, ConsoleError>;
  readonly call?: Result<CallRecord, ConsoleError>;
  readonly diagnosis?: Diagnosis;
  readonly traffic: readonly Exchange[];
  readonly state: SiteState;
}

/** Undefined where all is as it must be, else what is not. */
export type Verdict = (seen: Seen) => string | undefined;

/** One misbehaviour, as `hostile-servers.md` numbers it; letters after the number are variants. */
export interface HostileRow {
  readonly id: string;
  readonly title: string;
  /** How the console meets it. `call` discovers first and calls the tool `first`. */
  readonly drive: "discover" | "call" | "diagnose";
  /** What the failure must be called, codes separated by `|`; absent: it works, and `check` says how. */
  readonly code?: string;
  readonly phase?: Phase;
  /** The same of the stepwise diagnosis; true: the very same; absent: it only must be named and bounded. */
  readonly diagnosed?: { readonly code: string; readonly phase: Phase } | true;
  readonly check?: Verdict;
  /** Milliseconds, for the first drive. */
  readonly budgetMs: number;
  /** Costs time or memory on its own: runs alone. */
  readonly heavy?: true;
  /** Part of the quick subset. */
  readonly quick?: true;
  /** The command line meets it too. */
  readonly cli?: true;
  /** Requests are the pages of one walk, not tries. */
  readonly pages?: true;
  /** Environment and resolvers of the diagnosis. */
  readonly environment?: (state: { readonly extra: string }) => Readonly<Record<string, string>>;
  readonly usesDns?: true;
  readonly deadlines?: {
    readonly connectMs?: number;
    readonly listMs?: number;
    readonly callMs?: number;
    readonly callTotalMs?: number;
  };
  /** The arguments of the call, as JSON text. */
  readonly argumentsText?: string;
  /** Starts it and gives the URL (without secrets), and anything the runner needs beside it. */
  readonly start: (site: Site) => Promise<string | { readonly url: string; readonly extra: string }>;
}

/** The text of everything that a person could get to read of a row. */
export const textOf = (seen: Seen): string => JSON.stringify(seen);

/** The server's warnings, for checks. */
export const warned =
  (pattern: RegExp): Verdict =>
  ({ discovery }) => {
    if (discovery?.ok !== true) return "the discovery failed";
    const { warnings } = discovery.value.facts;
    return warnings.some((each) => pattern.test(each))
      ? undefined
      : `no warning like ${pattern}: ${warnings.join(" | ")}`;
  };

/** The list came, with so many tools. */
export const lists =
  (count: number, more: { readonly malformed?: number; readonly incomplete?: RegExp } = {}): Verdict =>
  ({ discovery }) => {
    if (discovery?.ok !== true) return `the discovery failed: ${discovery?.error.code}`;
    const { tools, malformed, incomplete } = discovery.value;
    if (tools.length !== count) return `${tools.length} tools instead of ${count}`;
    if (malformed.length !== (more.malformed ?? 0)) return `${malformed.length} malformed`;
    if (more.incomplete === undefined) return incomplete === undefined ? undefined : `incomplete: ${incomplete}`;
    return more.incomplete.test(incomplete ?? "") ? undefined : `incomplete is ${incomplete}`;
  };

/** The call ended in this state. */
export const callEnds =
  (state: CallRecord["state"], check: (record: CallRecord) => string | undefined = () => undefined): Verdict =>
  ({ call }) => {
    if (call?.ok !== true) return `no record of the call: ${call?.error.code}`;
    return call.value.state === state
      ? check(call.value)
      : `the call is ${call.value.state} (${call.value.error?.code})`;
  };

/** Nothing reached the place that nothing may be sent to. */
export const canaryUntouched: Verdict = ({ state }) =>
  state.canary === 0 ? undefined : `${state.canary} requests reached the canary`;

/** All verdicts, in order; the first complaint counts. */
export const all =
  (...verdicts: readonly Verdict[]): Verdict =>
  (seen) => {
    for (const verdict of verdicts) {
      const complaint = verdict(seen);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  };
