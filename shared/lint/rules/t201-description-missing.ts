import type { ToolRule } from "#shared/lint/rule.ts";

export const descriptionMissing: ToolRule = {
  id: "T201",
  name: "description-missing",
  scope: "tool",
  severity: "error",
  title: "The tool has no description",
  why: "The description is the only text that tells the model what the tool does; without it the model goes by the name alone.",
  before: '{"name": "lookup"}',
  after: '{"name": "lookup", "description": "Looks up an order by its number. Use it when ..."}',
  source: "arXiv 2602.14878, 2602.18914; measured: 1.8 % of 1,032 real tools",
  *check({ raw, description }) {
    if (description.trim() !== "") return;
    const wrong = raw["description"] !== undefined && typeof raw["description"] !== "string";
    yield {
      message: wrong ? "The description is not a text." : "The tool has no description.",
      pointer: "/description",
    };
  },
};
