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
    const most = nameWords.length + 1;
    // A long description is seldom read to its end here.
    for (const length of [60, 200]) {
      const blank = description.lastIndexOf(" ", length);
      if (description.length > length && blank > 0 && telling(description.slice(0, blank)).length > most) return;
    }
    const said = telling(description);
    if (description.trim() === "" || said.length > most) return;
    const named = new Set(nameWords.map(stem));
    if (said.some((word) => !named.has(word))) return;
    yield { message: "The description says no more than the name.", pointer: "/description" };
  },
};

function telling(text: string): readonly string[] {
  return contentStems(text).filter((word) => !FILLER.has(word));
}
