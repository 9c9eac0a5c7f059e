import { confusablePairs } from "#shared/lint/confusable-pairs.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { triggerTable } from "#shared/lint/triggers.ts";

export const overlap: PromptRule = {
  id: "P015",
  name: "overlap",
  scope: "prompt",
  severity: "warning",
  title: "Two tools compete, and the prompt names them without settling which",
  why: "The descriptions of the two say the same. One line in the prompt settles it; without one the model picks either.",
  before: "You have `search_orders` and `find_orders`.",
  after: "To look for orders, use `search_orders`; never use `find_orders`.",
  source: "arXiv 2602.18914; mcpgrade (misses land on competing pairs)",
  *check(prompt, list) {
    const rows = triggerTable(prompt, list);
    for (const pair of confusablePairs(list)) {
      const [first, second] = pair.map(({ index }) => rows[index]);
      if (first === undefined || second === undefined) continue;
      const told = [first, second].some(({ triggers, prohibitions }) => triggers.length + prohibitions.length > 0);
      const range = [...first.mentions, ...second.mentions].toSorted((a, b) => a.start - b.start)[0];
      if (told || range === undefined) continue;
      const [one, other] = [first.tool.facts.name, second.tool.facts.name];
      yield {
        message: `\`${one}\` and \`${other}\` say the same, and the prompt does not say which to use when.`,
        range,
        key: `${one} ${other}`,
      };
    }
  },
};
