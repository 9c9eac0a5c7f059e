import type { ListRule } from "#shared/lint/rule.ts";
import { excerpt } from "#shared/lint/words.ts";

export const repeatedBoilerplate: ListRule = {
  id: "T220",
  name: "repeated-boilerplate",
  scope: "list",
  severity: "hint",
  title: "The same sentence stands in many descriptions",
  why: "It is paid for once a tool in every request, and makes tools look alike.",
  before: '"Requires an API key. See https://..." in 20 descriptions',
  after: "the sentence once, in the server's instructions or the system prompt",
  source: "mcpgrade T003",
  *check({ tools }, { countTokens }) {
    const sentences = new Map<string, Set<number>>();
    for (const { index, facts } of tools) {
      for (const sentence of facts.description.split(/(?<=[.!?])\s+|\n+/)) {
        const text = sentence.trim();
        if (text.length < 60) continue;
        const seen = sentences.get(text);
        if (seen === undefined) sentences.set(text, new Set([index]));
        else seen.add(index);
      }
    }
    for (const [text, seen] of sentences) {
      if (seen.size < 4) continue;
      const tokens = countTokens(text) * (seen.size - 1);
      yield {
        message: `One sentence stands in ${seen.size} descriptions: about ${tokens} tokens a request for the repeats.`,
        evidence: excerpt(text),
        key: text,
      };
    }
  },
};
