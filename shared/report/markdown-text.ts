import type { WordEdit } from "#shared/drift/word-diff.ts";

const LONGEST_SAME = 120;

/** Removed words struck out, added ones bold; long unchanged runs cut in the middle. */
export function wordsText(words: readonly WordEdit[]): string {
  return words
    .map(({ edit, text }) => {
      const shown = plain(text).trim();
      if (edit === "same" || shown === "") {
        const cut = text.length > LONGEST_SAME ? `${text.slice(0, 50)} … ${text.slice(-50)}` : text;
        return plain(cut);
      }
      return edit === "removed" ? ` ~~${shown}~~ ` : ` **${shown}** `;
    })
    .join("")
    .replaceAll(/ {2,}/g, " ");
}

/** A sentence of ours: its `code` stays code, and what Markdown or HTML would act on outside it is escaped. */
export function prose(text: string): string {
  const parts = text.replaceAll(/\s+/g, " ").split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : plain(part))).join("");
}

/** Text outside code: what Markdown or HTML would act on is escaped. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\\`*_~<>[\]#|!&]/g, (char) => (char === "&" ? "&amp;" : `\\${char}`))
    .replaceAll(/\s+/g, " ");
}

/** Code in a line, with a longer run of back-ticks than any inside. */
export function code(text: string): string {
  const ticks = "`".repeat(longestRun(text) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${ticks}${pad}${text.replaceAll(/[\n|]/g, " ")}${pad}${ticks}`;
}

/** A block that no back-ticks inside can close. */
export function fenced(text: string, language = "text"): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${language}\n${text}\n${ticks}`;
}

const longestRun = (text: string): number => Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
