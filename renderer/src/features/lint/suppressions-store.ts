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

/** Where a finding is silenced. */
export type SuppressionScope = "finding" | "tool" | "everywhere";

/** Silences a finding, its rule on the tool, or its rule everywhere, with the reason. */
export async function suppress(
  api: ConsoleApi,
  { ruleId, fingerprint, target }: Diagnostic,
  scope: SuppressionScope,
  reason: string,
): Promise<void> {
  await api.call("suppressions.save", {
    id: newId(),
    ruleId,
    reason,
    ...(scope === "finding" ? { fingerprint } : {}),
    ...(scope === "tool" && target.kind === "tool" ? { toolName: target.tool } : {}),
  });
}

/** The suppressions that count for an assistant (or for servers alone), in the order in which the engine is given them. */
export const suppressionsFor = (
  all: readonly SuppressionRecord[],
  assistantId: string | undefined,
): readonly SuppressionRecord[] =>
  all.filter((one) => one.assistantId === undefined || one.assistantId === assistantId);

/** As the engine reads them. Servers are known to it by name. */
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

/** Takes a suppression back. */
export async function unsuppress(api: ConsoleApi, record: SuppressionRecord | undefined): Promise<void> {
  if (record !== undefined) await api.call("suppressions.remove", { id: record.id });
}
