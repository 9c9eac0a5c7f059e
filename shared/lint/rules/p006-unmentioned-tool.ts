import { mentionsOf } from "#shared/lint/mentions.ts";
import type { ListedTool } from "#shared/lint/list-facts.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { triggerText } from "#shared/lint/trigger-text.ts";
import { listed } from "#shared/lint/words.ts";

export const unmentionedTool: PromptRule = {
  id: "P006",
  name: "unmentioned-tool",
  scope: "prompt",
  severity: "hint",
  title: "Tools that the prompt never names",
  why: "The model may still find them by their descriptions, but not reliably, above all among fifty tools. Real prompts name a median of 44 % of their tools: name those that must not be missed.",
  before: "You help customers of Acme.",
  after: "You help customers of Acme. When the caller describes a problem, use `search_tickets`.",
  source: "The platform's own advice (name each tool with a trigger); measured on 59 prompts",
  *check(prompt, list, { countTokens }) {
    const named = new Set(mentionsOf(prompt, list).map(({ name }) => name));
    for (const server of list.servers) {
      const own = list.tools.filter((tool) => (tool.server ?? "") === server);
      const missing = own.filter(({ facts }) => !named.has(facts.name));
      if (missing.length === 0) continue;
      const text = insertion(prompt.text, missing.slice(0, 20));
      yield {
        message: `${missing.length} of ${own.length} tools${server === "" ? "" : ` of ${server}`} are never named: ${listed(missing.map(({ facts }) => `\`${facts.name}\``))}. Fine where their descriptions suffice.`,
        range: { start: prompt.text.length, end: prompt.text.length },
        key: server,
        fix: {
          title:
            missing.length === 1 ? "Insert a trigger" : `Insert triggers for ${Math.min(20, missing.length)} tools`,
          safe: false,
          tokens: countTokens(text),
          edits: [{ kind: "text", range: { start: prompt.text.length, end: prompt.text.length }, text }],
        },
      };
    }
  },
};

function insertion(prompt: string, tools: readonly ListedTool[]): string {
  const gap = prompt === "" || prompt.endsWith("\n") ? "" : "\n";
  return `${gap}${tools.map(({ facts }) => triggerText(facts)).join("\n")}\n`;
}
