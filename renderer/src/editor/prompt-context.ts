/** A tool that the prompt may name. Server text: shown as text, never as anything else. */
export interface PromptTool {
  readonly name: string;
  readonly server: string;
  readonly description: string;
  /** Parameter names as a signature shows them: `query, limit?`. */
  readonly parameters: string;
  /** "listed 3 min ago". */
  readonly seen: string;
}

/** A finding in the prompt. Offsets are UTF-16 units, end excluded. */
export interface PromptProblem {
  readonly start: number;
  readonly end: number;
  readonly severity: "error" | "warning" | "hint";
  readonly code: string;
  readonly message: string;
  readonly fix?: { readonly title: string; readonly edits: readonly PromptEdit[] };
}

export interface PromptEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the editor knows beside the text. */
export interface PromptContext {
  readonly tools: readonly PromptTool[];
  readonly problems: readonly PromptProblem[];
}

/** The text with every edit made; edits do not overlap. */
export function applyEdits(text: string, edits: readonly PromptEdit[]): string {
  let out = text;
  for (const { start, end, text: put } of edits.toSorted((a, b) => b.start - a.start)) {
    out = out.slice(0, start) + put + out.slice(end);
  }
  return out;
}

/** Places where a tool is named as a whole word, in order. `-`, `_` and inner dots belong to names. */
export function namedTools(
  text: string,
  tools: ReadonlyMap<string, PromptTool>,
): readonly { readonly start: number; readonly end: number; readonly tool: PromptTool }[] {
  const found: { start: number; end: number; tool: PromptTool }[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu)) {
    // A name at the end of a sentence drags its full stop along.
    const word = match[0].replace(/[.-]+$/, "");
    const tool = tools.get(word);
    if (tool !== undefined) found.push({ start: match.index, end: match.index + word.length, tool });
  }
  return found;
}
