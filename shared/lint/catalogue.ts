import { allRules } from "#shared/lint/all-rules.ts";
import type { Rule } from "#shared/lint/rule.ts";

/** A rule by its id, in either case; undefined where there is none. */
export function findRule(id: string): Rule | undefined {
  return allRules.find((rule) => rule.id === id.toUpperCase());
}

/** The page of one rule, in Markdown. */
export function rulePage(rule: Rule): string {
  const { id, name, severity, title, why, before, after, source, measured, yieldsTo } = rule;
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
    ...(measured === undefined ? [] : [`- Measured: ${measured}`]),
    ...(yieldsTo === undefined ? [] : [`- Keeps silent where ${yieldsTo.join(", ")} found the same defect.`]),
    "",
  ].join("\n");
}

const row = ({ id, name, severity, title }: Rule): string =>
  `| [${id}](#${id.toLowerCase()}-${name}) | ${severity} | ${title} |`;

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
  ].join("\n");
}
