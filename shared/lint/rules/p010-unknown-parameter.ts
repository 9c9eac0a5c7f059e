import { argumentMentions } from "#shared/lint/parameter-mentions.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";

export const unknownParameter: PromptRule = {
  id: "P010",
  name: "unknown-parameter",
  scope: "prompt",
  severity: "warning",
  title: "The prompt gives a tool a parameter that it does not have",
  why: "The model sends what the prompt says, and the server refuses the call or ignores the value without a word.",
  before: "search_tickets(text=..., prio=...)",
  after: "search_tickets(query=..., priority=...)",
  source: "Parameter names are 108 of 788 identifiers in 59 public prompts",
  *check(prompt, list) {
    for (const { tool, name, start, end } of argumentMentions(prompt, list)) {
      if (tool.parameters.length === 0 || tool.properties.has(name)) continue;
      const meant = suggestName(
        name,
        tool.parameters.map((parameter) => parameter.name),
      )?.name;
      yield {
        message: `\`${tool.name}\` has no parameter \`${name}\`.${meant === undefined ? "" : ` Did you mean \`${meant}\`?`}`,
        range: { start, end },
        key: `${tool.name} ${name}`,
        ...(meant === undefined
          ? {}
          : {
              fix: {
                title: `Write ${meant}`,
                safe: false,
                edits: [{ kind: "text", range: { start, end }, text: meant }],
              },
            }),
      };
    }
  },
};
