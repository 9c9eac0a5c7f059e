import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import { hostKind } from "#shared/platform/host-address.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";

/** What a conversation started now would get from a server. */
export interface RegistrationVerdict {
  readonly tone: "good" | "attention" | "stopped";
  /** Tools that the platform would register. */
  readonly registers: number;
  /** Entries that the server listed, malformed ones counted. */
  readonly advertised: number;
  /** The one sentence, without a final period. */
  readonly sentence: string;
  /** Why it is not all of them, or what else to know. */
  readonly reason?: string;
  /** How long the newest discovery took, in milliseconds. */
  readonly ms?: number;
}

const LEAD = "A conversation started now would register";

const tools = (count: number): string =>
  count === 0 ? "zero tools" : `${count.toLocaleString("en")} ${count === 1 ? "tool" : "tools"}`;

/** A sentence's text as a clause after a colon: no final period, and no capital where it is a plain word. */
function clause(sentence: string): string {
  const text = sentence.trim().replace(/[.\s]+$/, "");
  return /^[A-Z][a-z]+\s/.test(text) && !/^(Insighto|Claude|Cursor|Streamable|Content|Location)\s/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/**
 * The registration verdict of PRODUCT.md: what a conversation on this platform would register now. Policy comes first (a
 * platform that refuses the address never gets to discovery), then the newest finished run. A run that is going on, or
 * was interrupted, is judged by the newest snapshot where there is one.
 */
export function registrationVerdict(
  server: { readonly run?: DiscoveryRun; readonly snapshot?: Snapshot; readonly maskedUrl: string },
  profile: PlatformProfile,
): RegistrationVerdict {
  const { run, snapshot } = server;
  const url = URL.canParse(server.maskedUrl) ? new URL(server.maskedUrl) : undefined;
  const kind = url === undefined ? "public" : hostKind(url.hostname);
  const ms =
    run?.outcome.state === "listed" || run?.outcome.state === "failed" ? run.totalMs : snapshot?.timings.totalMs;
  const timed = ms === undefined ? {} : { ms };

  if (profile.httpsOnly === true && url?.protocol === "http:" && kind !== "loopback") {
    const advertised = counts(run, snapshot)?.advertised ?? 0;
    return {
      ...zero(profile, `${profile.title} accepts https:// only, and this address is http://`),
      advertised,
      ...timed,
    };
  }
  if (run?.outcome.state === "failed") return { ...zero(profile, clause(run.outcome.error.said)), ...timed };
  const counted = counts(run, snapshot);
  if (counted === undefined) return notKnown(run);
  return { ...listed(counted, snapshot, profile, kind === "loopback"), ...timed };
}

interface Counts {
  readonly good: number;
  readonly malformed: number;
  readonly advertised: number;
  readonly incomplete?: string;
}

/** The numbers of the newest list: the run's where it listed something, else the snapshot's. */
function counts(run: DiscoveryRun | undefined, snapshot: Snapshot | undefined): Counts | undefined {
  const outcome = run?.outcome;
  const [good, malformed, incomplete] =
    outcome?.state === "listed"
      ? [outcome.tools, outcome.malformed, outcome.incomplete]
      : [snapshot?.tools.length, snapshot?.malformed.length ?? 0, snapshot?.incomplete];
  if (good === undefined) return undefined;
  return { good, malformed, advertised: good + malformed, ...(incomplete === undefined ? {} : { incomplete }) };
}

function zero(profile: PlatformProfile, reason: string): RegistrationVerdict {
  const silence = profile.failure === "silent" ? ", and would not say so" : "";
  return { tone: "stopped", registers: 0, advertised: 0, sentence: `${LEAD} zero tools${silence}: ${reason}`, reason };
}

function notKnown(run: DiscoveryRun | undefined): RegistrationVerdict {
  const sentence =
    run?.outcome.state === "running"
      ? "Discovering now"
      : run?.outcome.state === "interrupted"
        ? "Not known: the last discovery was interrupted"
        : "Not discovered yet";
  return { tone: "attention", registers: 0, advertised: 0, sentence };
}

function listed(
  { good, malformed, advertised, incomplete }: Counts,
  snapshot: Snapshot | undefined,
  profile: PlatformProfile,
  onlyHere: boolean,
): RegistrationVerdict {
  const base = { registers: good, advertised };
  if (advertised === 0 && incomplete === undefined) {
    const reason = "the server lists none";
    return { ...base, tone: "attention", sentence: `${LEAD} zero tools: ${reason}`, reason };
  }
  if (malformed > 0) {
    const reason = `${malformedNames(malformed, snapshot)}; some clients would drop the whole list`;
    return { ...base, tone: "attention", sentence: `${LEAD} ${good} of ${advertised}: ${reason}`, reason };
  }
  if (incomplete !== undefined) {
    const reason = `the list is incomplete (${clause(incomplete)})`;
    return { ...base, tone: "attention", sentence: `${LEAD} at least ${tools(good)}: ${reason}`, reason };
  }
  const here = `only from here: ${profile.title} cannot reach a loopback address`;
  return {
    ...base,
    tone: "good",
    sentence: `${LEAD} ${tools(good)}`,
    ...(onlyHere ? { reason: here } : {}),
  };
}

function malformedNames(malformed: number, snapshot: Snapshot | undefined): string {
  const entries = snapshot?.malformed ?? [];
  if (entries.length !== malformed) return `${malformed} ${malformed === 1 ? "entry is" : "entries are"} malformed`;
  const named = entries
    .slice(0, 2)
    .map(
      (entry) =>
        `${entry.name === undefined ? `entry ${entry.position + 1}` : `\`${entry.name}\``} is malformed (${clause(entry.reason)})`,
    );
  const more = entries.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
