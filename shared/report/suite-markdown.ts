import { confusion, toolScores, type Label } from "#shared/converse/suite/confusion.ts";
import { pickOf, type Comparison, type Flip, type Side } from "#shared/converse/suite/flips.ts";
import { whatItDid } from "#shared/converse/suite/judge.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import { rowPassed, type Run } from "#shared/converse/suite/suite.ts";
import { winRates } from "#shared/converse/suite/win-rate.ts";
import { code, plain, prose } from "#shared/report/markdown-text.ts";

/** What a page on a run needs beside the run. */
export interface SuitePage {
  /** The suite's name. */
  readonly name: string;
  /** What it ran on: "Support voice, simulated model". */
  readonly title: string;
  readonly warnings: readonly string[];
  /** What flipped since another run. */
  readonly since?: Comparison | undefined;
}

const MOST_LISTED = 200;
const MOST_COLUMNS = 20;

/** One page of Markdown on a run: counts, flips, failures with why, the confusion matrix, scores by tool, paraphrases. */
export function suiteMarkdown(run: Run, { name, title, warnings, since }: SuitePage): string {
  const { passed, rows, wavering } = summarizeRun(run);
  const share = rows === 0 ? 0 : Math.floor((passed / rows) * 1_000) / 10;
  const lines = [
    `# Suite: ${plain(name)}`,
    "",
    `**${passed} of ${rows} rows pass** (${share} %). ${plain(title)}.${wavering === 0 ? "" : ` ${wavering} waver between tries.`}`,
    "",
    ...warnings.map((warning) => `- ${plain(warning)}`),
    ...(warnings.length === 0 ? [] : [""]),
    ...(since === undefined ? [] : flipLines(since)),
    ...failureLines(run),
    ...matrixLines(run),
    ...scoreLines(run),
    ...paraphraseLines(run),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function flipLines({ flips, broken, fixed, changed, same }: Comparison): readonly string[] {
  const counts = `${broken} broken, ${fixed} fixed, ${changed} chosen otherwise, ${same} as before.`;
  if (flips.length === 0) return ["## Since the other run", "", counts, ""];
  return [
    "## Since the other run",
    "",
    counts,
    "",
    "| | Utterance | Before | After |",
    "|---|---|---|---|",
    ...listed(flips, ({ kind, row, before, after }: Flip) => {
      const mark = kind === "broken" ? "**broken**" : kind;
      return `| ${mark} | ${plain(row.utterance)} | ${cell(before, after)} | ${cell(after, before)} |`;
    }),
    "",
  ];
}

/** What was done; why it was wrong, where the other run did the same and only the arguments tell them apart. */
function cell(side: Side, other: Side): string {
  const alike = pickOf(side.pick) === pickOf(other.pick) && side.why !== undefined;
  const share = side.tries > 1 ? ` (${side.passed} of ${side.tries} tries pass)` : "";
  return prose(`${alike ? (side.why ?? "") : whatItDid(side.pick)}${share}`);
}

function failureLines({ rows, results }: Run): readonly string[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const failed = results.filter((result) => !rowPassed(result));
  if (failed.length === 0) return [];
  return [
    "## Failures",
    "",
    ...listed(failed, ({ rowId, tries }) => {
      const bad = tries.filter(({ passed }) => !passed);
      const share = tries.length > 1 ? ` (${bad.length} of ${tries.length} tries)` : "";
      return `- ${plain(byId.get(rowId)?.utterance ?? rowId)}: ${prose(bad[0]?.why ?? "It was not tried.")}${share}`;
    }),
    "",
  ];
}

function matrixLines(run: Run): readonly string[] {
  const { labels, cells } = confusion(run, MOST_COLUMNS);
  if (labels.length === 0) return [];
  return [
    "## Expected (down) and chosen (across)",
    "",
    `| | ${labels.map(nameOf).join(" | ")} |`,
    `|---|${labels.map(() => "--:|").join("")}`,
    ...cells.flatMap((row, at) => {
      const label = labels[at];
      if (label === undefined || row.every((count) => count === 0)) return [];
      return [`| ${nameOf(label)} | ${row.map((count) => (count === 0 ? "" : count)).join(" | ")} |`];
    }),
    "",
  ];
}

const nameOf = (label: Label): string =>
  label.kind === "tool"
    ? code(label.tool)
    : label.kind === "none"
      ? "no tool"
      : label.kind === "ask"
        ? "a question back"
        : "other tools";

function scoreLines(run: Run): readonly string[] {
  const scores = toolScores(run);
  if (scores.length === 0) return [];
  return [
    "## Tools",
    "",
    "| Tool | Expected | Chosen | Precision | Recall |",
    "|---|--:|--:|--:|--:|",
    ...listed(scores, ({ tool, expected, chosen, precision, recall }) => {
      return `| ${code(tool)} | ${expected} | ${chosen} | ${percent(precision)} | ${percent(recall)} |`;
    }),
    "",
  ];
}

function paraphraseLines(run: Run): readonly string[] {
  const rates = winRates(run);
  if (rates.length === 0) return [];
  return [
    "## In other words",
    "",
    ...listed(rates, ({ row, won, paraphrases }) => `- ${plain(row.utterance)}: ${won} of ${paraphrases} pass`),
    "",
  ];
}

const percent = (share: number | undefined): string => (share === undefined ? "" : `${Math.round(share * 100)} %`);

function listed<T>(all: readonly T[], line: (one: T) => string): readonly string[] {
  const more = all.length - MOST_LISTED;
  return [...all.slice(0, MOST_LISTED).map(line), ...(more > 0 ? ["", `And ${more} more.`] : [])];
}
