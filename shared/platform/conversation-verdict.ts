import type { PlatformProfile } from "#shared/platform/profile.ts";
import type { RegistrationVerdict } from "#shared/platform/verdict.ts";

/** What one attached server gave at the start of a conversation. */
interface OpenedPart {
  readonly name: string;
  readonly verdict: RegistrationVerdict;
  /** Its tools are missing, and the platform would not say so. */
  readonly dropped: boolean;
}

/**
 * The opening sentence of a conversation over several servers, without a final period: "A conversation started now would
 * register 13 tools", "... zero tools, and would not say so: the certificate expired". One server speaks for itself.
 */
export function conversationVerdict(
  servers: readonly OpenedPart[],
  customTools: number,
  profile: PlatformProfile,
): string {
  const [first] = servers;
  if (first !== undefined && servers.length === 1 && customTools === 0) return first.verdict.sentence;
  const lead = "A conversation started now would register";
  const total = servers.reduce((sum, { verdict, dropped }) => sum + (dropped ? 0 : verdict.registers), 0) + customTools;
  if (servers.length === 0 && customTools === 0) return `${lead} zero tools: no server is attached`;
  const dropped = servers.filter((one) => one.dropped);
  const silence = profile.failure === "silent" ? ", and would not say so" : "";
  const why = dropped
    .slice(0, 3)
    .map(({ name, verdict }) => `${name} (${verdict.reason ?? verdict.sentence})`)
    .join(", ");
  const more = dropped.length > 3 ? ` and ${dropped.length - 3} more` : "";
  if (total === 0)
    return dropped.length > 0
      ? `${lead} zero tools${silence}: ${why}${more}`
      : `${lead} zero tools: no server lists any`;
  const count = `${total} ${total === 1 ? "tool" : "tools"}`;
  const gave = servers.length - dropped.length;
  const from = gave > 1 ? ` from ${gave} servers` : "";
  if (dropped.length > 0) return `${lead} ${count}${from}, without ${why}${more}${silence}`;
  const doubts = servers.filter(({ verdict }) => verdict.tone === "attention" && verdict.reason !== undefined);
  const doubt = doubts.map(({ name, verdict }) => `${name}: ${verdict.reason ?? ""}`).slice(0, 2);
  return `${lead} ${count}${from}${doubt.length > 0 ? `; ${doubt.join("; ")}` : ""}`;
}
