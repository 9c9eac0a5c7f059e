import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "#core/store/open-store.ts";
import { openStoreAsking } from "#core/store/open-store-asking.ts";

/** A data folder with one server in it, whose database was then destroyed. */
async function brokenFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "preflight-store-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const store = await openStore({ folder });
  if (!store.ok) throw new Error(store.error.said);
  await store.value.putServer({
    id: "one",
    name: "One",
    maskedUrl: "https://one.example/",
    headerNames: [],
    addedAt: "2026-11-22T00:00:00.000Z",
  });
  await store.value.close();
  await rm(join(folder, "console.db-wal"), { force: true });
  await writeFile(join(folder, "console.db"), "no database at all, but long enough to be looked at".repeat(200));
  return folder;
}

test("a broken database is told before anything is opened, and quitting changes nothing", async () => {
  const folder = await brokenFolder();
  const told: string[] = [];
  const store = await openStoreAsking(folder, async ({ state }) => {
    told.push(state);
    return undefined;
  });
  expect(store).toBeUndefined();
  expect(told).toEqual(["corrupt"]);
});

test("trying again asks again, and starting empty keeps the old file", async () => {
  const folder = await brokenFolder();
  const told: string[] = [];
  const store = await openStoreAsking(folder, async ({ state, choices }) => {
    told.push(state);
    return told.length === 1 ? { kind: "retry" } : choices.find(({ kind }) => kind === "start-fresh");
  });
  expect(told).toEqual(["corrupt", "corrupt"]);
  expect(await store?.listServers()).toEqual([]);
  await store?.close();
});
