import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import {
  followSuppressions,
  forEngine,
  suppressionsFor,
  useSuppressions,
} from "#renderer/features/lint/suppressions-store.ts";
import type { SuppressionRecord } from "#shared/contract/assistant.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { lint } from "#shared/lint/lint.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";

/** What was found in a server's list, and the suppressions that were counted, in the engine's order. */
export interface ServerFindings {
  readonly snapshot: Snapshot;
  readonly diagnostics: readonly Diagnostic[];
  readonly all: readonly SuppressionRecord[];
  readonly suppressions: readonly SuppressionRecord[];
}

/** Lists up to this length are checked unasked, for the status bar and the tools; longer ones on the Lint tab. */
export const CHECKED_UNASKED = 1_500;

/** The newest result of each list: the tab, the status bar and the tools ask for the same. */
const results = new WeakMap<Snapshot, ServerFindings>();

/** Checks a server's newest list, without a prompt, once the window rests. Undefined until then, or without a list. */
export function useServerFindings(snapshot: Snapshot | undefined): ServerFindings | undefined {
  const api = useApi();
  const all = useSuppressions();
  const [found, setFound] = useState<ServerFindings>();
  useEffect(() => followSuppressions(api), [api]);
  useEffect(() => {
    if (snapshot === undefined) return undefined;
    const timer = setTimeout(() => setFound(findingsOf(snapshot, all)), results.has(snapshot) ? 0 : 60);
    return () => clearTimeout(timer);
  }, [snapshot, all]);
  return found?.snapshot === snapshot ? found : undefined;
}

function findingsOf(snapshot: Snapshot, all: readonly SuppressionRecord[]): ServerFindings {
  const known = results.get(snapshot);
  if (known?.all === all) return known;
  const suppressions = suppressionsFor(all, undefined);
  const found = lint({
    tools: snapshot.tools.map(({ position, raw }) => ({ position, raw })),
    profile: insighto,
    suppressions: forEngine(suppressions, () => undefined),
  });
  // A suppression for another server or for a prompt suppresses nothing here, and that is as it should be.
  const diagnostics = found.filter((one) => isUseful(one, suppressions, snapshot));
  const result = { snapshot, diagnostics, all, suppressions };
  results.set(snapshot, result);
  return result;
}

/** Unused suppressions are said only where the rule and the tool could have been met in this list. */
function isUseful(one: Diagnostic, records: readonly SuppressionRecord[], { tools }: Snapshot): boolean {
  if (one.target.kind !== "suppression") return true;
  const record = records[one.target.index];
  if (record === undefined || record.ruleId.startsWith("P") || record.fingerprint !== undefined) return false;
  return record.toolName !== undefined && tools.some(({ name }) => name === record.toolName);
}
