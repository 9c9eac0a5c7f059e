import { isJsonObject, setOwn, type Json, type JsonObject } from "#shared/base/json.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";

/** What a conversation keeps of one result, in characters of JSON. */
const LONGEST_KEPT = 256 * 1024;
/** Of a longer one: all texts together, and the structured content where it is no longer than this. */
const LONGEST_PART = 64 * 1024;
const MOST_BLOCKS = 20;

/**
 * An outcome that a conversation can keep: of a result that is too large the first blocks, their texts cut, structured
 * content whole or not at all, and where the rest is. `recorded`: the call history has the whole.
 */
export function keptOutcome(outcome: CallOutcome, recorded: boolean): CallOutcome {
  if (!("result" in outcome) || JSON.stringify(outcome.result).length <= LONGEST_KEPT) return outcome;
  const { content, structuredContent, isError } = outcome.result;
  const blocks = Array.isArray(content) ? (content as readonly Json[]) : [];
  let left = LONGEST_PART;
  const kept = blocks.slice(0, MOST_BLOCKS).map((block) => {
    const cut = cutBlock(block, left);
    left -= typeof cut["text"] === "string" ? cut["text"].length : 0;
    return cut;
  });
  const fits = structuredContent !== undefined && JSON.stringify(structuredContent).length <= LONGEST_PART;
  const where = recorded ? "the whole result is in the tool’s call history" : "its exchange has the first 64 KiB";
  const dropped = structuredContent === undefined || fits ? "" : ", structured content left out";
  return {
    ...outcome,
    result: {
      content: [...kept, { type: "text", text: `[cut${dropped}: ${where}]` }],
      ...(fits ? { structuredContent } : {}),
      ...(isError === undefined ? {} : { isError }),
    },
  };
}

function cutBlock(block: Json, longest: number): JsonObject {
  if (!isJsonObject(block)) return { type: "text", text: "[cut]" };
  const cut: JsonObject = {};
  for (const key of ["type", "mimeType", "uri", "name"]) {
    const value = block[key];
    if (typeof value === "string") setOwn(cut, key, value.slice(0, 500));
  }
  const { text } = block;
  if (typeof text === "string") setOwn(cut, "text", text.slice(0, Math.max(0, longest)).toWellFormed());
  return cut;
}
