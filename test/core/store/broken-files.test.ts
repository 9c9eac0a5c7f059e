import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, open, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabaseFile } from "#core/store/database.ts";
import { acceptDatabase, openStore, startFresh } from "#core/store/open-store.ts";
import type { StoreRefusal } from "#core/store/store-refusal.ts";
import { aServer } from "./store-fixtures.ts";
import { crashedFolder, databaseOf, dataFolder, digestOf, fill, filledFolder, opened } from "./data-folder.ts";

const refusalOf = async (folder: string): Promise<StoreRefusal | undefined> => {
  const result = await openStore({ folder });
  if (!result.ok) return result.error;
  await result.value.close();
  return undefined;
};

const overwrite = async (path: string, bytes: Uint8Array, at: number): Promise<void> => {
  const file = await open(path, "r+");
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
};

const sql = (path: string, text: string): void => {
  const database = openDatabaseFile(path);
  database.exec(text);
  database.close();
};

interface Break {
  readonly name: string;
  readonly from: () => Promise<string>;
  readonly damage: (database: string) => Promise<void> | void;
  readonly state: StoreRefusal["state"];
}

const breaks: readonly Break[] = [
  {
    name: "cut short",
    from: filledFolder,
    damage: async (path) => truncate(path, (await stat(path)).size / 2),
    state: "corrupt",
  },
  { name: "garbage", from: filledFolder, damage: (path) => writeFile(path, randomBytes(70_000)), state: "corrupt" },
  {
    name: "without its header",
    from: filledFolder,
    damage: (path) => overwrite(path, new Uint8Array(100), 0),
    state: "corrupt",
  },
  {
    name: "with a broken page after a crash",
    from: crashedFolder,
    async damage(path) {
      sql(path, "PRAGMA wal_checkpoint(TRUNCATE)");
      const { size } = await stat(path);
      for (let at = 4096 * 3; at < size; at += 4096) await overwrite(path, new Uint8Array(64).fill(255), at);
    },
    state: "corrupt",
  },
  { name: "empty", from: filledFolder, damage: (path) => truncate(path, 0), state: "lost-rows" },
  {
    name: "robbed of its write-ahead log",
    from: crashedFolder,
    damage: (path) => rm(`${path}-wal`),
    state: "lost-rows",
  },
  {
    name: "robbed of its servers",
    from: filledFolder,
    damage: (path) => sql(path, "PRAGMA foreign_keys=OFF; DELETE FROM server"),
    state: "lost-rows",
  },
  {
    name: "that of another folder",
    from: filledFolder,
    damage: async (path) => rename(databaseOf(await filledFolder()), path),
    state: "lost-rows",
  },
  {
    name: "from a later version",
    from: filledFolder,
    damage: (path) => sql(path, "PRAGMA user_version=99"),
    state: "newer-schema",
  },
  {
    name: "of another program",
    from: filledFolder,
    damage: (path) => sql(path, "PRAGMA application_id=7"),
    state: "not-ours",
  },
];

