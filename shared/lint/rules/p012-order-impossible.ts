import { mentionsOf } from "#shared/lint/mentions.ts";
import type { PromptRule } from "#shared/lint/rule.ts";

/** What stands before a tool's name where the statement uses what the tool gave. */
const SOURCE =
  /\b(results?|outputs?|responses?|answers?|ids?|values?|data|list|returned|given|found|obtained|received)\s+(\w+\s+){0,2}(of|by|from|in)\s+(the\s+)?["'`*]*$/i;
/** What stands after it there. */
const OWNED = /^["'`*]*['’]s\s+(\w+\s+)?(results?|outputs?|responses?|answers?)\b/i;
const CALLS = /\b(call|use|run|invoke|execute)s?\s+(the\s+)?["'`*]*$/i;

export const orderImpossible: PromptRule = {
  id: "P012",
  name: "order-impossible",
  scope: "prompt",
  severity: "warning",
  title: "A step uses what a later step gets",
  why: "The model follows numbered steps in order. Where a step needs the result of a tool that is called later, it makes the value up.",
  before: "1. Call `book_slot` with the id returned by `find_slots`. 2. Call `find_slots`.",
  after: "1. Call `find_slots`. 2. Call `book_slot` with the id that it returned.",
  source: "mcpgrade round 1 (invented arguments)",
  *check(prompt, list) {
    const named = new Set<string>();
    const mentions = mentionsOf(prompt, list);
    for (const [at, { name, start, end }] of mentions.entries()) {
      const before = named.has(name);
      named.add(name);
      const step = prompt.statementAt(start);
      if (before || step?.numbered !== true) continue;
      const uses =
        SOURCE.test(prompt.text.slice(Math.max(step.start, start - 60), start)) ||
        OWNED.test(prompt.text.slice(end, end + 40));
      if (!uses) continue;
      const later = mentions.slice(at + 1).some((mention) => {
        const other = prompt.statementAt(mention.start);
        return (
          mention.name === name &&
          other?.numbered === true &&
          other.start > step.start &&
          other.indent === step.indent &&
          other.under === step.under &&
          CALLS.test(prompt.text.slice(Math.max(other.start, mention.start - 20), mention.start))
        );
      });
      if (!later) continue;
      yield {
        message: `This step uses what \`${name}\` gives, and \`${name}\` is called in a later step.`,
        range: { start, end },
        key: name,
      };
    }
  },
};
