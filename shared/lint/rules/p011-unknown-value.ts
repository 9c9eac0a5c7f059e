import { argumentMentions } from "#shared/lint/parameter-mentions.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";
import { listed } from "#shared/lint/words.ts";

export const unknownValue: PromptRule = {
  id: "P011",
  name: "unknown-value",
  scope: "prompt",
  severity: "warning",
  title: "The prompt gives a parameter a value outside its enum",
  why: "The server refuses the call, in every conversation that follows the prompt.",
  before: 'search_tickets(status="closed")',
  after: 'search_tickets(status="solved")',
  source: "lint-drift, P011",
  *check(prompt, list) {
    for (const { tool, name, value, valueRange } of argumentMentions(prompt, list)) {
      const parameter = tool.parameters.find((one) => one.name === name);
      if (parameter === undefined || value === undefined || valueRange === undefined || parameter.values.length === 0)
        continue;
      if (
        parameter.values.includes(value) ||
        !/^[A-Za-z_]*$/.test(value) ||
        /^(None|null|true|false)$/i.test(value) ||
        value === name
      )
        continue;
      const meant = suggestName(value, parameter.values)?.name;
      yield {
        message: `\`${value}\` is no value of \`${name}\`: ${listed(
          parameter.values.map((one) => `\`${one}\``),
          6,
        )}.`,
        range: valueRange,
        key: `${tool.name} ${name} ${value}`,
        ...(meant === undefined
          ? {}
          : {
              fix: { title: `Write ${meant}`, safe: false, edits: [{ kind: "text", range: valueRange, text: meant }] },
            }),
      };
    }
  },
};
