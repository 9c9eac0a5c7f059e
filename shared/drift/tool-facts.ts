import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { mapAt } from "#shared/drift/schema/evaluate-object.ts";
import { nameTokens, wordsOf } from "#shared/drift/words.ts";

/** What pairing needs to know of a tool, read once. */
export interface ToolFacts {
  readonly name: string;
  readonly raw: JsonObject;
  readonly tokens: readonly string[];
  readonly words: readonly string[];
  readonly parameters: readonly string[];
  /** Parameters that pick what the tool does, with their values. */
  readonly modes: readonly Mode[];
}

/** A parameter that picks what a tool does. */
export interface Mode {
  readonly parameter: string;
  readonly values: readonly string[];
}

/** Names that such parameters have in practice; any string enum counts, these count without an enum too. */
const MODE_NAME = /^(method|action|operation|op|mode|command|cmd|verb|function|task|type|kind|resource_type)$/i;

/** Reads a tool for pairing. */
export function factsOf(name: string, raw: JsonObject): ToolFacts {
  const schema = isJsonObject(raw["inputSchema"]) ? raw["inputSchema"] : {};
  const properties = mapAt(schema, "properties");
  const description = typeof raw["description"] === "string" ? raw["description"] : "";
  const modes = Object.entries(properties).flatMap(([parameter, value]) => modesOf(parameter, value));
  return {
    name,
    raw,
    tokens: nameTokens(name),
    words: wordsOf(description),
    parameters: Object.keys(properties),
    modes,
  };
}

function modesOf(parameter: string, value: unknown): readonly Mode[] {
  if (!isJsonObject(value)) return [];
  const listed = Array.isArray(value["enum"]) ? value["enum"].filter((one) => typeof one === "string") : [];
  if (listed.length > 1) return [{ parameter, values: listed }];
  const ways = [value["anyOf"], value["oneOf"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const constants = ways.flatMap((way) =>
    isJsonObject(way) && typeof way["const"] === "string" ? [way["const"]] : [],
  );
  if (constants.length > 1) return [{ parameter, values: constants }];
  if (!MODE_NAME.test(parameter) || typeof value["description"] !== "string") return [];
  const told = proseValues(value["description"]);
  return told.length > 1 ? [{ parameter, values: told }] : [];
}

/** Values that a description lists: quoted ones, or "1. get - ...", "- add: ..." lines. */
export function proseValues(text: string): readonly string[] {
  const found = new Set<string>();
  const short = text.slice(0, 5_000);
  for (const match of short.matchAll(/["'`“]([A-Za-z][\w-]{1,40})["'`”]/g)) found.add(match[1] ?? "");
  for (const match of short.matchAll(/(?:^|\n)\s*(?:\d+[.)]|[-*•])\s*([A-Za-z][\w-]{1,40})\s*(?:[-:–]|$)/gm)) {
    found.add(match[1] ?? "");
  }
  found.delete("");
  return [...found].slice(0, 60);
}
