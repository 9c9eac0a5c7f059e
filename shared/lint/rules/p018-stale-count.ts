import type { PromptRule } from "#shared/lint/rule.ts";

const NUMBERS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const COUNTED = new RegExp(
  String.raw`\b(?:have|has|with|given|access to|these|the following)\s+(?:access to\s+)?(?:only\s+)?(\d{1,3}|${NUMBERS.join("|")})\s+(?:\w+\s+)?tools\b`,
  "gi",
);

export const staleCount: PromptRule = {
  id: "P018",
  name: "stale-count",
  scope: "prompt",
  severity: "hint",
  title: "The prompt counts the tools, and miscounts",
  why: "Tools come and go between conversations; a number in the prompt does not.",
  before: "You have five tools.",
  after: "You have tools for tickets and accounts.",
  source: "lint-drift, P018",
  *check(prompt, list) {
    for (const match of prompt.text.matchAll(COUNTED)) {
      const written = match[1] ?? "";
      const said = /^\d/.test(written) ? Number(written) : NUMBERS.indexOf(written.toLowerCase());
      if (said === list.tools.length || list.tools.length === 0) continue;
      const start = match.index + match[0].indexOf(written);
      yield {
        message: `The prompt speaks of ${said} tools; ${list.tools.length} are attached.`,
        range: { start, end: start + written.length },
        key: String(said),
        fix: {
          title: `Write ${list.tools.length}`,
          safe: true,
          edits: [{ kind: "text", range: { start, end: start + written.length }, text: String(list.tools.length) }],
        },
      };
    }
  },
};
