import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";

/** How many findings of each loudness. */
export interface LintSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
}

/** Counts diagnostics by severity. */
export function summarize(diagnostics: readonly Diagnostic[]): LintSummary {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), hints: count("hint") };
}

const LOUDER: Readonly<Record<Severity, number>> = { hint: 0, warning: 1, error: 2 };

/** Whether any diagnostic is as loud as a severity, or louder. */
export function reaches(diagnostics: readonly Diagnostic[], severity: Severity): boolean {
  return diagnostics.some((one) => LOUDER[one.severity] >= LOUDER[severity]);
}

/** Findings of one rule and severity on several tools, as one group; everything else as groups of one. */
export interface DiagnosticGroup {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Folds what many tools share: a rule's findings of one severity are one group from `least` tools on. Order: as the
 * first finding of each group stands.
 */
export function groupDiagnostics(diagnostics: readonly Diagnostic[], least = 3): readonly DiagnosticGroup[] {
  const byRule = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const key = `${one.ruleId} ${one.severity} ${one.target.kind}`;
    const group = byRule.get(key);
    if (group === undefined) byRule.set(key, [one]);
    else group.push(one);
  }
  return [...byRule.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { ruleId, severity, target } = first;
    if (target.kind === "tool" && group.length >= least) return [{ ruleId, severity, diagnostics: group }];
    return group.map((one) => ({ ruleId, severity, diagnostics: [one] }));
  });
}
