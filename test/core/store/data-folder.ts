import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Store } from "#core/store-port.ts";
import { openStore } from "#core/store/open-store.ts";
import { aCall, aListing, aServer, aTool } from "./store-fixtures.ts";

/** A data folder that does not exist yet, removed when the test ends. */
export async function dataFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "preflight-store-"));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return join(parent, "data");
}

/** The store of a folder, which must open. */
export async function opened(folder: string): Promise<Store> {
  const result = await openStore({ folder });
  if (!result.ok) throw new Error(`${result.error.state}: ${result.error.said} ${result.error.evidence}`);
  return result.value;
}

/** Three servers, a snapshot of fifty tools and a finished call. */
export async function fill(store: Store): Promise<void> {
  for (const id of ["one", "two", "three"]) await store.putServer(aServer(id));
  await store.startRun({ id: "run", serverId: "one", startedAt: "2026-11-22T10:00:00.000Z" });
  const tools = Array.from({ length: 50 }, (_, at) => aTool(`tool_${at}`, at, { description: "words ".repeat(40) }));
  await store.finishRun("run", { ok: true, value: aListing(tools) });
  await store.startCall(aCall("call", "one"));
  await store.finishCall(aCall("call", "one", { state: "cancelled", outcome: { kind: "cancelled" } }));
}

/** A folder that was filled and closed in good order. */
export async function filledFolder(): Promise<string> {
  const folder = await dataFolder();
  const store = await opened(folder);
  await fill(store);
  await store.close();
  return folder;
}

/** A folder as a crash leaves it: rows in the write-ahead log, a lock file that nobody holds. */
export async function crashedFolder(): Promise<string> {
  const folder = await dataFolder();
  const copy = `${folder}-crashed`;
  const store = await opened(folder);
  await fill(store);
  await store.startCall(aCall("under-way", "two"));
  await store.startRun({ id: "run-under-way", serverId: "two", startedAt: "2026-11-22T10:00:01.000Z" });
  await cp(folder, copy, { recursive: true });
  await store.close();
  return copy;
}

export const databaseOf = (folder: string): string => join(folder, "console.db");

/** SHA-256 of a file, to tell that nobody touched it. */
export const digestOf = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
