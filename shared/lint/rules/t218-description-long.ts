import type { ToolRule } from "#shared/lint/rule.ts";

export const descriptionLong: ToolRule = {
  id: "T218",
  name: "description-long",
  scope: "tool",
  severity: "hint",
  title: "The description has more than 1,024 characters",
  why: "Every request carries it. Some clients and models cut at 1,024, and rules that stand late are the ones lost.",
  before: "a manual of 4,000 characters",
  after: "purpose, when to use, limits; the rest in parameter descriptions or a help tool",
  source: "Measured: 4.6 % of 1,032 real tools; arXiv 2602.14878: longer descriptions, +67 % steps",
  *check({ description }, { countTokens }) {
    if (description.length <= 1024) return;
    yield {
      message: `The description has ${description.length.toLocaleString("en")} characters, about ${countTokens(description)} tokens in every request.`,
      pointer: "/description",
    };
  },
};
