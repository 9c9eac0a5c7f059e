import type { ToolRule } from "#shared/lint/rule.ts";
import type { ToolFacts } from "#shared/lint/tool-facts.ts";
import { listed } from "#shared/lint/words.ts";

/** The six parts of a good description, and how each is recognised. */
const COMPONENTS: readonly (readonly [name: string, present: (tool: ToolFacts) => boolean, tokens: number])[] = [
  ["purpose", ({ description }) => /\p{L}\s+\p{L}+\s+\p{L}/u.test(description), 12],
  [
    "when to use it",
    ({ description }) =>
      /\b(when(ever)?|use (this|it|for|if|to|only|before|after)|used (to|for|when)|useful|helpful|if (you|the|a)|before (you|calling|using|any)|after (you|calling|using)|call (this|it)|prefer|instead of|ideal for|designed (for|to))\b/i.test(
        description,
      ),
    18,
  ],
  [
    "what it returns",
    ({ description, raw }) =>
      raw["outputSchema"] !== undefined ||
      /\b(returns?|returned|returning|gives|responds?|response|outputs?|results?|yields|provides)\b/i.test(description),
    12,
  ],
  [
    "limits",
    ({ description }) =>
      /\b(only|not|cannot|can't|doesn't|never|at most|at least|max(imum)?|min(imum)?|limit(ed|s)?|up to|except|unless|requires?|must|fails?|error|warning|caution|note)\b/i.test(
        description,
      ),
    12,
  ],
  ["parameters", ({ parameters }) => parameters.every(({ description }) => description.trim() !== ""), 20],
  [
    "an example",
    ({ description, parameters }) =>
      [description, ...parameters.map((parameter) => parameter.description)].some((text) =>
        /\be\.g\.|\bfor example\b|\bexamples?\b|\bsuch as\b|\bi\.e\.|\bfor instance\b/i.test(text),
      ) || parameters.some(({ schema }) => Object.hasOwn(schema, "examples")),
    12,
  ],
];

export const descriptionComponents: ToolRule = {
  id: "T208",
  name: "description-components",
  scope: "tool",
  severity: "hint",
  title: "Which of the six parts of a description are missing",
  why: "Purpose, when to use it, what it returns, limits, parameters, an example. Most real tools lack most of them, and adding all makes some tasks worse and every request longer: add what the trigger suites show to be missing, first of all when to use it.",
  before: '"Searches tickets."',
  after:
    '"Searches ticket subjects. Use it when the caller describes a problem; to see one account\'s tickets use lookup_support_history. Returns at most 20, newest first."',
  source:
    "arXiv 2602.14878: compact sets keep most of the gain (success +5.85 pp), full augmentation costs +67 % steps and regresses in 16.7 %. Base rates of 1,032 tools: 81 % say not when, 73 % not what they return, 81 % no limits, 81 % no example",
  yieldsTo: ["T201", "T202", "T203"],
  *check(tool) {
    const missing = COMPONENTS.filter(([, present]) => !present(tool));
    if (missing.length < 2) return;
    const tokens = missing.reduce((sum, [, , cost]) => sum + cost, 0);
    yield {
      message: `Description components ${COMPONENTS.length - missing.length} of ${COMPONENTS.length}: without ${listed(
        missing.map(([name]) => name),
        6,
      )} (adding all: about ${tokens} tokens a request).`,
      pointer: "/description",
    };
  },
};
