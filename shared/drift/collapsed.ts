import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { plainText } from "#shared/drift/compare-text.ts";
import { mapAt } from "#shared/drift/schema/evaluate-object.ts";

/** Share of the tools with parameters that must have lost them all. */
const MOST = 0.5;

function hasParameters(tool: JsonObject): boolean {
  const schema = tool["inputSchema"];
  return isJsonObject(schema) && Object.keys(mapAt(schema, "properties")).length > 0;
}

const textOf = ({ description }: JsonObject): string => plainText(typeof description === "string" ? description : "");

/** Nothing left that could take an argument: no properties, no references, no alternatives. */
function isEmpty(tool: JsonObject): boolean {
  const schema = tool["inputSchema"];
  if (!isJsonObject(schema)) return true;
  return Object.entries(schema).every(
    ([keyword, value]) =>
      ["$schema", "type", "additionalProperties", "title", "description"].includes(keyword) ||
      (isJsonObject(value) ? Object.keys(value).length === 0 : Array.isArray(value) && value.length === 0),
  );
}

/**
 * Tools whose schema collapsed: they had parameters, have none now, and still describe themselves as before. It counts
 * only where at least half of a list of tools with parameters did so, and more than one: "nothing released, everything
 * empty" is a fault of the tool chain (a schema library that no longer understands its input), not a decision.
 * A single tool counts when even `type` is gone. The set holds the old entries.
 */
export function collapsedTools(
  pairs: readonly { readonly before: JsonObject; readonly after: JsonObject | undefined }[],
): ReadonlySet<JsonObject> {
  let had = 0;
  const found: JsonObject[] = [];
  const typeless: JsonObject[] = [];
  for (const { before, after } of pairs) {
    if (!hasParameters(before) || after === undefined) continue;
    had += 1;
    const same = textOf(before) === textOf(after);
    if (!isEmpty(after)) continue;
    const schema = after["inputSchema"];
    if (isJsonObject(schema) && schema["type"] === undefined) typeless.push(before);
    if (same || (isJsonObject(schema) && schema["type"] === undefined)) found.push(before);
  }
  if (found.length >= 2 && found.length >= had * MOST) return new Set(found);
  return new Set(typeless);
}
