import { createHash, type Hash } from "node:crypto";
import { isJsonObject } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { MalformedEntry, ToolEntry } from "#shared/mcp/tool.ts";
import { measureJson } from "#shared/schema/measure-json.ts";
import { budgets } from "./budgets.ts";
import { toolFault } from "./tool-faults.ts";
import { takeTurns, type Turns } from "./turns.ts";

/** Values that are hashed at one go: some milliseconds. */
const PIECE_VALUES = 5_000;

/** What became of the advertised entries. */
export interface SortedEntries {
  readonly tools: readonly ToolEntry[];
  readonly malformed: readonly MalformedEntry[];
}

/**
 * Sorts the advertised entries, one by one: what is whole, and what is not with its reason. Positions are kept. An entry
 * of more values than any client could use is not kept in full. Lets other work in between.
 */
export async function sortEntries(entries: readonly unknown[]): Promise<SortedEntries> {
  const tools: ToolEntry[] = [];
  const malformed: MalformedEntry[] = [];
  const turns = takeTurns();
  for (const [position, advertised] of entries.entries()) {
    await turns.giveWay();
    const tooMany = measureJson(advertised, budgets.entryValues + 1).cut;
    const name = isJsonObject(advertised) && typeof advertised["name"] === "string" ? advertised["name"] : undefined;
    const raw = tooMany ? (name === undefined ? {} : { name }) : advertised;
    const hash = await entryHash(raw, turns);
    const reason = tooMany ? `the entry holds more than ${budgets.entryValues} values; it is not kept` : toolFault(raw);
    if (reason === undefined && isJsonObject(raw)) tools.push({ position, hash, name: raw["name"] as string, raw });
    else malformed.push({ position, hash, ...(name === undefined ? {} : { name }), reason: reason ?? "", raw });
  }
  await turns.giveWay();
  return { tools, malformed };
}

/** SHA-256 (hex) of an entry's stable JSON: equal entries have equal hashes, whatever the order of their keys. */
async function entryHash(raw: unknown, turns: Turns): Promise<string> {
  const hash = createHash("sha256");
  await addStableJson(raw, hash, turns);
  return hash.digest("hex");
}

/** `hash.update(stableJson(value))`, a large value member by member, so that other work is let in between. */
async function addStableJson(value: unknown, hash: Hash, turns: Turns): Promise<void> {
  if (!measureJson(value, PIECE_VALUES + 1).cut) {
    hash.update(stableJson(value));
    return;
  }
  const isArray = Array.isArray(value);
  const members = Object.entries(value as object);
  if (!isArray) members.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [at, [key, member]] of members.entries()) {
    hash.update(`${at > 0 ? "," : isArray ? "[" : "{"}${isArray ? "" : `${JSON.stringify(key)}:`}`);
    await addStableJson(member, hash, turns);
    if (turns.isOver()) await turns.giveWay();
  }
  hash.update(isArray ? "]" : "}");
}
