import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { RegistrationVerdict } from "#shared/platform/verdict.ts";
import { safeLine, safeText } from "./safe-output.ts";

/** The verdict, as the first line of a command, and below it what else to know. */
export function verdictText({ sentence, reason }: RegistrationVerdict): string {
  const more = reason !== undefined && !sentence.includes(reason) ? `${capital(safeText(reason))}.\n` : "";
  return `${safeText(sentence)}.\n${more}`;
}

/** `everything 2.0.0 · Streamable HTTP, legacy 2025-11-25 · 84 ms, 5 requests`. */
export function connectionLine({ facts, timings }: Snapshot): string {
  const part = (key: string): string => {
    const value = facts.serverInfo[key];
    return typeof value === "string" ? safeLine(value, 60) : "";
  };
  const name = `${part("name") || "unnamed server"} ${part("version")}`.trim();
  const transport = facts.transport === "sse" ? "SSE" : "Streamable HTTP";
  const spoken = `${transport}, ${facts.era} ${safeLine(facts.protocolVersion, 40)}`;
  return `${name} · ${spoken} · ${Math.round(timings.totalMs)} ms, ${timings.requests} requests\n`;
}

/** Malformed entries, an incomplete list and oddities, one line each; empty where there are none. */
export function findingsText({ malformed, incomplete, facts }: Snapshot): string {
  const lines = malformed.map(
    ({ position, name, reason }) =>
      `malformed: entry ${position + 1}${name === undefined ? "" : ` (${safeLine(name, 80)})`}: ${safeLine(reason)}`,
  );
  if (incomplete !== undefined) lines.push(`incomplete: ${safeLine(incomplete)}`);
  for (const warning of facts.warnings) lines.push(`note: ${safeLine(warning)}`);
  return lines.map((line) => `${line}\n`).join("");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
