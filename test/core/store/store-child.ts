// A process of its own that uses a store: `node store-child.ts <job> <folder> [...arguments]`.
// It says `ready` once the store is open and `ack ...` after each commit, each in one unbuffered write.
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { StorageFailure, type Store } from "#core/store-port.ts";
import { openStore } from "#core/store/open-store.ts";
import { digestOfValue } from "./digest.ts";
import { randomFrom } from "./seeded.ts";
import { aCall, aListing, aServer, aTool } from "./store-fixtures.ts";

const say = (line: string): number => writeSync(1, `${line}\n`);
/** Short enough to be written in one piece, however the process ends. */
const acknowledge = (kind: string, value: { readonly id: string } | undefined): void => {
  if (value !== undefined) say(`ack ${kind} ${value.id} ${digestOfValue(kind, value)}`);
};
const [job = "", folder = "", ...rest] = process.argv.slice(2);

/** Writes many calls, and changes one field of a server that another process changes too. */
async function writeMany(store: Store, [name = "", count = "0"]: readonly string[]): Promise<void> {
  const field = name === "left" ? "name" : "maskedUrl";
  for (let at = 0; at < Number(count); at += 1) {
    await store.finishCall(aCall(`${name}-${at}`, "shared", { state: "cancelled", outcome: { kind: "cancelled" } }));
    if (at % 10 === 0) await store.updateServer("shared", { [field]: `${name} ${at}` });
  }
}

/** Starts a call and a run, and waits to be killed. */
async function hold(store: Store): Promise<void> {
  await store.startCall(aCall("held", "shared"));
  await store.startRun({ id: "held-run", serverId: "shared", startedAt: "2026-11-22T10:00:00.000Z" });
  say("ack held");
  await new Promise((resolve) => void process.stdin.once("data", resolve));
}

/** Does random things for ever, each acknowledged after its commit with the digest of what must be found afterwards. */
async function churn(store: Store, [seed = "0", cycle = "0"]: readonly string[]): Promise<void> {
  const random = randomFrom(Number(seed) * 1000 + Number(cycle));
  const body = (): string => randomBytes(500 + Math.floor(random() ** 3 * 150_000)).toString("hex");
  for (let at = 0; ; at += 1) {
    const id = `${cycle}-${at}`;
    const kind = ["server", "rename", "call", "run", "example"][Math.floor(random() * 5)];
    if (at === 0 || kind === "server") {
      const server = aServer(id, { name: body().slice(0, 500) });
      await store.putServer(server);
      acknowledge("server", server);
    } else if (kind === "rename") {
      const value = await store.updateServer(`${cycle}-0`, { name: `renamed ${id}` });
      acknowledge("server", value);
    } else if (kind === "call") {
      const call = aCall(id, `${cycle}-0`);
      await store.startCall(call);
      acknowledge("started", call);
      const done = { ...call, state: "completed" as const, argumentsText: body() };
      await store.finishCall(done);
      acknowledge("call", done);
    } else if (kind === "run") {
      await store.startRun({ id, serverId: `${cycle}-0`, startedAt: "2026-11-22T10:00:00.000Z" });
      const tools = Array.from({ length: 40 }, (_, tool) => aTool(`${tool} ${random() < 0.1 ? id : ""}`, tool));
      const run = await store.finishRun(id, { ok: true, value: aListing(tools) });
      acknowledge("run", run);
    } else {
      const example = { id, serverId: `${cycle}-0`, toolName: "t", name: id, argumentsText: "{}", savedAt: "now" };
      await store.putExample(example);
      acknowledge("example", example);
    }
  }
}

/** Writes calls of 100 kB until the disk refuses, and says how it was told so. */
async function fillDisk(store: Store): Promise<void> {
  for (let at = 0; at < 1000; at += 1) {
    const argumentsText = randomBytes(50_000).toString("hex");
    try {
      await store.finishCall(aCall(`big-${at}`, "shared", { state: "cancelled", argumentsText }));
      say(`ack ${at}`);
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      say(`failed ${JSON.stringify(error.error)}`);
      say(`ack servers ${(await store.listServers()).length}`);
      return;
    }
  }
}

const jobs: Partial<Record<string, (store: Store, rest: readonly string[]) => Promise<void>>> = {
  "write-many": writeMany,
  hold,
  churn,
  "fill-disk": fillDisk,
};
const opened = await openStore({ folder });
if (!opened.ok) {
  say(`refused ${opened.error.state}`);
} else {
  say("ready");
  await jobs[job]?.(opened.value, rest);
  await opened.value.close();
  say("closed");
}
process.exit(0);
