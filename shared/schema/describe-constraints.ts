import type { JsonObject } from "#shared/base/json.ts";
import { own } from "#shared/schema/subschemas.ts";

/** The limits of a schema in a few words each: `1 to 100`, `at most 50 characters`, `matches ^[A-Z]+$`. */
export function describeConstraints(schema: JsonObject): readonly string[] {
  const number = (key: string): number | undefined => {
    const value = own(schema, key);
    return typeof value === "number" ? value : undefined;
  };
  const words: string[] = [];
  const range = (low: number | undefined, high: number | undefined, unit: string): void => {
    const tail = unit === "" ? "" : ` ${unit}`;
    if (low !== undefined && high !== undefined)
      words.push(low === high ? `exactly ${low}${tail}` : `${low} to ${high}${tail}`);
    else if (low !== undefined) words.push(`at least ${low}${tail}`);
    else if (high !== undefined) words.push(`at most ${high}${tail}`);
  };
  range(number("minimum"), number("maximum"), "");
  const above = number("exclusiveMinimum");
  const below = number("exclusiveMaximum");
  if (above !== undefined) words.push(`more than ${above}`);
  if (below !== undefined) words.push(`less than ${below}`);
  const multiple = number("multipleOf");
  if (multiple !== undefined) words.push(`multiple of ${multiple}`);
  range(number("minLength"), number("maxLength"), "characters");
  const pattern = own(schema, "pattern");
  if (typeof pattern === "string") words.push(`matches ${pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern}`);
  range(number("minItems"), number("maxItems"), "items");
  if (own(schema, "uniqueItems") === true) words.push("no item twice");
  range(number("minProperties"), number("maxProperties"), "keys");
  if (own(schema, "additionalProperties") === false) words.push("no other keys");
  if (own(schema, "deprecated") === true) words.push("deprecated");
  if (own(schema, "readOnly") === true) words.push("read only");
  return words;
}
