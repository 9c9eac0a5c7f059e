import { assertNever } from "#shared/base/assert-never.ts";
import { allRules } from "#shared/lint/all-rules.ts";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";

/** One line of the list of findings: a heading, or a finding below it. */
export type FindingLine =
  | {
      readonly kind: "heading";
      readonly key: string;
      readonly title: string;
      /** Id of the rule, where the heading is one. */
      readonly rule?: string;
      readonly about: string;
      readonly count: number;
    }
  | { readonly kind: "finding"; readonly key: string; readonly diagnostic: Diagnostic };

const RULES = new Map(allRules.map((rule) => [rule.id, rule]));
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** Findings under the headings of their rules or targets, the loudest heading first, else in the order of the engine. */
export function groupFindings(diagnostics: readonly Diagnostic[], by: "rule" | "target"): readonly FindingLine[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const key = by === "rule" ? one.ruleId : targetName(one.target);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const lines: FindingLine[] = [];
  for (const [key, items] of [...groups].toSorted(([, one], [, two]) => loudest(one) - loudest(two))) {
    const rule = by === "rule" ? RULES.get(key) : undefined;
    const heading = { kind: "heading", key, about: rule?.why ?? "", count: items.length } as const;
    lines.push(rule === undefined ? { ...heading, title: key } : { ...heading, title: rule.title, rule: key });
    const sorted = items.toSorted((one, two) => RANK[one.severity] - RANK[two.severity]);
    for (const [index, diagnostic] of sorted.entries())
      // What it says is part of the key: a line that says more is another line, measured anew before it is painted.
      lines.push({
        kind: "finding",
        key: `${key} ${index} ${diagnostic.message} ${diagnostic.fix?.title ?? ""}`,
        diagnostic,
      });
  }
  return lines;
}

const loudest = (diagnostics: readonly Diagnostic[]): number =>
  diagnostics.reduce((least, { severity }) => Math.min(least, RANK[severity]), 2);

/** What a finding is about, in a word. */
export function targetName(target: Diagnostic["target"]): string {
  switch (target.kind) {
    case "prompt":
      return "the prompt";
    case "tool":
      return target.tool;
    case "list":
      return target.server ?? "the list of tools";
    case "suppression":
      return "a suppression";
    default:
      return assertNever(target);
  }
}
