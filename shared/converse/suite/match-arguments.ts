import { toPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import type { ExpectedCall } from "#shared/converse/suite/suite.ts";

const DEEPEST = 100;

/**
 * Why a call's arguments are not the expected ones, in a few words; undefined where they are.
 *
 * Values compare as JSON: key order does not count, the order of a list does, `1` and `1.0` are one number, and `"5"` is
 * not `5`. Texts compare after Unicode NFC, with outer white space cut, inner runs of it as one space, and typographic
 * quotes and dashes as plain ones; letter case counts. `partial` looks at the expected keys only, inside objects too; a
 * list must still be as long. Values under `accept` compare more loosely, as the public benchmarks do: in texts, case and
 * the characters ` ,./-_*^'"` do not count, and `"5"` accepts `5`.
 */
export function argumentFault(expected: ExpectedCall, args: JsonObject): string | undefined {
  const { match, args: wanted = {}, accept } = expected;
  if (match === "ignored") return undefined;
  const loose = new Map(Object.entries(accept ?? {}));
  const fault = valueFault(wanted, without(args, loose), { partial: match === "partial", path: [] });
  if (fault !== undefined) return fault;
  for (const [name, values] of loose) {
    const given = Object.hasOwn(args, name) ? args[name] : undefined;
    if (given === undefined) {
      if (!values.includes("")) return `${quoted(name)} is missing`;
    } else if (!values.some((value) => sameLoosely(value, given)))
      return `${quoted(name)} is ${short(given)} instead of ${values
        .filter((value) => value !== "")
        .map(short)
        .join(" or ")}`;
  }
  return undefined;
}

/** Arguments but for those of these names. */
function without(args: JsonObject, names: ReadonlyMap<string, unknown>): JsonObject {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !names.has(name)));
}

interface Place {
  readonly partial: boolean;
  readonly path: readonly (string | number)[];
}

function valueFault(wanted: Json | undefined, given: Json | undefined, place: Place): string | undefined {
  const { partial, path } = place;
  if (given === undefined) return wanted === undefined ? undefined : `${nameOf(path)} is missing`;
  const inside = (key: string | number): Place => ({ partial, path: [...path, key] });
  if (path.length > DEEPEST) return `${nameOf(path)} is nested too deeply to compare`;
  if (isJsonObject(wanted) && isJsonObject(given)) {
    for (const [key, value] of Object.entries(wanted)) {
      const fault = valueFault(value, Object.hasOwn(given, key) ? given[key] : undefined, inside(key));
      if (fault !== undefined) return fault;
    }
    const more = Object.keys(given).find((key) => given[key] !== undefined && !Object.hasOwn(wanted, key));
    return partial || more === undefined ? undefined : `${nameOf([...path, more])} was not expected`;
  }
  if (isList(wanted) && isList(given) && wanted.length === given.length) {
    for (const [at, value] of wanted.entries()) {
      const fault = valueFault(value, given[at], inside(at));
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  const same =
    typeof wanted === "string" && typeof given === "string" ? plainText(wanted) === plainText(given) : wanted === given;
  return same ? undefined : `${nameOf(path)} is ${short(given)} instead of ${short(wanted ?? null)}`;
}

/** Equality where case, spaces and punctuation do not count, numbers are equal in value, and lists go item by item. */
function sameLoosely(wanted: Json, given: Json, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (typeof wanted === "string" && typeof given === "string") return bare(wanted) === bare(given);
  if (typeof wanted === "string" && typeof given === "number") return wanted === String(given);
  if (isList(wanted) && isList(given))
    return wanted.length === given.length && wanted.every((one, at) => sameLoosely(one, given[at] ?? null, depth + 1));
  if (isJsonObject(wanted) && isJsonObject(given)) {
    const keys = Object.keys(given).filter((key) => given[key] !== undefined);
    // Inside an object the public sets list accepted values again; a plain value stands for itself.
    return (
      keys.every((key) => Object.hasOwn(wanted, key)) &&
      Object.entries(wanted).every(([key, value]) => {
        const own = Object.hasOwn(given, key) ? given[key] : undefined;
        const values = isList(value) ? [value, ...value] : [value ?? null];
        return own === undefined ? values.includes("") : values.some((one) => sameLoosely(one, own, depth + 1));
      })
    );
  }
  return wanted === given;
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const plainText = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\u2010-\u2015]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim();

const bare = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .replaceAll(/[ ,./\-_*^'"]/g, "");

const quoted = (name: string): string => `\`${name.slice(0, 80)}\``;

const nameOf = (path: readonly (string | number)[]): string =>
  path.length === 0 ? "the arguments" : quoted(path.length === 1 ? String(path[0]) : toPointer(path));

const short = (value: Json): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
