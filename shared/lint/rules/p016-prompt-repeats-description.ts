import type { PromptRule } from "#shared/lint/rule.ts";

export const promptRepeatsDescription: PromptRule = {
  id: "P016",
  name: "prompt-repeats-description",
  scope: "prompt",
  severity: "hint",
  title: "The prompt repeats a sentence of a tool's description",
  why: "It is paid for twice in every request, and when the description changes, the prompt stays behind.",
  before: "a description, copied into the prompt",
  after: "the trigger alone: when to use the tool",
  source: "lint-drift, P016",
  *check(prompt, list) {
    const byText = new Map<string, string>();
    for (const { facts } of list.tools) {
      for (const sentence of facts.description.split(/(?<=[.!?])\s+|\n+/)) {
        const text = sentence.trim();
        if (text.length >= 50) byText.set(text, facts.name);
      }
    }
    for (const { text, start, end } of prompt.statements) {
      const body = text.replace(/^[\s\-*•\d.)#]+/, "").trim();
      const name = byText.get(body) ?? byText.get(body.replace(/^["'`*]*[\w-]+["'`*]*\s*[:–-]\s*/, ""));
      if (name !== undefined)
        yield {
          message: `This sentence stands in the description of \`${name}\` too.`,
          range: { start, end },
          key: body,
        };
    }
  },
};
