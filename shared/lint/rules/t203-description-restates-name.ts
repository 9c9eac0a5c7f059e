import type { ToolRule } from "#shared/lint/rule.ts";
import { contentStems, stem } from "#shared/lint/words.ts";

const FILLER = new Set("tool function method api call use used using allow enable perform execute run".split(" "));

export const descriptionRestatesName: ToolRule = {
  id: "T203",
  name: "description-restates-name",
  scope: "tool",
  severity: "warning",
  title: "The description only restates the name",
  why: "It costs tokens and tells the model nothing that the name did not say.",
  before: 'get_user: "Get user."',
  after: 'get_user: "Gives name, plan and contact of one user by id. Use it after the caller has named the user."',
  source: "Glama TDQS gate (tautology); mcpgrade D005",
  *check({ description, nameWords }) {
    const said = contentStems(description).filter((word) => !FILLER.has(word));
    if (description.trim() === "" || said.length > nameWords.length + 1) return;
    const named = new Set(nameWords.map(stem));
    if (said.some((word) => !named.has(word))) return;
    yield { message: "The description says no more than the name.", pointer: "/description" };
  },
};
