import type { ToolRule } from "#shared/lint/rule.ts";
import { contentStems, stem, wordsOf } from "#shared/lint/words.ts";

export const parameterTautology: ToolRule = {
  id: "T205",
  name: "parameter-tautology",
  scope: "tool",
  severity: "hint",
  title: "A parameter's description only restates its name",
  why: "It costs tokens and leaves the question open: which form, which unit, where from.",
  before: 'user_id: "The user id"',
  after: 'user_id: "Id of the user, as get_user gave it, e.g. U-1042"',
  source: "Measured: 1.1 % of 1,032 real tools",
  *check({ parameters }) {
    for (const { name, description, pointer } of parameters) {
      if (description.length > 80 || description.trim() === "") continue;
      const said = contentStems(description).filter(
        (word) => !/^(parameter|value|field|string|number|integer|boolean|object|array)$/.test(word),
      );
      const named = new Set(wordsOf(name).map(stem));
      if (said.every((word) => named.has(word)))
        yield {
          message: `The description of \`${name}\` says no more than its name.`,
          pointer: `${pointer}/description`,
        };
    }
  },
};
