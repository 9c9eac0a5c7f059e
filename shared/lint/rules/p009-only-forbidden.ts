import type { PromptRule } from "#shared/lint/rule.ts";
import { triggerTable } from "#shared/lint/triggers.ts";

export const onlyForbidden: PromptRule = {
  id: "P009",
  name: "only-forbidden",
  scope: "prompt",
  severity: "hint",
  title: "A tool is only ever forbidden",
  why: "A tool that shall never be used is better not attached: it costs tokens in every request, and naming it brings it to mind.",
  before: "Never use `delete_account`.",
  after: "a surface without `delete_account`: another URL path, or the relay",
  source: "Measured: 132 negated statements in 59 prompts",
  *check(prompt, list) {
    for (const { tool, mentions, triggers, prohibitions } of triggerTable(prompt, list)) {
      const first = mentions[0];
      if (first === undefined || triggers.length > 0 || prohibitions.length < mentions.length) continue;
      yield { message: `\`${tool.facts.name}\` is named only to forbid it.`, range: first, key: tool.facts.name };
    }
  },
};
