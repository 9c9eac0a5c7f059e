import { visibleText } from "#shared/base/visible-text.ts";
import { code, fenced, plain } from "#shared/report/markdown-text.ts";
import { modelText, stepLines, type TranscriptLine } from "#shared/report/transcript-lines.ts";
import { redacted, type TranscriptConversation } from "#shared/report/transcript.ts";

/** The transcript as Markdown: what was registered, every turn with its steps, the prompt. Redacted; server text is inert. */
export function transcriptMarkdown(given: TranscriptConversation, secrets: readonly string[] = []): string {
  const conversation = redacted(given, secrets);
  const { assistantName, startedAt, profileId, opening, turns, prompt } = conversation;
  const lines = [
    `# Conversation with ${said(assistantName)}`,
    "",
    `${startedAt}, with ${said(modelText(conversation))}, as ${said(profileId)} would hold it.`,
    "",
    `**${said(opening.verdict)}.**`,
    "",
    ...(opening.servers.length === 0 ? [] : ["| Server | Tools | Time | |", "|---|---:|---:|---|"]),
    ...opening.servers.map(({ name, registered, ms, error, drift }) => {
      const note =
        error?.said ?? (drift === undefined ? "" : `changed since last time (${drift.level}): ${drift.summary}`);
      return `| ${said(name)} | ${registered} | ${Math.round(ms)} ms | ${said(note)} |`;
    }),
    "",
    ...(opening.tools.length === 0 ? [] : [`Tools: ${opening.tools.map(({ name }) => code(name)).join(", ")}.`]),
    ...turns.flatMap(({ utterance, steps, totalMs, state }, at) => [
      "",
      `## ${at + 1}. ${said(utterance)}`,
      "",
      ...steps.flatMap(stepLines).flatMap(lineText),
      "",
      `_${state}, ${Math.round(totalMs)} ms_`,
    ]),
    "",
    "## System prompt",
    "",
    fenced(visibleText(prompt, { keepLines: true }), "markdown"),
    "",
  ];
  return lines.filter((line, at) => line !== "" || lines[at - 1] !== "").join("\n");
}

const said = (text: string): string => plain(visibleText(text, { keepLines: true }));

function lineText({ tone, parts, block }: TranscriptLine): readonly string[] {
  if (tone === "reply") return ["", ...parts.flatMap((part) => (typeof part === "string" ? quote(part) : [])), ""];
  const line = parts.map((part) => (typeof part === "string" ? plain(part) : code(part.code))).join("");
  const shown = tone === "bad" ? `- **${line}**` : `- ${line}`;
  return block === undefined ? [shown] : [shown, "", fenced(block).replaceAll(/^/gm, "  "), ""];
}

/** A reply of several lines, as a quotation. */
const quote = (text: string): readonly string[] => text.split("\n").map((line) => `> ${plain(line)}  `.trimEnd());
