import { assertNever } from "#shared/base/assert-never.ts";
import type { Target } from "#shared/lint/diagnostic.ts";
import type { Located } from "#shared/lint/remembered-findings.ts";

/**
 * Leaves out findings whose defect another rule names more exactly at the same place (`yieldsTo`). The place is the tool
 * or the list for tool rules, the stretch of text for prompt rules; a list's finding covers each of its tools.
 */
export function chargeOnce(located: readonly Located[]): readonly Located[] {
  const found = new Map<string, Set<string>>();
  for (const { rule, finding, target } of located) {
    for (const place of placesOf(target, finding.range?.start)) {
      const rules = found.get(place) ?? new Set();
      rules.add(rule.id);
      found.set(place, rules);
    }
  }
  return located.filter(({ rule, finding, target }) => {
    if (rule.yieldsTo === undefined) return true;
    const places = [...placesOf(target, finding.range?.start), `list ${serverOf(target)}`, "list "];
    return !places.some((place) => rule.yieldsTo?.some((id) => found.get(place)?.has(id)));
  });
}

const serverOf = (target: Target): string => ("server" in target ? (target.server ?? "") : "");

function placesOf(target: Target, start: number | undefined): readonly string[] {
  switch (target.kind) {
    case "tool":
      return [`tool ${target.server ?? ""} ${target.position}`];
    case "list":
      return [`list ${target.server ?? ""}`];
    case "prompt":
    case "suppression":
      return [`prompt ${start ?? ""}`];
    default:
      return assertNever(target);
  }
}
