import type { TextRange } from "#shared/lint/diagnostic.ts";
import { isPartOfMore } from "#shared/lint/identifiers.ts";
import type { ListFacts, ListedTool } from "#shared/lint/list-facts.ts";
import type { PromptFacts } from "#shared/lint/prompt-facts.ts";

/** One place where a prompt names a tool. */
export interface Mention extends TextRange {
  readonly name: string;
  /** Every tool of that name: more than one where servers share it. */
  readonly tools: readonly ListedTool[];
}

const remembered = new WeakMap<ListFacts, WeakMap<PromptFacts, readonly Mention[]>>();

/**
 * Every place where the prompt names a tool, in order. A name of several parts counts wherever it stands as a word; a
 * single plain word (`search`) only where it is marked as a name: in back-ticks or quotes, before `(`, or beside "tool".
 */
export function mentionsOf(prompt: PromptFacts, list: ListFacts): readonly Mention[] {
  const known = remembered.get(list)?.get(prompt);
  if (known !== undefined) return known;
  const found: Mention[] = [];
  for (const match of prompt.text.matchAll(/[A-Za-z_][\w.-]*/g)) {
    const word = match[0].replace(/[.-]+$/, "");
    const named = nameAt(word, list);
    if (named === undefined) continue;
    const start = match.index;
    const end = start + named.length;
    if (isPartOfMore(prompt.text, start)) continue;
    if (/^(\/\w|@\w|:\/\/)/.test(prompt.text.slice(end, end + 3))) continue;
    if (!/[_.-]|[a-z][A-Z]/.test(named) && !isMarked(prompt.text, start, end)) continue;
    found.push({ name: named, start, end, tools: list.byName.get(named) ?? [] });
  }
  const byPrompt = remembered.get(list) ?? new WeakMap<PromptFacts, readonly Mention[]>();
  byPrompt.set(prompt, found);
  remembered.set(list, byPrompt);
  return found;
}

/** The longest tool name that a word is or begins with: `mcp.search.now` may be the tool `mcp.search`. */
function nameAt(word: string, list: ListFacts): string | undefined {
  if (list.byName.has(word)) return word;
  for (let cut = word.lastIndexOf("."); cut > 0; cut = word.lastIndexOf(".", cut - 1)) {
    const part = word.slice(0, cut);
    if (list.byName.has(part)) return part;
  }
  return undefined;
}

function isMarked(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 16);
  if (/[`'"*]$/.test(before) && /^[`'"*]/.test(after)) return true;
  if (before.endsWith("`") || after.startsWith("(")) return true;
  if (/^["'`*]*\s+(tool|function|action)\b/i.test(after)) return true;
  return (
    /\b(tool|function|action|call|invoke)s?\s*[:=]?\s*["'`*]*$/i.test(before) &&
    !/\bthe (tool|function) ?$/i.test(before)
  );
}
