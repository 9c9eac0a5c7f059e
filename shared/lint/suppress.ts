import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { fingerprint } from "#shared/lint/fingerprint.ts";
import type { Suppression } from "#shared/lint/lint-input.ts";

/**
 * Takes out what is suppressed with a reason, and adds a hint for each suppression that suppresses nothing (`X001`) and
 * a warning for each without a reason (`X002`, which then does not count).
 */
export function suppress(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
): readonly Diagnostic[] {
  if (suppressions.length === 0) return diagnostics;
  const used = new Set<number>();
  const kept = diagnostics.filter((diagnostic) => {
    const index = suppressions.findIndex((one) => one.reason.trim() !== "" && applies(one, diagnostic));
    if (index >= 0) used.add(index);
    return index < 0;
  });
  return [...kept, ...suppressions.flatMap((one, index) => (used.has(index) ? [] : [complaint(one, index)]))];
}

function applies({ rule, server, tool, fingerprint: print }: Suppression, diagnostic: Diagnostic): boolean {
  const { target } = diagnostic;
  if (rule !== diagnostic.ruleId) return false;
  if (print !== undefined && print !== diagnostic.fingerprint) return false;
  if (tool !== undefined && !(target.kind === "tool" && target.tool === tool)) return false;
  return server === undefined || ("server" in target && target.server === server);
}

function complaint({ rule, tool, reason, server }: Suppression, index: number): Diagnostic {
  const bare = reason.trim() === "";
  const what = `${rule}${tool === undefined ? "" : ` on ${tool}`}`;
  const ruleId = bare ? "X002" : "X001";
  return {
    ruleId,
    severity: bare ? "warning" : "hint",
    message: bare
      ? `The suppression of ${what} has no reason, so it does not count.`
      : `The suppression of ${what} suppresses nothing: remove it.`,
    target: { kind: "suppression", index },
    fingerprint: fingerprint(ruleId, rule, server, tool),
  };
}
