import type { WordEdit } from "#shared/drift/compare-text.ts";

/**
 * A word by word comparison as one reads it: where only blanks stand between changed words, the words before and the
 * words after are each one piece, instead of word against word.
 */
export function readableWords(words: readonly WordEdit[]): readonly WordEdit[] {
  const out: WordEdit[] = [];
  let removed = "";
  let added = "";
  /** Blanks after changed words: theirs where more changes follow, plain text otherwise. */
  let blank = "";
  const flush = (): void => {
    if (removed.trim() !== "") out.push({ edit: "removed", text: removed });
    if (added.trim() !== "") out.push({ edit: "added", text: removed.trim() === "" ? added : ` ${added.trimStart()}` });
    if (blank !== "") out.push({ edit: "same", text: blank });
    removed = "";
    added = "";
    blank = "";
  };
  for (const word of words) {
    const { edit, text } = word;
    if (edit === "same") {
      if (removed + added !== "" && text.trim() === "") blank += text;
      else {
        flush();
        out.push(word);
      }
      continue;
    }
    removed += blank;
    added += blank;
    blank = "";
    if (edit === "removed") removed += text;
    else added += text;
  }
  flush();
  return out;
}
