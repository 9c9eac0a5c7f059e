import type { Change, Drift, ServerChange, ToolChange } from "#shared/drift/drift.ts";
import { code, fenced, plain, prose, wordsText } from "#shared/report/markdown-text.ts";

/** Lines of a witness that are shown. */
const MOST_LINES = 60;

/** What the two sides are called. Redacted by the caller: a URL may hold a secret. */
export interface DriftSides {
  readonly before: string;
  readonly after: string;
}

const MARKS = { breaking: "**BREAKING**", risky: "**risky**", harmless: "harmless" } as const;

/** One page of Markdown: the summary, then every changed tool with its changes, worst first; noise in one line a kind. */
export function driftMarkdown(drift: Drift, sides?: DriftSides): string {
  const tools = worstFirst(drift.tools);
  const lines = [
    sides === undefined ? "# Drift" : `# Drift: ${plain(sides.before)} → ${plain(sides.after)}`,
    "",
    `${MARKS[drift.level]}. ${prose(drift.summary)}`,
    "",
    ...(tools.length === 0 ? [] : ["| Tool | What | Level |", "|---|---|---|"]),
    ...tools.map((tool) => `| ${code(tool.name)} | ${plain(headline(tool))} | ${tool.level} |`),
    ...serverLines(drift.server ?? []),
    ...tools.flatMap(toolLines),
    ...(drift.noise.length === 0 ? [] : ["", "## Noise", ""]),
    ...drift.noise.map(({ said }) => `- ${prose(said)}`),
    "",
  ];
  return lines.join("\n");
}

const names = (value: string | readonly string[] | undefined): string => [value ?? []].flat().join(", ");

const ORDER = { breaking: 0, risky: 1, harmless: 2 } as const;

/** The tools in the order in which a person should read them. */
export function worstFirst(tools: readonly ToolChange[]): readonly ToolChange[] {
  return [...tools].sort((one, two) => ORDER[one.level] - ORDER[two.level]);
}

/** What happened to a tool, in a few words: "consolidated from a, b". */
export function headline({ change, from, to }: ToolChange): string {
  if (change === "renamed" || change === "consolidated") return `${change} from ${names(from)}`;
  return change === "split" ? `split into ${names(to)}` : change;
}

function serverLines(server: readonly ServerChange[]): readonly string[] {
  return server.length === 0 ? [] : ["", "## The server itself", "", ...server.flatMap(changeLines)];
}

function toolLines(tool: ToolChange): readonly string[] {
  return ["", `## ${code(tool.name)} (${plain(headline(tool))})`, "", ...tool.changes.flatMap(changeLines)];
}

function changeLines(change: Change | ServerChange): readonly string[] {
  const { level, levels, reason, pointer, kind } = change;
  const audiences = `model ${levels.model}, prompt ${levels.prompt}, calls ${levels.calls}`;
  const where = pointer === "" ? "" : ` at ${code(pointer)}`;
  const lines = [`- ${MARKS[level]} ${kind}${where} (${audiences})`, `  ${prose(reason)}`];
  if ("words" in change && change.words !== undefined) lines.push("", `  ${wordsText(change.words)}`, "");
  if ("witness" in change && change.witness !== undefined) {
    const witness = (JSON.stringify(change.witness.value, undefined, 2) ?? "").split("\n").slice(0, MOST_LINES);
    lines.push("", fenced(witness.join("\n"), "json").replaceAll(/^/gm, "  "), "");
  }
  return lines;
}
