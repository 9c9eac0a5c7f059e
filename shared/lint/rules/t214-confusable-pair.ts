import { confusablePairs } from "#shared/lint/confusable-pairs.ts";
import type { ListRule } from "#shared/lint/rule.ts";

export const confusablePair: ListRule = {
  id: "T214",
  name: "confusable-pair",
  scope: "list",
  severity: "warning",
  title: "Two tools that the model cannot tell apart",
  why: "When two descriptions say the same and the names do not tell what differs, the model picks either. Selection errors land on exactly such pairs.",
  before: 'search_orders: "Searches orders." / find_orders: "Find orders."',
  after: "one tool, or a sentence in each that says when it is the right one",
  source: "mcpgrade live calibration (misses land on flagged pairs); arXiv 2602.18914; MSB name_overlap",
  *check(list) {
    for (const [first, second] of confusablePairs(list)) {
      yield {
        tool: second.index,
        message: `\`${second.facts.name}\` and \`${first.facts.name}\` say the same: the model cannot tell them apart.`,
        pointer: "/description",
        key: first.facts.name,
      };
    }
  },
};