describe("a database file that is", () => {
  for (const { name, from, damage, state } of breaks) {
    it(`${name} is refused as ${state}, left as it is, and kept when starting fresh`, async () => {
      const folder = await from();
      const path = databaseOf(folder);
      await damage(path);
      const before = await digestOf(path);
      const refusal = await refusalOf(folder);
      expect(refusal).toMatchObject({ state, said: expect.stringMatching(/\.$/) });
      expect(refusal?.choices.map(({ kind }) => kind)).toContain("start-fresh");
      expect(await digestOf(path)).toBe(before);
      expect((await refusalOf(folder))?.state).toBe(state); // asking again changes nothing either

      const fresh = await startFresh(folder);
      const keptAs = fresh.ok ? (fresh.value.keptAs ?? "") : "";
      expect(await digestOf(join(folder, keptAs))).toBe(before);
      const store = await opened(folder);
      expect(await store.listServers()).toEqual([]);
      await store.close();
    });
  }

  it("gone is refused while the manifest remembers servers, even where the manifest is unreadable", async () => {
    const folder = await filledFolder();
    await rm(databaseOf(folder));
    expect(await refusalOf(folder)).toMatchObject({ state: "lost-rows", said: expect.stringContaining("3 servers") });
    await writeFile(join(folder, "manifest.json"), "{");
    expect(await refusalOf(folder)).toMatchObject({ state: "lost-rows" });
    expect(existsSync(databaseOf(folder))).toBe(false);
  });

  it("behind its manifest can be accepted as it is", async () => {
    const folder = await crashedFolder();
    sql(
      databaseOf(folder),
      "DELETE FROM server WHERE id = 'three'; UPDATE meta SET value = 1 WHERE key = 'generation'",
    );
    expect((await refusalOf(folder))?.choices.map(({ kind }) => kind)).toContain("accept");
    expect(await acceptDatabase(folder)).toEqual({ ok: true, value: {} });
    const store = await opened(folder);
    expect((await store.listServers()).map(({ id }) => id)).toEqual(["one", "two"]);
    await store.close();
  });

  it("whole opens without a manifest, or with a broken one, and gets a new one", async () => {
    const folder = await filledFolder();
    for (const damage of [
      () => rm(join(folder, "manifest.json")),
      () => writeFile(join(folder, "manifest.json"), "[]"),
    ]) {
      await damage();
      expect(await refusalOf(folder)).toBeUndefined();
      expect(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"))).toMatchObject({
        servers: 3,
        schema: 1,
      });
    }
  });

  it("from a later version can be opened to read only", async () => {
    const folder = await filledFolder();
    sql(databaseOf(folder), "PRAGMA user_version=99");
    const result = await openStore({ folder, readOnly: true });
    if (!result.ok) throw new Error(result.error.said);
    const store = result.value;
    expect((await store.latestSnapshot("one"))?.tools).toHaveLength(50);
    await expect(store.putServer(aServer("four"))).rejects.toMatchObject({ error: { code: "E_READ_ONLY" } });
    await store.close();
  });

  it("not writable is refused as such, can be read, and opens again once it is writable", async () => {
    const folder = await filledFolder();
    await chmod(join(folder, ".."), 0o755);
    await chmod(databaseOf(folder), 0o444);
    await chmod(folder, 0o555);
    await asAnotherUser(async () => {
      const refusal = await refusalOf(folder);
      expect(refusal?.state).toBe("not-writable");
      expect(refusal?.choices.map(({ kind }) => kind)).toEqual(["retry", "open-read-only"]);
      const result = await openStore({ folder, readOnly: true });
      if (!result.ok) throw new Error(result.error.said);
      expect(await result.value.listServers()).toHaveLength(3);
      await result.value.close();
    });
    await chmod(folder, 0o700);
    await chmod(databaseOf(folder), 0o600);
    expect(await refusalOf(folder)).toBeUndefined();
  });
});

it("a data folder and all that is in it can be read by its user alone", async () => {
  const folder = await dataFolder();
  const store = await opened(folder);
  await fill(store);
  const mode = async (name: string): Promise<string> => ((await stat(join(folder, name))).mode & 0o777).toString(8);
  expect(await mode(".")).toBe("700");
  for (const name of ["console.db", "console.db-wal", "console.db-shm", "manifest.json"]) {
    expect(await mode(name)).toBe("600");
  }
  await store.close();
  expect(existsSync(`${databaseOf(folder)}-wal`)).toBe(false);
});

/** Permissions do not bind root, so root becomes somebody else meanwhile; everybody else stays who they are. */
async function asAnotherUser(work: () => Promise<void>): Promise<void> {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0) return work();
  seteuid?.(65_534);
  onTestFinished(() => seteuid?.(0));
  await work();
  seteuid?.(0);
}
