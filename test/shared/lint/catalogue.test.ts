import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allRules } from "#shared/lint/all-rules.ts";
import { catalogueMarkdown, findRule, rulePage } from "#shared/lint/catalogue.ts";

const FILE = join(import.meta.dirname, "../../../shared/lint/RULES.md");

test("the catalogue in the repository is the one that the rules give (write it with UPDATE_CATALOGUE=1)", () => {
  if (process.env["UPDATE_CATALOGUE"] === "1") writeFileSync(FILE, catalogueMarkdown());
  expect(readFileSync(FILE, "utf8")).toBe(catalogueMarkdown());
});

test("every rule has a page and is found by its id", () => {
  for (const rule of allRules) expect(rulePage(findRule(rule.id.toLowerCase()) ?? rule)).toContain(rule.title);
  expect(findRule("T999")).toBeUndefined();
});
