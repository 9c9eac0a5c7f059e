import { isJsonObject } from "#shared/base/json.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { triggerTable } from "#shared/lint/triggers.ts";

const CONFIRMS =
  /\b(confirm(s|ed|ation|ing)?|approv(e|es|ed|al)|permission|consent|explicit(ly)?|ask (the )?(user|caller|customer)|agree[sd]?|are you sure|double[- ]check)\b/i;

export const destructiveWithoutConfirmation: PromptRule = {
  id: "P013",
  name: "destructive-without-confirmation",
  scope: "prompt",
  severity: "warning",
  title: "A destructive tool is used without a word on confirmation",
  why: "In voice a misheard word is enough. The prompt should make the model repeat what it will do and wait for a yes.",
  before: "If the caller wants to leave, use `delete_account`.",
  after: "If the caller wants to leave, repeat the account and, after a clear yes, use `delete_account`.",
  source: "Model Context Protocol, tool annotations (destructiveHint)",
  *check(prompt, list) {
    if (
      /\b(confirm|approval|consent)\w*\b[^.\n]{0,80}\b(any|all|every|each|before)\b|\b(any|all|every|each|before)\b[^.\n]{0,100}\b(confirm|approval|consent)\w*/i.test(
        prompt.text,
      )
    )
      return;
    for (const { tool, mentions, triggers } of triggerTable(prompt, list)) {
      const hints = tool.facts.raw["annotations"];
      if (!isJsonObject(hints) || hints["destructiveHint"] !== true || hints["readOnlyHint"] === true) continue;
      const first = mentions[0];
      if (first === undefined || triggers.length === 0) continue;
      const near = mentions.some(({ start, end }) =>
        CONFIRMS.test(prompt.text.slice(Math.max(0, start - 300), end + 300)),
      );
      if (!near)
        yield {
          message: `\`${tool.facts.name}\` is marked destructive, and the prompt asks for no confirmation.`,
          range: first,
          key: tool.facts.name,
        };
    }
  },
};
