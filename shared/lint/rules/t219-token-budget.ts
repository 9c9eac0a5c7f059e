import type { ListRule } from "#shared/lint/rule.ts";

const TOOL_BUDGET = 1200;
const LIST_BUDGET = 10_000;

export const tokenBudget: ListRule = {
  id: "T219",
  name: "token-budget",
  scope: "list",
  severity: "hint",
  title: "Definitions that weigh more than is good for a conversation",
  why: "Definitions go along with every request. Above about 10,000 tokens for all tools, selection gets worse and the first word later.",
  before: "44 tools, 27,466 tokens",
  after: "a narrower surface: another URL path, or the relay",
  source:
    "Anthropic, advanced tool use (10,000 tokens, 2025-11); mcpgrade T001 and T002; measured: Sentry 27,466 tokens for 44 tools, Playwright 3,737 for 25",
  *check({ tools }, { countTokens }) {
    let total = 0;
    for (const { index, facts } of tools) {
      const tokens = countTokens(facts.definition);
      total += tokens;
      if (tokens > TOOL_BUDGET)
        yield {
          tool: index,
          message: `The definition weighs about ${tokens.toLocaleString("en")} tokens (advised: ${TOOL_BUDGET.toLocaleString("en")}).`,
        };
    }
    if (total > LIST_BUDGET) {
      yield {
        message: `All definitions together weigh about ${total.toLocaleString("en")} tokens (advised: ${LIST_BUDGET.toLocaleString("en")}).`,
        severity: "warning",
        key: "list",
      };
    }
  },
};
