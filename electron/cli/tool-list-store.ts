import { createHash } from "node:crypto";
import type { Store } from "#core/store-port.ts";
import { isJsonObject } from "#shared/base/json.ts";
import { ok } from "#shared/base/result.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { MalformedEntry, ToolEntry } from "#shared/mcp/tool.ts";

/** The server and the snapshot that stand for a list from a file. */
export const FILE_LIST = "file";

/** Puts a list from a file into a store as the frozen list of a server that is never asked. */
export async function keepToolList(
  store: Store,
  list: readonly unknown[],
  { name, at }: { readonly name: string; readonly at: string },
): Promise<void> {
  const tools: ToolEntry[] = [];
  const malformed: MalformedEntry[] = [];
  for (const [position, raw] of list.entries()) {
    const hash = sha256(stableJson(raw));
    const called = isJsonObject(raw) ? raw["name"] : undefined;
    if (isJsonObject(raw) && typeof called === "string" && called !== "")
      tools.push({ position, hash, name: called, raw });
    else malformed.push({ position, hash, reason: "it has no name", raw });
  }
  await store.putServer({ id: FILE_LIST, name, maskedUrl: "", headerNames: [], addedAt: at });
  await store.startRun({ id: FILE_LIST, serverId: FILE_LIST, startedAt: at });
  await store.finishRun(
    FILE_LIST,
    ok({
      listHash: sha256(tools.map(({ hash }) => hash).join("\n")),
      facts: {
        era: "modern",
        transport: "streamable-http",
        protocolVersion: "",
        serverInfo: {},
        capabilities: {},
        declaredCapabilities: {},
        rungs: [],
        warnings: [],
      },
      tools,
      malformed,
      pages: 1,
      timings: { connectMs: 0, listMs: 0, totalMs: 0, requests: 0 },
    }),
  );
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
