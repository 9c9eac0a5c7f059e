import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "#core/store-port.ts";
import { openStore } from "#core/store/open-store.ts";
import type { BenchFigure } from "./figure.ts";
import { aListing, aServer, aTool } from "../core/store/store-fixtures.ts";

const TOOLS = 10_000;
const RUNS = 10_000;
// Ids as the console mints them: their length counts.
const BIG = crypto.randomUUID();
const SMALL = crypto.randomUUID();
const AT = "2026-11-22T10:00:00.000Z";

const parameter = (name: string) => ({ type: "string", description: `The ${name} of the ticket that is looked for.` });

/** A tool of ordinary size: about 900 bytes of JSON. */
const ordinaryTool = (at: number) => {
  const names = ["subject", "customer", "status", "priority", "assignee", `field_${at}`];
  const properties = Object.fromEntries(names.map((name) => [name, parameter(name)]));
  return aTool(`search_tickets_${at}`, at, {
    description: `Searches tickets of kind ${at}. Use it when the customer asks about an open request. ${"More. ".repeat(10)}`,
    inputSchema: { type: "object", properties, required: ["subject"] },
  });
};

/** Measures the store on a real file: what an unchanged discovery costs, the largest list, the longest timeline. */
export async function run(): Promise<BenchFigure[]> {
  const folder = await mkdtemp(join(tmpdir(), "preflight-bench-store-"));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<BenchFigure[]> {
  const big = aListing(Array.from({ length: TOOLS }, (_, at) => ordinaryTool(at)));
  const small = aListing(Array.from({ length: 50 }, (_, at) => ordinaryTool(at)));
  let store = await open(folder);
  const list = async (serverId: string, id: string, value: typeof big): Promise<void> => {
    await store.startRun({ id, serverId, startedAt: AT });
    await store.finishRun(id, { ok: true, value });
  };
  await store.putServer(aServer(BIG));
  const firstMs = await timed(() => list(BIG, crypto.randomUUID(), big));
  const againMs = await timed(() => list(BIG, crypto.randomUUID(), big));
  const snapshotMs = await median(7, () => store.latestSnapshot(BIG));

  await store.putServer(aServer(SMALL));
  await list(SMALL, crypto.randomUUID(), small);
  await store.close();
  const before = (await stat(join(folder, "console.db"))).size;
  store = await open(folder);
  const runsMs = await timed(async () => {
    for (let at = 1; at < RUNS; at += 1) await list(SMALL, crypto.randomUUID(), small);
  });
  await store.close();
  const bytes = ((await stat(join(folder, "console.db"))).size - before) / (RUNS - 1);

  const openMs = await timed(async () => {
    store = await open(folder);
  });
  const pageMs = await median(7, () => store.listRuns(SMALL, 100));
  const wholeMs = await median(3, async () => {
    let last: string | undefined;
    do last = (await store.listRuns(SMALL, 500, last)).at(-1)?.id;
    while (last !== undefined);
  });
  const lastMs = await median(7, () => store.lastRuns());
  await store.close();
  return [
    { name: "store: unchanged discovery of 50 tools", value: Math.round(bytes), unit: "bytes", bar: 1000 },
    { name: `store: latest snapshot of ${TOOLS} tools`, value: snapshotMs, unit: "ms", bar: 150 },
    { name: `store: first discovery of ${TOOLS} tools saved`, value: firstMs, unit: "ms" },
    { name: `store: unchanged discovery of ${TOOLS} tools saved`, value: againMs, unit: "ms" },
    { name: `store: page of 100 out of ${RUNS} runs`, value: pageMs, unit: "ms", bar: 300 },
    { name: `store: whole timeline of ${RUNS} runs in pages of 500`, value: wholeMs, unit: "ms", bar: 300 },
    { name: `store: last run of each server among ${RUNS} runs`, value: lastMs, unit: "ms" },
    { name: "store: one unchanged discovery started and saved", value: runsMs / (RUNS - 1), unit: "ms" },
    { name: `store: opened with ${RUNS} runs`, value: openMs, unit: "ms" },
  ].map((figure) => ({ ...figure, value: Math.round(figure.value * 10) / 10 }));
}

async function open(folder: string): Promise<Store> {
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(opened.error.said);
  return opened.value;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const spans: number[] = [];
  for (let at = 0; at < times; at += 1) spans.push(await timed(work));
  return spans.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

if (import.meta.main) for (const { name, value, unit } of await run()) console.log(`${name}: ${value} ${unit}`);
