import { fromPointer } from "#shared/base/json-pointer.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { editsBetween } from "#shared/drift/word-diff.ts";
import type { DraftTexts } from "#shared/mcp/apply-draft.ts";
import { draftChanges, type TextChange } from "#shared/report/draft-patch.ts";
import { code, plain, wordsText } from "#shared/report/markdown-text.ts";

/**
 * What a draft changes, as Markdown to paste into a ticket: each text with removed words struck out and added ones bold,
 * then the new text whole.
 */
export function draftMarkdown(raw: JsonObject, draft: DraftTexts): string {
  const name = typeof raw["name"] === "string" ? raw["name"] : "";
  const changes = draftChanges(raw, draft);
  const head = [`# Proposed texts for ${code(name)}`, ""];
  if (changes.length === 0) return [...head, "No change.", ""].join("\n");
  return [...head, ...changes.flatMap(changeLines)].join("\n");
}

function changeLines({ path, before, after }: TextChange): readonly string[] {
  const quoted = after.split(/\r\n|\r|\n/).map((line) => `> ${plain(line)}`.trimEnd());
  return [
    `## ${titleOf(path)}`,
    "",
    ...(before === undefined ? ["New:"] : [wordsText(editsBetween(before, after)).trim(), "", "Whole:"]),
    "",
    ...quoted,
    "",
  ];
}

/** `/inputSchema/properties/filter/properties/state/description` as "Parameter `filter.state`". */
function titleOf(path: string): string {
  if (path === "/title" || path === "/description") return path === "/title" ? "Title" : "Description";
  const tokens = fromPointer(path).slice(1, -1);
  const name = tokens
    .filter((token, at) => !(at % 2 === 0 && token === "properties"))
    .map((token) => (token === "items" ? "[]" : token))
    .join(".")
    .replaceAll(".[]", "[]");
  return name === "" ? "The parameters as a whole" : `Parameter ${code(name)}`;
}
