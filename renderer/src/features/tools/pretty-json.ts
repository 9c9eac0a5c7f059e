import { measureJson } from "#shared/schema/measure-json.ts";

/** JSON text with two spaces, keys in the order they came. A value too deep for the engine's own printer is said so. */
export function prettyJson(value: unknown): string {
  const { depth } = measureJson(value);
  if (depth > 1_000) return `(nested ${depth.toLocaleString("en")} levels deep: too deep to print)`;
  return JSON.stringify(value, undefined, 2) ?? "";
}
