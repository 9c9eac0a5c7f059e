import { isJsonObject, type Json } from "#shared/base/json.ts";
import type { Accepted, DataRow } from "./tool-data.ts";

/** BFCL's rule for texts: case, quotes and some punctuation do not count. */
const plain = (text: string): string =>
  text
    .replaceAll(/[ ,./\-_*^]/g, "")
    .toLowerCase()
    .replaceAll("'", '"');

/** Whether a value is one that a data set accepts, by BFCL's rule. */
export function valueMatches(value: Json | undefined, accepted: readonly unknown[]): boolean {
  return accepted.some((one) => same(value, one));
}

function same(value: Json | undefined, one: unknown): boolean {
  if (typeof value === "string") return typeof one === "string" && plain(value) === plain(one);
  if (typeof value === "number" || typeof value === "boolean" || value === null)
    return value === one || (typeof value === "number" && typeof one === "string" && String(value) === one);
  if (Array.isArray(value))
    return Array.isArray(one) && one.length === value.length && value.every((item, at) => same(item as Json, one[at]));
  if (isJsonObject(value) && isJsonObject(one)) {
    return (
      Object.entries(value).every(
        ([key, part]) =>
          Object.hasOwn(one, key) &&
          (Array.isArray(one[key]) ? valueMatches(part, one[key]) || same(part, one[key]) : same(part, one[key])),
      ) &&
      Object.entries(one).every(
        ([key, part]) => Object.hasOwn(value, key) || (Array.isArray(part) && part.includes("")),
      )
    );
  }
  return false;
}

/** Whether arguments are right in every part: nothing that is not expected, nothing left out that may not be. */
export function argumentsMatch(args: Readonly<Record<string, Json>>, accepted: Accepted): boolean {
  return (
    Object.entries(args).every(
      ([name, value]) => Object.hasOwn(accepted, name) && valueMatches(value, accepted[name] ?? []),
    ) && Object.entries(accepted).every(([name, values]) => Object.hasOwn(args, name) || values.includes(""))
  );
}

/** Whether a call is one of those a row expects. */
export function callMatches(args: Readonly<Record<string, Json>>, call: DataRow["calls"][number]): boolean {
  return [call.args ?? {}, ...(call.alt ?? [])].some((accepted) => argumentsMatch(args, accepted));
}
