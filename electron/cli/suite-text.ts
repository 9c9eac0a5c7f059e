import { confusion, toolScores, type Label } from "#shared/converse/suite/confusion.ts";
import { pickOf, type Comparison, type Flip, type Side } from "#shared/converse/suite/flips.ts";
import { whatItDid } from "#shared/converse/suite/judge.ts";
import { rowPassed, type Run } from "#shared/converse/suite/suite.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import { winRates } from "#shared/converse/suite/win-rate.ts";
import { safeLine } from "./safe-output.ts";

/** What is printed beside a run. */
interface SuiteTextOptions {
  readonly title: string;
  readonly warnings: readonly string[];
  readonly since?: Comparison | undefined;
}

const MOST_LISTED = 100;
const MOST_COLUMNS = 25;
const LONGEST_NAME = 40;

/** A run for a person at a terminal: counts, flips, failures with why, the confusion matrix, scores, paraphrases. */
export function suiteText(run: Run, { title, warnings, since }: SuiteTextOptions): string {
  const { passed, rows, wavering, p50Ms, p95Ms, tokens } = summarizeRun(run);
  const times = `${milliseconds(p50Ms)} median, ${milliseconds(p95Ms)} at the 95th percentile`;
  const spent = tokens === undefined ? "" : ` ${tokens.input} tokens in, ${tokens.output} out.`;
  const waver = wavering === 0 ? "" : ` ${wavering} waver between tries.`;
  const share = rows === 0 ? 0 : Math.floor((passed / rows) * 1_000) / 10;
  const parts = [
    [
      `${passed} of ${rows} rows pass (${share} %).${waver}`,
      `${safeLine(title)}. ${times}.${spent}`,
      ...warnings.map((warning) => `warning: ${safeLine(warning, 400)}`),
    ],
    since === undefined ? [] : flipLines(since),
    failureLines(run),
    matrixLines(run),
    scoreLines(run),
    paraphraseLines(run),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n")}\n`;
}

const milliseconds = (ms: number): string => `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;

function flipLines({ flips, broken, fixed, changed, same, onlyAfter, onlyBefore }: Comparison): readonly string[] {
  const rest = onlyAfter.length + onlyBefore.length;
  return [
    `Since the baseline: ${broken} broken, ${fixed} fixed, ${changed} chosen otherwise, ${same} as before${rest === 0 ? "" : `; ${rest} rows are in one of them only`}`,
    ...listed(flips, ({ kind, row, before, after }: Flip) => {
      const said = quoted(row.utterance);
      return `  ${kind.padEnd(7)} ${said}  ${sideText(before, after)} -> ${sideText(after, before)}`;
    }),
  ];
}

function sideText(side: Side, other: Side): string {
  const alike = pickOf(side.pick) === pickOf(other.pick) && side.why !== undefined;
  return safeLine(alike ? (side.why ?? "") : whatItDid(side.pick), 160);
}

function failureLines({ rows, results }: Run): readonly string[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const failed = results.filter((result) => !rowPassed(result));
  if (failed.length === 0) return [];
  return [
    "Failures",
    ...listed(failed, ({ rowId, tries }) => {
      const bad = tries.filter(({ passed }) => !passed);
      const share = tries.length > 1 ? ` (${bad.length} of ${tries.length} tries)` : "";
      const row = byId.get(rowId);
      return `  ${safeLine(rowId, 20)}  ${quoted(row?.utterance ?? "")}\n      ${safeLine(bad[0]?.why ?? "It was not tried.", 300)}${share}`;
    }),
  ];
}

function matrixLines(run: Run): readonly string[] {
  const { labels, cells } = confusion(run, MOST_COLUMNS);
  if (labels.length === 0) return [];
  const heads = labels.map((label, at) => (label.kind === "tool" ? String(at + 1) : label.kind));
  const names = labels.map((label, at) => (label.kind === "tool" ? `${at + 1} ${nameOf(label)}` : nameOf(label)));
  const first = Math.max(...names.map(({ length }) => length));
  const wide = heads.map((head, at) =>
    Math.max(head.length, ...cells.map((row) => String(row[at] === 0 ? "." : row[at]).length)),
  );
  const line = (name: string, values: readonly string[]): string =>
    `  ${name.padEnd(first)}  ${values.map((value, at) => value.padStart(wide[at] ?? 1)).join("  ")}`.trimEnd();
  return [
    "Expected (down), chosen (across)",
    line("", heads),
    ...cells.flatMap((row, at) =>
      row.every((count) => count === 0)
        ? []
        : [
            line(
              names[at] ?? "",
              row.map((count) => (count === 0 ? "." : String(count))),
            ),
          ],
    ),
    ...labels.flatMap((label, at) =>
      label.kind === "tool" && cells[at]?.every((count) => count === 0) === true
        ? [`  ${names[at] ?? ""}: chosen, never expected`]
        : [],
    ),
  ];
}

const nameOf = (label: Label): string =>
  label.kind === "tool" ? safeLine(label.tool, LONGEST_NAME) : label.kind === "none" ? "no tool" : label.kind;

function scoreLines(run: Run): readonly string[] {
  const scores = toolScores(run);
  if (scores.length === 0) return [];
  const first = Math.max(...scores.map(({ tool }) => safeLine(tool, LONGEST_NAME).length), 4);
  return [
    `  ${"Tool".padEnd(first)}  expected  chosen  precision     recall`,
    ...listed(scores, ({ tool, expected, chosen, precision, recall }) => {
      const counts = `${String(expected).padStart(8)}  ${String(chosen).padStart(6)}`;
      return `  ${safeLine(tool, LONGEST_NAME).padEnd(first)}  ${counts}  ${percent(precision)}  ${percent(recall)}`;
    }),
  ];
}

function paraphraseLines(run: Run): readonly string[] {
  const rates = winRates(run);
  if (rates.length === 0) return [];
  const won = rates.reduce((sum, rate) => sum + rate.won, 0);
  const all = rates.reduce((sum, rate) => sum + rate.paraphrases, 0);
  const shaky = rates.filter(({ rate }) => rate < 1);
  return [
    `In other words: ${won} of ${all} pass`,
    ...listed(shaky, ({ row, won: own, paraphrases }) => `  ${own} of ${paraphrases}  ${quoted(row.utterance)}`),
  ];
}

const percent = (share: number | undefined): string =>
  (share === undefined ? "-" : `${Math.round(share * 100)} %`).padStart(9);

const quoted = (text: string): string => JSON.stringify(safeLine(text.replaceAll(/\s+/g, " "), 80));

function listed<T>(all: readonly T[], line: (one: T) => string): readonly string[] {
  const more = all.length - MOST_LISTED;
  return [...all.slice(0, MOST_LISTED).map(line), ...(more > 0 ? [`  and ${more} more`] : [])];
}
