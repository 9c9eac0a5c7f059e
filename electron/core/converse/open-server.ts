import { randomUUID } from "node:crypto";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { fail } from "#shared/base/result.ts";
import type { OpenedConversationServer } from "#shared/contract/conversation.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import type { PlatformProfile } from "#shared/platform/profile.ts";
import { registrationVerdict, type RegistrationVerdict } from "#shared/platform/verdict.ts";
import { headline, worstFirst } from "#shared/report/drift-markdown.ts";
import type { Discover, JobParts } from "#core/ports.ts";

/** One attached server at the start of a conversation. */
export interface StartedServer {
  readonly opened: OpenedConversationServer;
  readonly verdict: RegistrationVerdict;
  /** Present where its tools are registered. */
  readonly snapshot?: Snapshot;
}

/** A conversation does not wait longer for one server, milliseconds. */
const LONGEST_MS = 20_000;
/** What changed is compared for this long before it is told without proofs, milliseconds. */
const COMPARE_MS = 1_500;
/** Changed tools that the one sentence names. */
const MOST_NAMED = 3;

/** Discovers on one server as the platform does: anew, nothing cached, its failure its own. */
export async function startServer(
  parts: JobParts,
  serverId: string,
  profile: PlatformProfile,
  discover: Discover,
  signal: AbortSignal,
): Promise<StartedServer> {
  const { store, clock } = parts.ports;
  const begun = clock.monotonicMs();
  const [server, before] = await Promise.all([store.getServer(serverId), store.latestSnapshot(serverId)]);
  const late = AbortSignal.timeout(LONGEST_MS);
  const found = await discover(serverId, AbortSignal.any([signal, late]));
  const result = !found.ok && late.aborted && !signal.aborted ? fail(tooLate) : found;
  const ms = clock.monotonicMs() - begun;
  const maskedUrl = server?.maskedUrl ?? "";
  const base = { serverId, name: server?.name ?? "A server that is gone", ms };
  if (!result.ok) {
    const verdict = registrationVerdict(
      { run: failedRun(serverId, clock.now(), ms, result.error), maskedUrl },
      profile,
    );
    return { verdict, opened: { ...base, registered: 0, malformed: 0, error: result.error } };
  }
  const snapshot = result.value;
  const verdict = registrationVerdict({ snapshot, maskedUrl }, profile);
  const { malformed, incomplete } = snapshot;
  const drift =
    before === undefined || before.listHash === snapshot.listHash
      ? undefined
      : await compare(parts, before, snapshot, signal);
  const opened: OpenedConversationServer = {
    ...base,
    registered: verdict.registers,
    malformed: malformed.length,
    snapshotId: snapshot.id,
    ...(incomplete === undefined ? {} : { incomplete }),
    ...(drift === undefined ? {} : { drift: { ...drift, before: before?.id ?? "" } }),
  };
  // Listed here, but refused by the platform's own rules: a conversation there would be without it.
  if (verdict.tone === "stopped") return { verdict, opened: { ...opened, error: refused(profile, verdict) } };
  return { verdict, opened, snapshot };
}

/** How bad the difference between two lists is, in one sentence; undefined where it means nothing. */
export async function compare(
  { ports }: JobParts,
  before: Snapshot,
  after: Snapshot,
  signal: AbortSignal,
): Promise<{ readonly level: "breaking" | "risky" | "harmless"; readonly summary: string } | undefined> {
  const drift = await ports.drift.diff(raws(before), raws(after), {
    signal: AbortSignal.any([signal, AbortSignal.timeout(COMPARE_MS)]),
  });
  const tools = worstFirst(drift.tools);
  if (tools.length === 0) return undefined;
  const named = tools.slice(0, MOST_NAMED).map((tool) => `${tool.name} ${headline(tool)}`);
  const more = tools.length - named.length;
  return { level: drift.level, summary: `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}` };
}

const raws = ({ tools }: Snapshot): readonly JsonObject[] => tools.map(({ raw }) => raw);

export const freshId = (): string => randomUUID();

const failedRun = (serverId: string, startedAt: string, totalMs: number, error: ConsoleError): DiscoveryRun => ({
  id: "",
  serverId,
  startedAt,
  totalMs,
  outcome: { state: "failed", error },
});

const tooLate: ConsoleError = {
  kind: "timeout",
  code: "E_OPENING_LATE",
  phase: "mcp",
  said: `The server did not list its tools within ${LONGEST_MS / 1000} seconds.`,
  evidence: "",
  limit: { name: "openingMs", value: LONGEST_MS, unit: "ms" },
  retriable: true,
  next: "Diagnose the server: a conversation starts without its tools until it answers sooner.",
};

function refused(
  { title }: PlatformProfile,
  { reason = "its rules refuse this address" }: RegistrationVerdict,
): ConsoleError {
  return invalidInput(
    "E_PLATFORM_REFUSES",
    `${title} would not connect: ${reason}.`,
    "Offer the server over https://.",
  );
}
