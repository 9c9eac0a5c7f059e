import { create } from "zustand";
import { newId } from "#renderer/api/jobs.ts";
import type { SuppressionRecord } from "#shared/contract/assistant.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import type { Suppression } from "#shared/lint/lint-input.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

const NONE: readonly SuppressionRecord[] = [];

/** The mirror of the core's suppressions. */
const useSuppressionsStore = create<{ readonly all: readonly SuppressionRecord[] }>(() => ({ all: NONE }));

export const useSuppressions = (): readonly SuppressionRecord[] => useSuppressionsStore(({ all }) => all);

const keep = (all: readonly SuppressionRecord[]): void => useSuppressionsStore.setState({ all });

/** Reads the suppressions and follows their changes. Returns the end of following. */
export function followSuppressions(api: ConsoleApi): () => void {
  api.call("suppressions.list", {}).then(keep, () => undefined); // only where the wire died; the connection bar says so
  return api.on("suppressions.changed", ({ suppressions }) => keep(suppressions));
}

/** Where a finding is silenced: itself, or its rule on the tool, the server, the assistant, or everywhere. */
export type SuppressionScope = "finding" | "tool" | "server" | "assistant" | "everywhere";

/** Where a finding was seen. */
export interface FindingPlace {
  readonly serverId?: string | undefined;
  readonly assistantId?: string | undefined;
}

/** The scopes that a finding can be silenced in, the narrowest first. */
export function scopesOf({ target }: Diagnostic, { serverId, assistantId }: FindingPlace): readonly SuppressionScope[] {
  return [
    "finding",
    ...(target.kind === "tool" ? (["tool"] as const) : []),
    ...(target.kind !== "prompt" && serverId !== undefined ? (["server"] as const) : []),
    ...(assistantId === undefined ? [] : (["assistant"] as const)),
    "everywhere",
  ];
}

/** Silences a finding, or its rule in a wider scope, with the reason. Answers the record. */
export async function suppress(
  api: ConsoleApi,
  { ruleId, fingerprint, target }: Diagnostic,
  { serverId, assistantId }: FindingPlace,
  scope: SuppressionScope,
  reason: string,
): Promise<SuppressionRecord | undefined> {
  const aboutPrompt = target.kind === "prompt";
  const ofServer =
    !aboutPrompt && serverId !== undefined && (scope === "finding" || scope === "tool" || scope === "server");
  const ofAssistant = assistantId !== undefined && (scope === "assistant" || (scope === "finding" && aboutPrompt));
  const saved = await api.call("suppressions.save", {
    id: newId(),
    ruleId,
    reason,
    ...(scope === "finding" ? { fingerprint } : {}),
    ...(scope === "tool" && target.kind === "tool" ? { toolName: target.tool } : {}),
    ...(ofServer ? { serverId } : {}),
    ...(ofAssistant ? { assistantId } : {}),
  });
  return saved.ok ? saved.value : undefined;
}

/** The suppressions that count for an assistant with its servers, or for one server alone, in the engine's order. */
export const suppressionsFor = (
  all: readonly SuppressionRecord[],
  place: { readonly assistantId?: string; readonly serverIds: readonly string[] },
): readonly SuppressionRecord[] =>
  all.filter(
    ({ assistantId, serverId }) =>
      (assistantId === undefined || assistantId === place.assistantId) &&
      (serverId === undefined || place.serverIds.includes(serverId)),
  );

/** As the engine reads them. Servers are known to it by name, where there are several. */
export function forEngine(
  records: readonly SuppressionRecord[],
  serverName: (id: string) => string | undefined,
): readonly Suppression[] {
  return records.map(({ ruleId, reason, fingerprint, toolName, serverId }) => {
    const server = serverId === undefined ? undefined : serverName(serverId);
    const suppression: { -readonly [K in keyof Suppression]: Suppression[K] } = { rule: ruleId, reason };
    if (fingerprint !== undefined) suppression.fingerprint = fingerprint;
    if (toolName !== undefined) suppression.tool = toolName;
    if (server !== undefined) suppression.server = server;
    return suppression;
  });
}

/**
 * Whether a suppression that suppressed nothing here suppresses nothing at all: one that counts everywhere may be of
 * use elsewhere, and is not complained of.
 */
export function isUnusedFor(
  record: SuppressionRecord | undefined,
  place: { readonly assistantId?: string | undefined; readonly serverIds: readonly string[] },
): boolean {
  if (record === undefined) return false;
  const { assistantId, serverId, ruleId } = record;
  if (assistantId !== undefined) return assistantId === place.assistantId;
  return serverId !== undefined && place.serverIds.includes(serverId) && !ruleId.startsWith("P");
}

/** Takes a suppression back. */
export async function unsuppress(api: ConsoleApi, { id }: SuppressionRecord): Promise<void> {
  await api.call("suppressions.remove", { id });
}

/** Puts back one that was removed. */
export async function resuppress(api: ConsoleApi, { addedAt: _addedAt, ...record }: SuppressionRecord): Promise<void> {
  await api.call("suppressions.save", record);
}
