import type { ToolRule } from "#shared/lint/rule.ts";

export const descriptionShort: ToolRule = {
  id: "T202",
  name: "description-short",
  scope: "tool",
  severity: "warning",
  title: "The description has fewer than 30 characters",
  why: "So short a text says what, never when. Among similar tools the model then guesses.",
  before: '"Gets data."',
  after: '"Gives the open orders of one customer. Use it when the caller asks what is still to come."',
  source: "mcpgrade D002; measured: 7.0 % of 1,032 real tools",
  yieldsTo: ["T203"],
  *check({ description }) {
    const length = description.trim().length;
    if (length === 0 || length >= 30) return;
    yield {
      message: `The description has ${length} characters: too few to say when to use the tool.`,
      pointer: "/description",
    };
  },
};
