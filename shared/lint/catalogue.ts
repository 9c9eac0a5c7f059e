import { allRules } from "#shared/lint/all-rules.ts";
import { measured } from "#shared/lint/measured.ts";
import type { Rule } from "#shared/lint/rule.ts";

/** A rule by its id, in either case; undefined where there is none. */
export function findRule(id: string): Rule | undefined {
  return allRules.find((rule) => rule.id === id.toUpperCase());
}

/** The page of one rule, in Markdown. */
export function rulePage(rule: Rule): string {
  const { id, name, severity, title, why, before, after, source, yieldsTo } = rule;
  return [
    `## ${id} ${name}`,
    "",
    `**${title}.** Severity: ${severity}.`,
    "",
    why,
    "",
    `- Before: ${before}`,
    `- After: ${after}`,
    `- Source: ${source}`,
    `- Measured: ${measured[id] ?? "not yet"}`,
    ...(yieldsTo === undefined ? [] : [`- Keeps silent where ${yieldsTo.join(", ")} found the same defect.`]),
    "",
  ].join("\n");
}

const row = ({ id, name, severity, title }: Rule): string =>
  `| [${id}](#${id.toLowerCase()}-${name}) | ${severity} | ${title} |`;

/** Numbers of the reference catalogue that are part of another rule here, or left out, and why. */
const FOLDED: readonly string[] = [
  "T209 (what is returned), T210 (limits) and T211 (an example) are three of the six parts that T208 counts in one line: most real tools lack them, and three more findings for each would bury the rest.",
  "T222 and T223 judge annotations; a missing title is no finding, since models do not see it.",
  "P003 knows tools of servers that are not attached and malformed entries. A tool that this login may not see is in no list, so it is P001, or P002 where an earlier list had it.",
  "P014 stands with the tool lists: the number of tools is judged where they are listed, with the prompt's platform.",
];

/** The whole catalogue: a table of the rules, then a page for each. */
export function catalogueMarkdown(): string {
  return [
    "# Rules",
    "",
    "Generated from the rules (`shared/lint/all-rules.ts`) by their test; do not edit.",
    "",
    "| Rule | Severity | What is wrong |",
    "|---|---|---|",
    ...allRules.map(row),
    "",
    ...allRules.map(rulePage),
    "## Numbers without a rule of their own",
    "",
    ...FOLDED.map((line) => `- ${line}`),
    "",
  ].join("\n");
}
