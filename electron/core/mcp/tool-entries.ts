import { createHash } from "node:crypto";
import { isJsonObject } from "#shared/base/json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { MalformedEntry, ToolEntry } from "#shared/mcp/tool.ts";
import { toolFault } from "./tool-faults.ts";

/** Sorts the advertised entries, one by one: what is whole, and what is not with its reason. Positions are kept. */
export function sortEntries(entries: readonly unknown[]): {
  readonly tools: readonly ToolEntry[];
  readonly malformed: readonly MalformedEntry[];
} {
  const tools: ToolEntry[] = [];
  const malformed: MalformedEntry[] = [];
  for (const [position, raw] of entries.entries()) {
    const hash = entryHash(raw);
    const reason = toolFault(raw);
    if (reason === undefined && isJsonObject(raw)) {
      tools.push({ position, hash, name: raw["name"] as string, raw });
      continue;
    }
    const name = isJsonObject(raw) && typeof raw["name"] === "string" ? raw["name"] : undefined;
    malformed.push({ position, hash, ...(name === undefined ? {} : { name }), reason: reason ?? "", raw });
  }
  return { tools, malformed };
}

/** SHA-256 (hex) of an entry's stable JSON: equal entries have equal hashes, whatever the order of their keys. */
function entryHash(raw: unknown): string {
  return createHash("sha256").update(stableJson(raw)).digest("hex");
}
