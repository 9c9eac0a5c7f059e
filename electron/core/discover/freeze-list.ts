import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { maskJson } from "#shared/base/mask-json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { Discovered } from "#core/ports.ts";

/** What a finished run hands to the store. */
export type FrozenList = Omit<Snapshot, "id" | "serverId" | "takenAt">;

/** How long entries are looked through before other work is let in, milliseconds. */
const TURN_MS = 10;

/**
 * Freezes what a server listed: its own secrets masked wherever the server echoed them (an echoing entry gets the hash
 * of what is kept), and the list's hash over the entry hashes in the order of the list. Long lists give way in between.
 */
export async function freezeList(found: Discovered, mask: (text: string) => string): Promise<FrozenList> {
  const { remember: _kept, hop: _measured, tools: listed, malformed: odd, ...facts } = found;
  const tools = await maskEntries(listed, mask);
  const malformed = await maskEntries(odd, mask);
  await setImmediate();
  const inOrder = [...tools, ...malformed].toSorted((a, b) => a.position - b.position);
  return { ...maskJson(facts, mask), tools, malformed, listHash: sha256(inOrder.map(({ hash }) => hash).join("\n")) };
}

async function maskEntries<T extends { readonly raw?: unknown }>(
  entries: readonly T[],
  mask: (text: string) => string,
): Promise<T[]> {
  const kept: T[] = [];
  let began = performance.now();
  for (const entry of entries) {
    if (performance.now() - began > TURN_MS) {
      await setImmediate();
      began = performance.now();
    }
    const masked = maskJson(entry, mask);
    kept.push(masked === entry ? entry : { ...masked, hash: sha256(stableJson(masked.raw)) });
  }
  return kept;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
