import type { Fix, TextRange } from "#shared/lint/diagnostic.ts";
import type { ListFacts } from "#shared/lint/list-facts.ts";
import type { PromptFacts } from "#shared/lint/prompt-facts.ts";

/**
 * Takes a name that is gone out of a prompt: the whole statement (and its line, where nothing else stands there), or,
 * where the statement names other tools too, only the name with the comma or the conjunction that joined it to them.
 */
export function removeMention(prompt: PromptFacts, list: ListFacts, { start, end }: TextRange): Fix {
  const statement = sentenceAt(prompt, start);
  const others = prompt.identifiers.some(
    (one) =>
      statement !== undefined &&
      one.start >= statement.start &&
      one.end <= statement.end &&
      one.start !== start &&
      list.byName.has(one.text),
  );
  const whole = statement !== undefined && !others;
  const range = whole ? lineOf(prompt.text, statement) : joined(prompt.text, { start, end });
  return {
    title: whole ? "Remove the sentence that names it" : "Remove the mention",
    safe: false,
    edits: [{ kind: "text", range, text: "" }],
  };
}

/** The sentence of a statement: short ones are read together, and only the one that names the tool is to go. */
function sentenceAt(prompt: PromptFacts, offset: number): TextRange | undefined {
  const statement = prompt.statementAt(offset);
  if (statement === undefined) return undefined;
  let { start } = statement;
  for (const { index, 0: mark } of prompt.text
    .slice(statement.start, statement.end)
    .matchAll(/[.!?]\s+(?=[\p{Lu}`*])/gu)) {
    const next = statement.start + index + mark.length;
    if (next > offset) return { start, end: next };
    start = next;
  }
  return { start, end: statement.end };
}

/** A statement with its bullet and line break where it has the line for itself, else with the blanks before it. */
function lineOf(text: string, { start, end: after }: TextRange): TextRange {
  const end = start + text.slice(start, after).trimEnd().length;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const lineEnd = newline < 0 ? text.length : newline;
  const before = text.slice(lineStart, start);
  const alone = /^\s*([-*+]|\d+[.)])?\s*$/.test(before) && text.slice(end, lineEnd).trim() === "";
  if (alone && newline >= 0) return { start: lineStart, end: newline + 1 };
  // The last line goes with the break before it.
  if (alone) return { start: Math.max(0, lineStart - 1), end: text.length };
  if (after > end && text[end] !== "\n") return { start, end: after }; // the blanks after it go with it
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return { start: start - blanks, end };
}

/** A name with its back-ticks and what joins it to its neighbour: "`a`, `b` and `c`". */
function joined(text: string, { start, end }: TextRange): TextRange {
  let [from, to] = [start, end];
  while (text[from - 1] === "`" && text[to] === "`") {
    from -= 1;
    to += 1;
  }
  const before = /(,\s*(and|or)?\s*|\s+(and|or|&)\s+|\s*\/\s*)$/i.exec(text.slice(Math.max(0, from - 20), from));
  if (before !== null) return { start: from - before[0].length, end: to };
  const after = /^(\s*,\s*|\s+(and|or|&)\s+|\s*\/\s*)/i.exec(text.slice(to, to + 20));
  return { start: from, end: to + (after?.[0].length ?? 0) };
}
