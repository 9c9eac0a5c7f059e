import type { TextRange } from "#shared/lint/diagnostic.ts";
import type { ListFacts } from "#shared/lint/list-facts.ts";
import { mentionsOf } from "#shared/lint/mentions.ts";
import type { PromptFacts } from "#shared/lint/prompt-facts.ts";
import type { ToolFacts } from "#shared/lint/tool-facts.ts";

/** A place where a prompt writes down an argument of a tool: `search(query, limit=5)`, "with `limit` = 5". */
export interface ArgumentMention extends TextRange {
  readonly tool: ToolFacts;
  readonly name: string;
  /** The value that stands behind it, where it is a plain word, number or text. */
  readonly value?: string;
  readonly valueRange?: TextRange;
}

const PAIR = /([A-Za-z_][\w-]*)\s*[=:]\s*(["'“]([^"'”\n]{0,60})["'”]|-?\d+(?:\.\d+)?\b|[A-Za-z_][\w-]*)?/g;
const SAID =
  /(?:\b(?:with|set|setting|passing|pass|where)\s+)(?:the\s+)?`([A-Za-z_]\w*)`\s*(?:=|to|as|:)\s*(["'`“]([^"'`”\n]{0,60})["'`”])/g;

/** Every argument that the prompt writes beside a tool's name: inside a call's parentheses, or "with `x` = `y`" after it. */
export function argumentMentions(prompt: PromptFacts, list: ListFacts): readonly ArgumentMention[] {
  const found: ArgumentMention[] = [];
  for (const mention of mentionsOf(prompt, list)) {
    const [listed] = mention.tools;
    if (listed === undefined || mention.tools.length > 1) continue;
    const tool = listed.facts;
    const after = prompt.text.slice(mention.end, mention.end + 300);
    const call = /^\(([^()\n]{1,280})\)/.exec(after)?.[1];
    if (call !== undefined) found.push(...pairs(PAIR, call, mention.end + 1, tool));
    else {
      const sentence = /^["'`*]*[^.\n]{0,200}/.exec(after)?.[0] ?? "";
      found.push(...pairs(SAID, sentence, mention.end, tool));
    }
  }
  return found;
}

function* pairs(form: RegExp, text: string, offset: number, tool: ToolFacts): Generator<ArgumentMention> {
  for (const match of text.matchAll(form)) {
    const [whole, name = "", written = "", quoted] = match;
    const start = offset + match.index + whole.indexOf(name);
    const value = quoted ?? (written === "" ? undefined : written);
    const at = offset + match.index + whole.lastIndexOf(written) + (quoted === undefined ? 0 : 1);
    yield {
      tool,
      name,
      start,
      end: start + name.length,
      ...(value === undefined ? {} : { value, valueRange: { start: at, end: at + value.length } }),
    };
  }
}
