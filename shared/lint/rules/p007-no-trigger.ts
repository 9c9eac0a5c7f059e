import type { PromptRule } from "#shared/lint/rule.ts";
import { triggerTable } from "#shared/lint/triggers.ts";
import { triggerText } from "#shared/lint/trigger-text.ts";

export const noTrigger: PromptRule = {
  id: "P007",
  name: "no-trigger",
  scope: "prompt",
  severity: "hint",
  title: "A tool is named, and nothing says when to use it",
  why: "A name in a list tells the model that a tool exists, not when it is the right one. Judged per tool: one statement with a situation is enough.",
  before: "You have `search_tickets` and `provision_seat`.",
  after: "When the caller describes a problem, use `search_tickets`.",
  source: "Measured: 245 of 336 tools that prompts name have a cue somewhere",
  yieldsTo: ["P009", "P015"],
  *check(prompt, list, { countTokens }) {
    for (const { tool, mentions, triggers, prohibitions } of triggerTable(prompt, list)) {
      const first = mentions[0];
      if (first === undefined || triggers.length > 0 || prohibitions.length === mentions.length) continue;
      const end = prompt.text.length;
      const text = `${prompt.text.endsWith("\n") ? "" : "\n"}${triggerText(tool.facts)}\n`;
      yield {
        message: `\`${tool.facts.name}\` is named ${mentions.length === 1 ? "once" : `${mentions.length} times`}, never with a word on when to use it.`,
        range: first,
        key: tool.facts.name,
        fix: {
          title: `Insert a trigger for ${tool.facts.name}`,
          safe: false,
          tokens: countTokens(text),
          edits: [{ kind: "text", range: { start: end, end }, text }],
        },
      };
    }
  },
};
