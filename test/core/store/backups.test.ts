import { readdirSync } from "node:fs";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listBackups, problemOf, takeBackup } from "#core/store/backups.ts";
import { backUpDaily } from "#core/store/daily-backup.ts";
import { openDatabaseFile } from "#core/store/database.ts";
import { openDatabase } from "#core/store/open-database.ts";
import { openStore, restoreBackup, startFresh } from "#core/store/open-store.ts";
import { MIGRATIONS, type Migration } from "#core/store/schema.ts";
import { Refused } from "#core/store/store-refusal.ts";
import { databaseOf, dataFolder, digestOf, filledFolder, opened } from "./data-folder.ts";

const STAMP = "2026-11-22T10:20:30.456Z";
const addColumn: Migration = (database) => database.exec("ALTER TABLE example ADD COLUMN note TEXT");
const failHalfway: Migration = (database) => database.exec("DELETE FROM call; ALTER TABLE nothing ADD COLUMN x");

const openWith = (folder: string, migrations: readonly Migration[]): void => {
  const { database, lock } = openDatabase({ folder, owner: "migrator", stamp: STAMP, migrations });
  database.close();
  lock?.release({ inGoodOrder: true });
};

const countsOf = (path: string) => {
  const database = openDatabaseFile(path);
  const tables = ["server", "discovery_run", "list_item", "content", "call"];
  const counts = tables.map((table) => database.first(`SELECT count(*) FROM ${table}`)?.[0]);
  database.close();
  return counts;
};

describe("a migration", () => {
  it("is preceded by a backup, and keeps every row", async () => {
    const folder = await filledFolder();
    const before = countsOf(databaseOf(folder));
    openWith(folder, [...MIGRATIONS, addColumn]);
    const backups = listBackups(folder);
    expect(backups).toEqual([
      { file: "20261122T102030Z-migration-1.db", reason: "migration", takenAt: "2026-11-22T10:20:30Z" },
    ]);
    expect(countsOf(join(folder, "backups", backups[0]?.file ?? ""))).toEqual(before);
    expect(countsOf(databaseOf(folder))).toEqual(before);
    const result = await openStore({ folder });
    expect(result).toMatchObject({ ok: false, error: { state: "newer-schema" } });
  });

  it("that fails leaves the database as it was and is refused by name", async () => {
    const folder = await filledFolder();
    const before = countsOf(databaseOf(folder));
    const attempt = (): void => openWith(folder, [...MIGRATIONS, failHalfway]);
    expect(attempt).toThrow(Refused);
    expect(attempt).toThrow(/schema 1 to 2 failed; it is as it was/);
    expect(countsOf(databaseOf(folder))).toEqual(before);
    await (await opened(folder)).close();
  });
});

describe("backups", () => {
  it("are kept three of each reason, the newest first", async () => {
    const folder = await filledFolder();
    const database = openDatabaseFile(databaseOf(folder));
    for (const day of ["01", "02", "03", "04", "05"]) {
      takeBackup(database, folder, "daily", `2026-11-${day}T10:00:00.000Z`);
    }
    takeBackup(database, folder, "migration", "2026-11-02T12:00:00.000Z");
    database.close();
    expect(listBackups(folder).map(({ takenAt, reason }) => `${takenAt.slice(8, 10)} ${reason}`)).toEqual([
      "05 daily",
      "04 daily",
      "03 daily",
      "02 migration",
    ]);
    expect(readdirSync(join(folder, "backups"))).toHaveLength(4);
  });

  it("are taken daily of a database that holds something", async () => {
    const folder = await filledFolder();
    const database = openDatabaseFile(databaseOf(folder));
    backUpDaily(database, folder, new Date("2026-11-01T10:00:00.000Z"));
    backUpDaily(database, folder, new Date("2026-11-02T09:59:59.000Z"));
    expect(listBackups(folder)).toHaveLength(1);
    backUpDaily(database, folder, new Date("2026-11-02T10:00:00.000Z"));
    expect(listBackups(folder)).toHaveLength(2);
    database.exec("PRAGMA foreign_keys=ON; DELETE FROM server");
    backUpDaily(database, folder, new Date("2026-11-05T10:00:00.000Z"));
    expect(listBackups(folder)).toHaveLength(2);
    database.close();
  });

  it("are restored in the place of a broken database, the newest that can be read, and the broken one is kept", async () => {
    const folder = await filledFolder();
    const database = openDatabaseFile(databaseOf(folder));
    takeBackup(database, folder, "daily", "2026-11-01T10:00:00.000Z");
    const newest = takeBackup(database, folder, "daily", "2026-11-02T10:00:00.000Z");
    database.close();
    await writeFile(join(folder, "backups", newest.file), "torn");
    await truncate(databaseOf(folder), 8192);
    const broken = await digestOf(databaseOf(folder));
    const refused = await openStore({ folder });
    expect(refused).toMatchObject({ ok: false, error: { state: "corrupt" } });
    expect(refused.ok ? [] : refused.error.choices[0]).toMatchObject({ kind: "restore-backup" });

    const rescue = await restoreBackup(folder);
    if (!rescue.ok) throw new Error(rescue.error.said);
    expect(rescue.value.backup?.takenAt).toBe("2026-11-01T10:00:00Z");
    expect(await digestOf(join(folder, rescue.value.keptAs ?? ""))).toBe(broken);
    expect(problemOf(databaseOf(folder))).toBeUndefined();
    const store = await opened(folder);
    expect(await store.listServers()).toHaveLength(3);
    expect((await store.latestSnapshot("one"))?.tools).toHaveLength(50);
    await store.close();
  });

  it("cannot be restored where there are none, and nothing is moved then", async () => {
    const folder = await filledFolder();
    const before = await digestOf(databaseOf(folder));
    expect(await restoreBackup(folder)).toMatchObject({ ok: false, error: { state: "no-backup" } });
    expect(await digestOf(databaseOf(folder))).toBe(before);
  });

  it("are not restored, and nothing is moved, under a process that has the database open", async () => {
    const folder = await filledFolder();
    const store = await opened(folder);
    expect(await restoreBackup(folder)).toMatchObject({ ok: false, error: { state: "locked" } });
    expect(await startFresh(folder)).toMatchObject({ ok: false, error: { state: "locked" } });
    expect(await store.listServers()).toHaveLength(3);
    await store.close();
  });
});

it("a database that another process holds for too long is refused as locked", async () => {
  const folder = await filledFolder();
  const holder = openDatabaseFile(databaseOf(folder));
  holder.exec("BEGIN IMMEDIATE");
  const attempt = (): unknown => openDatabase({ folder, owner: "waiter", stamp: STAMP, busyTimeoutMs: 50 });
  expect(attempt).toThrow("Another process holds the database for too long.");
  holder.exec("ROLLBACK");
  holder.close();
  await (await opened(folder)).close();
});

it("a folder that was never used opens empty", async () => {
  const store = await opened(await dataFolder());
  expect(await store.listServers()).toEqual([]);
  await store.close();
});
