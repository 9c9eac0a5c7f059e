import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabaseFile } from "#core/store/database.ts";
import { startLiveShell } from "./live-shell.ts";

async function emptyHome(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "preflight-folder-"));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return join(parent, "home");
}

/** A folder with one server in it, its write-ahead log folded in. */
async function usedHome(): Promise<string> {
  const home = await emptyHome();
  const shell = startLiveShell(home);
  await (await shell.api).call("servers.add", { id: "one", url: "https://one.example/mcp" });
  await shell.kill();
  const database = openDatabaseFile(join(home, "console.db"));
  database.all("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  return home;
}

async function refused(home: string): Promise<string> {
  const shell = startLiveShell(home);
  expect(await shell.ended).toBe(1);
  expect(shell.complained()).toContain(`The data folder is ${home}`);
  expect(shell.complained()).not.toContain("    at "); // no stack: this is no bug
  return shell.complained();
}

test("a damaged database is told, left as it is, and kept when a person starts fresh", async () => {
  const home = await usedHome();
  const database = join(home, "console.db");
  const damaged = Buffer.alloc(40_000, 7);
  await writeFile(database, damaged);
  expect(await refused(home)).toMatch(/is damaged and was left as it is[^]*start-fresh/u);
  expect(await readFile(database)).toEqual(damaged);
  const fresh = startLiveShell(home, ["--database", "start-fresh"]);
  expect(await (await fresh.api).call("servers.list", {})).toEqual([]);
  await fresh.kill();
});

test("a database of a later version is told, not changed, and can be read", async () => {
  const home = await usedHome();
  const database = openDatabaseFile(join(home, "console.db"));
  database.exec("PRAGMA user_version=99");
  database.close();
  expect(await refused(home)).toMatch(/written by a later Preflight[^]*open-read-only/u);
  const reader = startLiveShell(home, ["--database", "open-read-only"]);
  const api = await reader.api;
  expect((await api.call("servers.list", {})).map(({ id }) => id)).toEqual(["one"]);
  expect(await api.call("servers.add", { id: "two", url: "https://two.example/mcp" })).toMatchObject({
    ok: false,
    error: { code: "E_READ_ONLY", said: "Not saved: the database was opened to be read only." },
  });
  await reader.kill();
});

test("a folder that cannot be there is told: a file in its place, a link to a disk that is gone", async () => {
  const home = await emptyHome();
  await writeFile(home, "");
  expect(await refused(home)).toContain("cannot write to its data folder");
  await rm(home);
  await symlink(join(home, "..", "unplugged", "home"), home);
  expect(await refused(home)).toContain("cannot write to its data folder");
  await mkdir(join(home, "..", "unplugged", "home"), { recursive: true });
  const shell = startLiveShell(home);
  expect(await (await shell.api).call("servers.list", {})).toEqual([]);
  await shell.kill();
});

test("two consoles on one folder see each other's servers, and one outlives the other's end", async () => {
  const home = await emptyHome();
  const [left, right] = [startLiveShell(home), startLiveShell(home)];
  const [one, two] = [await left.api, await right.api];
  const add = (api: typeof one, id: string) => api.call("servers.add", { id, url: `https://${id}.example/mcp` });
  const ids = async (api: typeof one) => (await api.call("servers.list", {})).map(({ id }) => id).toSorted();
  await Promise.all([add(one, "a"), add(two, "b"), add(one, "c"), add(two, "d")]);
  expect(await ids(one)).toEqual(["a", "b", "c", "d"]);
  expect(await ids(two)).toEqual(["a", "b", "c", "d"]);
  await left.kill();
  await add(two, "e");
  const again = startLiveShell(home);
  expect(await ids(await again.api)).toEqual(["a", "b", "c", "d", "e"]);
  for (const shell of [right, again]) {
    await shell.kill();
    expect(shell.complained()).toBe("");
  }
});
