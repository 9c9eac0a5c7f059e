import { readContent } from "#renderer/features/calls/content-blocks.ts";
import type { JsonObject } from "#shared/base/json.ts";

const LONGEST_TO_PARSE = 4_000_000;

/** The result as one JSON value: structured content, else the text block that is JSON, else the result itself. */
export function resultJson(result: JsonObject): { readonly value: unknown; readonly from: string } {
  const { structuredContent } = result;
  if (structuredContent !== undefined) return { value: structuredContent, from: "Structured content" };
  const texts = readContent(result).filter((block) => block.kind === "text");
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && /^\s*[[{]/.test(only.text) && only.text.length <= LONGEST_TO_PARSE) {
    try {
      return { value: JSON.parse(only.text) as unknown, from: "The text, read as JSON" };
    } catch {
      // text that only looks like JSON
    }
  }
  return { value: result, from: "The whole result" };
}
