import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabaseFile } from "#core/store/database.ts";
import { startChild } from "./child-process.ts";
import { aCall, aListing, aServer, aTool } from "./store-fixtures.ts";
import { databaseOf, dataFolder, opened } from "./data-folder.ts";

const ROWS = 1000;

describe("two processes with one database", () => {
  it(`lose none of ${ROWS} rows each, nor each other's changes of one server, while a third reads`, async () => {
    const folder = await dataFolder();
    const store = await opened(folder);
    await store.putServer(aServer("shared"));
    const children = ["left", "right"].map((name) => startChild(["write-many", folder, name, String(ROWS)]));
    await Promise.all(children.map((child) => child.says("ready")));
    expect(await store.listServers()).toHaveLength(1); // readers never wait for writers
    await Promise.all(children.map((child) => child.says("closed")));
    const ids = new Set<string>();
    for (let before: string | undefined; ;) {
      const page = await store.listCalls({ limit: 500, ...(before === undefined ? {} : { before }) });
      for (const { id } of page) ids.add(id);
      before = page.at(-1)?.id;
      if (before === undefined) break;
    }
    expect(ids.size).toBe(2 * ROWS);
    expect(await store.getServer("shared")).toMatchObject({ name: "left 990", maskedUrl: "right 990" });
    await store.close();
  }, 60_000);

  it("opening a new folder at the same moment make one database", async () => {
    const folder = await dataFolder();
    const children = [1, 2, 3].map((number) => startChild(["none", folder, String(number)]));
    await Promise.all(children.map((child) => child.says("closed")));
    const known = new Set(["console.db", "console.db-wal", "console.db-shm", "manifest.json", "owners"]);
    expect(readdirSync(folder).filter((name) => !known.has(name))).toEqual([]);
    const database = openDatabaseFile(databaseOf(folder));
    expect(database.first("SELECT value FROM meta WHERE key = 'opens'")).toEqual([3]);
    database.close();
  });

  it("leave each other's calls under way alone; those of a killed one read as interrupted at the next opening", async () => {
    const folder = await dataFolder();
    const store = await opened(folder);
    await store.putServer(aServer("shared"));
    await store.close();
    const child = startChild(["hold", folder]);
    await child.says("ack held");

    const during = await opened(folder);
    expect(await during.getCall("held")).toEqual(aCall("held", "shared"));
    expect(await during.listRuns("shared", 1)).toMatchObject([{ outcome: { state: "running" } }]);
    await during.close();

    child.process.kill("SIGKILL");
    await child.ended;
    const after = await opened(folder);
    expect(await after.getCall("held")).toEqual(aCall("held", "shared", { state: "interrupted" }));
    expect(await after.listCalls({ limit: 1 })).toMatchObject([{ id: "held", state: "interrupted" }]);
    expect(await after.listRuns("shared", 1)).toMatchObject([{ outcome: { state: "interrupted" } }]);
    expect((await after.lastRuns()).size).toBe(0);
    expect(readdirSync(join(folder, "owners"))).toHaveLength(1);
    await after.close();
    expect(readdirSync(join(folder, "owners"))).toHaveLength(0);
  });

  it("that closes in good order leaves nothing under way either", async () => {
    const folder = await dataFolder();
    const store = await opened(folder);
    await store.putServer(aServer("shared"));
    await store.startCall(aCall("c", "shared"));
    await store.close();
    const after = await opened(folder);
    expect(await after.getCall("c")).toMatchObject({ state: "interrupted" });
    await after.finishCall(aCall("c", "shared", { state: "cancelled" }));
    expect(await after.getCall("c")).toMatchObject({ state: "cancelled" });
    await after.close();
  });
});

describe("a disk that is full", () => {
  it("rejects with a storage failure, and everything that was acknowledged is there afterwards", async () => {
    const folder = await dataFolder();
    const store = await opened(folder);
    await store.putServer(aServer("shared"));
    await store.startRun({ id: "run", serverId: "shared", startedAt: "2026-11-22T10:00:00.000Z" });
    await store.finishRun("run", { ok: true, value: aListing([aTool("a", 0)]) });
    await store.close();
    const child = startChild(["fill-disk", folder], 2048);
    const said = await child.says("failed");
    expect(JSON.parse(said.slice("failed ".length))).toMatchObject({
      kind: "storage",
      phase: "storage",
      retriable: true,
      said: expect.stringMatching(/^Not saved:/),
    });
    expect(await child.says("ack servers")).toBe("ack servers 1");
    await child.says("closed");
    const after = await opened(folder);
    const calls = await after.listCalls({ limit: 500 });
    expect(calls).toHaveLength(child.lines.filter((line) => /^ack \d+$/.test(line)).length);
    expect(calls.length).toBeGreaterThan(0);
    expect((await after.latestSnapshot("shared"))?.tools).toHaveLength(1);
    await after.close();
  });
});
