import { createHash } from "node:crypto";
import { maskJson } from "#shared/base/mask-json.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { Discovered } from "#core/ports.ts";

/** What a finished run hands to the store. */
export type FrozenList = Omit<Snapshot, "id" | "serverId" | "takenAt">;

/**
 * Freezes what a server listed: its own secrets masked wherever the server echoed them (an echoed entry gets the hash of
 * what is kept), and the list's hash over the entry hashes in the order of the list.
 */
export function freezeList(found: Discovered, mask: (text: string) => string): FrozenList {
  const { remember: _kept, ...list } = found;
  const masked = maskJson(list, mask);
  const tools = masked === list ? masked.tools : masked.tools.map(rehashed);
  const malformed = masked === list ? masked.malformed : masked.malformed.map(rehashed);
  const inOrder = [...tools, ...malformed].toSorted((a, b) => a.position - b.position);
  return {
    ...masked,
    tools: [...tools],
    malformed: [...malformed],
    listHash: sha256(inOrder.map(({ hash }) => hash).join("\n")),
  };
}

const rehashed = <T extends { readonly raw?: unknown }>(entry: T): T => ({
  ...entry,
  hash: sha256(stableJson(entry.raw)),
});

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
