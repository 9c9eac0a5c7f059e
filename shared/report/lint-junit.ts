import { assertNever } from "#shared/base/assert-never.ts";
import { findRule } from "#shared/lint/catalogue.ts";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import { reaches } from "#shared/lint/lint-summary.ts";
import { xmlText } from "#shared/report/xml-text.ts";

/** What was checked, as a test case's name: the prompt, a tool, or a server's list. */
export function subjectOf({ target }: Diagnostic): string {
  switch (target.kind) {
    case "tool":
      return target.server === undefined ? target.tool : `${target.server}/${target.tool}`;
    case "list":
      return target.server ?? "tools";
    case "prompt":
    case "suppression":
      return target.kind;
    default:
      return assertNever(target);
  }
}

/** The diagnostics as JUnit XML: a test case for each thing checked, failed where a finding reaches `failOn`. */
export function lintJunit(diagnostics: readonly Diagnostic[], subjects: readonly string[], failOn: Severity): string {
  const bySubject = new Map<string, Diagnostic[]>(subjects.map((subject) => [subject, []]));
  for (const one of diagnostics) bySubject.set(subjectOf(one), [...(bySubject.get(subjectOf(one)) ?? []), one]);
  let failures = 0;
  const cases = [...bySubject].map(([subject, found]) => {
    const head = `    <testcase classname="lint" name="${xmlText(subject)}"`;
    if (found.length === 0) return `${head}/>`;
    const said = xmlText(
      found
        .map(
          (one) =>
            `[${one.severity}] ${one.ruleId} ${findRule(one.ruleId)?.name ?? ""} ${one.pointer ?? ""}\n  ${one.message}`,
        )
        .join("\n"),
    );
    if (!reaches(found, failOn)) return `${head}><system-out>${said}</system-out></testcase>`;
    failures += 1;
    const [worst] = found;
    return `${head}><failure message="${xmlText(worst?.message ?? "")}" type="${worst?.severity ?? failOn}">${said}</failure></testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="preflight lint" tests="${cases.length}" failures="${failures}">`,
    `  <testsuite name="lint" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}
