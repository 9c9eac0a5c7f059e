import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { mapAt } from "#shared/drift/schema/evaluate-object.ts";
import { foldVerb, nameTokens, wordsOf } from "#shared/drift/words.ts";

/** What pairing needs to know of a tool, read once. */
export interface ToolFacts {
  readonly name: string;
  readonly raw: JsonObject;
  readonly tokens: readonly string[];
  /** The tokens with one verb for those that mean the same. */
  readonly folded: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  /** Parameters that pick what the tool does, with their values. */
  readonly modes: readonly Mode[];
}

/** A parameter that picks what a tool does. */
interface Mode {
  readonly parameter: string;
  readonly values: readonly ModeValue[];
}

/** One value of it, with the folded tokens of its name. */
interface ModeValue {
  readonly value: string;
  readonly tokens: readonly string[];
}

/** Names that such parameters have in practice; any string enum counts, these count without an enum too. */
const MODE_NAME = /^(method|action|operation|op|mode|command|cmd|verb|function|task|type|kind|resource_type)$/i;

/** Reads a tool for pairing. */
export function factsOf(name: string, raw: JsonObject): ToolFacts {
  const schema = isJsonObject(raw["inputSchema"]) ? raw["inputSchema"] : {};
  const properties = mapAt(schema, "properties");
  const description = typeof raw["description"] === "string" ? raw["description"] : "";
  const modes = Object.entries(properties).flatMap(([parameter, value]) => modesOf(parameter, value));
  const tokens = nameTokens(name);
  return {
    name,
    raw,
    tokens,
    folded: new Set(tokens.map(foldVerb)),
    words: new Set(wordsOf(description)),
    parameters: new Set(Object.keys(properties)),
    modes,
  };
}

/** More values than this name no operations. */
const MOST_VALUES = 100;

function modeOf(parameter: string, values: readonly string[]): Mode {
  const kept = values.slice(0, MOST_VALUES);
  return { parameter, values: kept.map((value) => ({ value, tokens: nameTokens(value).map(foldVerb) })) };
}

function modesOf(parameter: string, value: unknown): readonly Mode[] {
  if (!isJsonObject(value)) return [];
  const listed = Array.isArray(value["enum"]) ? value["enum"].filter((one) => typeof one === "string") : [];
  if (listed.length > 1) return [modeOf(parameter, listed)];
  const ways = [value["anyOf"], value["oneOf"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const constants = ways.flatMap((way) =>
    isJsonObject(way) && typeof way["const"] === "string" ? [way["const"]] : [],
  );
  if (constants.length > 1) return [modeOf(parameter, constants)];
  if (!MODE_NAME.test(parameter) || typeof value["description"] !== "string") return [];
  const told = proseValues(value["description"]);
  return told.length > 1 ? [modeOf(parameter, told)] : [];
}

/** Values that a description lists: quoted ones, or "1. get - ...", "- add: ..." lines. */
function proseValues(text: string): readonly string[] {
  const found = new Set<string>();
  const short = text.slice(0, 5_000);
  for (const match of short.matchAll(/["'`“]([A-Za-z][\w-]{1,40})["'`”]/g)) found.add(match[1] ?? "");
  for (const match of short.matchAll(/(?:^|\n)\s*(?:\d+[.)]|[-*•])\s*([A-Za-z][\w-]{1,40})\s*(?:[-:–]|$)/gm)) {
    found.add(match[1] ?? "");
  }
  found.delete("");
  return [...found].slice(0, 60);
}
