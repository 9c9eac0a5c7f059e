import type { ToolRule } from "#shared/lint/rule.ts";

const GENERIC = new Set(
  "get run execute do process handle call query fetch data action tool command request api perform invoke main test update create list set search read write".split(
    " ",
  ),
);

export const genericName: ToolRule = {
  id: "T215",
  name: "generic-name",
  scope: "tool",
  severity: "hint",
  title: "A name that any tool could have",
  why: "With several servers attached, `query` or `execute` says nothing about what is queried, and collides with others.",
  before: "query",
  after: "search_tickets",
  source: "mcpgrade N003; measured: 33 of 987 names stand on two servers or more",
  *check({ name, nameWords }) {
    const [word] = nameWords;
    if (nameWords.length !== 1 || word === undefined || !GENERIC.has(word)) return;
    yield { message: `\`${name}\` does not say what it works on.`, pointer: "/name" };
  },
};
