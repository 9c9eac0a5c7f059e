import { findRule } from "#shared/lint/catalogue.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { groupDiagnostics, summarize, type DiagnosticGroup } from "#shared/lint/lint-summary.ts";
import { subjectOf } from "#shared/report/lint-junit.ts";
import { place } from "#shared/report/lint-sarif.ts";
import { safeLine } from "./safe-output.ts";

interface TextOptions {
  readonly tools: number;
  readonly prompt: string;
  readonly promptFile: string;
  /** One line for what three tools or more share. */
  readonly fold: boolean;
}

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;

/** The findings for a person at a terminal: the count, then a line each, the loudest first. */
export function lintText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const { errors, warnings, hints } = summarize(diagnostics);
  const head = `${count(errors, "error")}, ${count(warnings, "warning")}, ${count(hints, "hint")} in ${count(options.tools, "tool")}`;
  const groups = groupDiagnostics(diagnostics, options.fold ? 3 : Infinity);
  return `${[head, ...(groups.length > 0 ? [""] : []), ...groups.map((group) => line(group, options))].join("\n")}\n`;
}

function line({ ruleId, severity, diagnostics }: DiagnosticGroup, options: TextOptions): string {
  const lead = `${severity.padEnd(7)} ${ruleId}`;
  const [first] = diagnostics;
  if (first === undefined) return lead;
  if (diagnostics.length === 1) return `${lead} ${where(first, options)}: ${safeLine(first.message, 400)}`;
  const names = diagnostics.map((one) => safeLine(subjectOf(one), 60));
  const shown = names.slice(0, 4).join(", ");
  const rest = names.length > 4 ? ` and ${names.length - 4} more` : "";
  return `${lead} ${diagnostics.length} tools: ${findRule(ruleId)?.title ?? ""} (${shown}${rest})`;
}

function where(one: Diagnostic, { prompt, promptFile }: TextOptions): string {
  if (one.target.kind === "prompt" && one.range !== undefined) {
    const { line, column } = place(prompt, one.range.start);
    return `${safeLine(promptFile)}:${line}:${column}`;
  }
  return `${safeLine(subjectOf(one), 130)}${one.pointer === undefined || one.pointer === "/description" ? "" : safeLine(one.pointer, 160)}`;
}
