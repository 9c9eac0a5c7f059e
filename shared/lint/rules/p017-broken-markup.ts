import { mentionsOf } from "#shared/lint/mentions.ts";
import type { PromptRule } from "#shared/lint/rule.ts";

export const brokenMarkup: PromptRule = {
  id: "P017",
  name: "broken-markup",
  scope: "prompt",
  severity: "hint",
  title: "An unbalanced mark around a tool's name",
  why: "A back-tick or quote that is not closed swallows the words behind it, for people and for models.",
  before: "Use `search_tickets when ...",
  after: "Use `search_tickets` when ...",
  source: "Seen in public agent prompts (ADK samples)",
  *check(prompt, list) {
    for (const { name, start, end } of mentionsOf(prompt, list)) {
      const opened = prompt.text.charAt(start - 1) === "`";
      const closed = prompt.text.charAt(end) === "`";
      if (opened === closed) continue;
      const line = prompt.text.slice(
        prompt.text.lastIndexOf("\n", start) + 1,
        (prompt.text.indexOf("\n", end) + 1 || prompt.text.length + 1) - 1,
      );
      if ((line.match(/`/g)?.length ?? 0) % 2 === 0) continue;
      yield {
        message: `The back-tick around \`${name}\` is not balanced.`,
        range: { start, end },
        key: `${name} ${opened ? "open" : "close"}`,
        fix: {
          title: "Balance it",
          safe: true,
          edits: [{ kind: "text", range: opened ? { start: end, end } : { start, end: start }, text: "`" }],
        },
      };
    }
  },
};
