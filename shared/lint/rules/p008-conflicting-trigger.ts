import type { PromptRule } from "#shared/lint/rule.ts";
import { triggerTable } from "#shared/lint/triggers.ts";
import { contentStems } from "#shared/lint/words.ts";

export const conflictingTrigger: PromptRule = {
  id: "P008",
  name: "conflicting-trigger",
  scope: "prompt",
  severity: "warning",
  title: "Two tools get the same trigger",
  why: "When one situation calls for two tools in two places, the model follows whichever it read last.",
  before: "If the order is late, use `track_order`. ... If the order is late, use `open_claim`.",
  after: "If the order is late, use `track_order`; if it is lost, use `open_claim`.",
  source: "OpenAI function calling guide (say when and when not)",
  *check(prompt, list) {
    const bySituation = new Map<string, { readonly name: string; readonly start: number }>();
    const told = new Set<string>();
    for (const { tool, triggers } of triggerTable(prompt, list)) {
      const { name } = tool.facts;
      for (const { says, start, end } of triggers) {
        const situation = contentStems(says.replaceAll(name, " ")).filter(
          (word) => !/^(use|call|tool|invoke|run|always|please)$/.test(word),
        );
        if (situation.length < 3) continue;
        const key = situation.toSorted().join(" ");
        const first = bySituation.get(key);
        if (first === undefined) bySituation.set(key, { name, start });
        else if (first.name !== name && first.start !== start && !told.has(key)) {
          told.add(key);
          yield {
            message: `\`${name}\` and \`${first.name}\` get the same trigger: the model cannot follow both.`,
            range: { start, end },
            key: `${name} ${first.name}`,
          };
        }
      }
    }
  },
};
