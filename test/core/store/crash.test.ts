import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { CallRecord } from "#shared/contract/call-record.ts";
import type { Store } from "#core/store-port.ts";
import { openDatabaseFile } from "#core/store/database.ts";
import { startChild } from "./child-process.ts";
import { databaseOf, dataFolder, opened } from "./data-folder.ts";
import { digestOfValue } from "./digest.ts";
import { randomFrom } from "./seeded.ts";

const CYCLES = Number(process.env["PREFLIGHT_CRASH_CYCLES"] ?? 15);
const SEED = Number(process.env["PREFLIGHT_CRASH_SEED"] ?? Date.now() % 100_000);

interface Acknowledged {
  readonly kind: string;
  readonly id: string;
  readonly digest: string;
}

/** Killed in the middle of saving, again and again: what was acknowledged is there, and nothing is half there. */
it(`a process killed ${CYCLES} times while saving lost nothing that it had acknowledged (seed ${SEED})`, async () => {
  const folder = await dataFolder();
  const random = randomFrom(SEED);
  const expected = new Map<string, Acknowledged>();
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const child = startChild(["churn", folder, String(SEED), String(cycle)]);
    // Some are killed while they open the database, most while they write.
    if (random() < 0.8) await child.says("ack");
    await delay(random() * 150);
    child.process.kill("SIGKILL");
    await child.ended;
    expect(child.lines.filter((line) => line.startsWith("refused"))).toEqual([]);
    for (const line of child.lines) {
      const [ack, kind = "", id = "", digest = ""] = line.split(" ");
      // A finished call replaces its start.
      if (ack === "ack") expected.set(`${kind === "started" ? "call" : kind} ${id}`, { kind, id, digest });
    }
    const began = performance.now();
    const store = await opened(folder);
    expect(performance.now() - began).toBeLessThan(2000);
    for (const acknowledged of expected.values()) await verify(store, acknowledged);
    await store.close();
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }
  expect(expected.size).toBeGreaterThan(CYCLES);
  const database = openDatabaseFile(databaseOf(folder));
  expect(database.all("PRAGMA integrity_check")).toEqual([["ok"]]);
  expect(database.all("PRAGMA foreign_key_check")).toEqual([]);
  expect(database.all("SELECT count(*) FROM call WHERE state = 'started'")).toEqual([[0]]);
  database.close();
  console.log(`${CYCLES} kills, ${expected.size} acknowledged things, all found`);
}, 600_000);

async function verify(store: Store, { kind, id, digest }: Acknowledged): Promise<void> {
  const found = await find(store, kind, id);
  const startKept = kind === "started" && /interrupted|completed/.test((found as CallRecord | undefined)?.state ?? "");
  expect(startKept ? digest : found && digestOfValue(kind, found), `${kind} ${id}`).toBe(digest);
}

async function find(store: Store, kind: string, id: string): Promise<object | undefined> {
  const server = `${id.split("-")[0]}-0`;
  if (kind === "server") return store.getServer(id);
  if (kind === "run") return (await store.listRuns(server, 500)).find((run) => run.id === id);
  if (kind === "example") return (await store.listExamples(server)).find((example) => example.id === id);
  return store.getCall(id);
}

/** The moment of the kill, which is the point here; nothing is waited for. */
const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
