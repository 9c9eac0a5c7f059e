import { findInvisible } from "#shared/base/visible-text.ts";
import { measureJson } from "#shared/schema/measure-json.ts";

/**
 * JSON text with two spaces, keys in the order they came. Characters that a person would not see are written as `\uXXXX`,
 * which is the same JSON. A value too deep for the engine's own printer is said so.
 */
export function prettyJson(value: unknown): string {
  const { depth } = measureJson(value);
  if (depth > 1_000) return `(nested ${depth.toLocaleString("en")} levels deep: too deep to print)`;
  return escapeInvisible(JSON.stringify(value, undefined, 2) ?? "");
}

/** JSON text with its invisible characters as escapes. Outside of strings JSON has none but white space. */
export function escapeInvisible(json: string): string {
  const found = findInvisible(json);
  if (found.length === 0) return json;
  const pieces: string[] = [];
  let from = 0;
  for (const { index, codePoint } of found) {
    const end = index + (codePoint > 0xffff ? 2 : 1);
    pieces.push(json.slice(from, index));
    for (let at = index; at < end; at += 1) {
      pieces.push(`\\u${json.charCodeAt(at).toString(16).padStart(4, "0")}`);
    }
    from = end;
  }
  return pieces.join("") + json.slice(from);
}
