import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabaseFile } from "#core/store/database.ts";
import type { MethodInput, MethodName } from "#shared/contract/methods.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";
import { randomFrom } from "../../core/store/seeded.ts";
import { startSdkServer } from "../cli/test-server.ts";
import { startLiveShell } from "./live-shell.ts";

const CYCLES = Number(process.env["PREFLIGHT_KILL_CYCLES"] ?? 6);
const SEED = Number(process.env["PREFLIGHT_KILL_SEED"] ?? Date.now() % 100_000);

/** What was acknowledged, and how it is looked for after a restart: it must be there as it was, or newer. */
type Check = (api: ConsoleApi) => Promise<void>;
type Job = (api: ConsoleApi, at: number) => Promise<Check>;

const SERVER = "acme";
const assistant = { id: "voice", name: "Voice", serverIds: [SERVER], profileId: "insighto", severities: {} };
const draft = { id: "draft", serverId: SERVER, toolName: "find_orders", entryHash: "", parameters: {}, enabled: true };

/** Asks for something that must work. */
async function ask<M extends MethodName>(api: ConsoleApi, method: M, input: MethodInput<M>): Promise<unknown> {
  const answer = (await api.call(method, input)) as { readonly ok: boolean; readonly value?: unknown };
  if (!answer.ok) throw new Error(`${method} failed: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** The whole number at the end of a text. */
const countIn = (text: string | undefined): number => Number(/\d+$/u.exec(text ?? "")?.[0] ?? -1);

const jobs: readonly Job[] = [
  async function editPrompt(api, at) {
    await ask(api, "assistants.save", { ...assistant, prompt: `${"Be kind. ".repeat(400)}${at}` });
    return async (later) => {
      const kept = (await later.call("assistants.list", {})).find(({ id }) => id === assistant.id);
      expect(countIn(kept?.prompt)).toBeGreaterThanOrEqual(at);
    };
  },
  async function editSuite(api, at) {
    await ask(api, "suites.save", { id: "suite", name: `Suite ${at}`, rows: [...rows] });
    return async (later) => {
      const [kept] = await later.call("suites.list", {});
      expect(countIn(kept?.name)).toBeGreaterThanOrEqual(at);
      expect(kept?.rows).toEqual(rows);
    };
  },
  async function editDraft(api, at) {
    await ask(api, "drafts.save", { ...draft, description: `Finds orders, version ${at}` });
    return async (later) => {
      const [kept] = await later.call("drafts.list", { serverId: SERVER });
      expect(countIn(kept?.description)).toBeGreaterThanOrEqual(at);
    };
  },
  async function addServer(api, at) {
    const url = `https://mcp.example/v1?token=secret-${at}`;
    await ask(api, "servers.add", { id: `added-${at}`, name: `Added ${at}`, url, headers: {} });
    return async (later) =>
      expect(await later.call("servers.reveal", { id: `added-${at}` })).toEqual({ ok: true, value: { url } });
  },
  async function discover(api, at) {
    const runId = `run-${at}`;
    const snapshot = await ask(api, "discovery.run", { runId, serverId: SERVER });
    return async (later) => {
      expect(await later.call("snapshots.get", { id: runId })).toEqual({ ok: true, value: snapshot });
    };
  },
  async function call(api, at) {
    const made = await ask(api, "tools.call", {
      callId: `call-${at}`,
      serverId: SERVER,
      toolName: "find_orders",
      argumentsText: '{"customer":"Kim"}',
    });
    return async (later) =>
      expect(await later.call("calls.get", { id: `call-${at}` })).toEqual({ ok: true, value: made });
  },
  async function runSuite(api, at) {
    const runId = `suite-run-${at}`;
    const run = await ask(api, "suites.run", {
      runId,
      suiteId: "suite",
      assistantId: assistant.id,
      repeats: 2,
      drafts: true,
    });
    return async (later) => expect(await later.call("suites.getRun", { id: runId })).toEqual({ ok: true, value: run });
  },
  async function converse(api, at) {
    const conversationId = `conversation-${at}`;
    await ask(api, "conversations.start", { conversationId, assistantId: assistant.id });
    await ask(api, "conversations.say", { conversationId, turnId: `turn-${at}`, text: "Find the orders of Kim" });
    return async (later) => {
      const kept = await later.call("conversations.get", { id: conversationId });
      expect(kept.ok && kept.value.turns.map(({ state }) => state)).toEqual(["done"]);
      expect((await later.call("conversations.list", {})).map(({ id }) => id)).toContain(conversationId);
    };
  },
];

const rows: MethodInput<"suites.save">["rows"] = Array.from({ length: 200 }, (_, at) => ({
  id: `row-${at}`,
  utterance: `Find the orders of customer ${at}`,
  expect: { kind: "call", calls: [{ tool: "find_orders", match: "ignored" }] },
}));

/** Killed in the middle of runs, discoveries, conversations and edits: what was acknowledged is there, nothing is half there. */
test(`a console killed ${CYCLES} times at work lost nothing that it had acknowledged (seed ${SEED})`, async () => {
  const home = await mkdtemp(join(tmpdir(), "preflight-killed-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const server = await startSdkServer(() => ({
    tools: [
      {
        name: "find_orders",
        description: "Finds the orders of a customer.",
        inputSchema: { type: "object", properties: { customer: { type: "string" } } },
        annotations: { readOnlyHint: true },
      },
    ],
    call: () => ({ content: [{ type: "text", text: "word ".repeat(4_000) }] }),
  }));
  onTestFinished(() => server.close());
  const random = randomFrom(SEED);
  const acknowledged = new Map<string, Check>();
  let at = 0;

  const first = startLiveShell(home);
  const api = await first.api;
  await ask(api, "servers.add", { id: SERVER, name: "Acme", url: server.origin, headers: {} });
  await ask(api, "discovery.run", { runId: "first", serverId: SERVER });
  for (const job of jobs.slice(0, 3)) await job(api, at);
  await first.kill();

  /** One thing after another until the console is gone. */
  const lane = async (console: ConsoleApi, heard: () => void): Promise<void> => {
    for (;;) {
      const job = jobs[Math.floor(random() * jobs.length)];
      at += 1;
      const here = at;
      try {
        // Of an edit the newest acknowledged version counts, of all else each one.
        const check = await job?.(console, here);
        if (check !== undefined) acknowledged.set(job?.name.startsWith("edit") === true ? job.name : `${here}`, check);
        heard();
      } catch (error) {
        if (error instanceof RpcFailure && error.kind === "disconnected") return;
        throw error;
      }
    }
  };

  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const shell = startLiveShell(home);
    if (random() < 0.15) {
      await delay(random() * 600); // while it opens the database, or before
      await shell.kill();
      continue;
    }
    const console = await shell.api;
    for (const check of acknowledged.values()) await check(console);
    const runs = await console.call("discovery.runs", { serverId: SERVER, limit: 500 });
    expect(runs.filter(({ outcome }) => outcome.state === "running")).toEqual([]);
    let heard = (): void => undefined;
    const one = new Promise<void>((resolve) => (heard = resolve));
    const lanes = Promise.all([lane(console, heard), lane(console, heard), lane(console, heard)]);
    await Promise.race([one, lanes]);
    await delay(random() * 1000);
    await shell.kill();
    await lanes;
    expect(shell.complained()).toBe("");
  }

  const last = startLiveShell(home);
  for (const check of acknowledged.values()) await check(await last.api);
  await last.kill();
  expect((await readdir(home)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  const database = openDatabaseFile(join(home, "console.db"));
  onTestFinished(() => database.close());
  const ids = (kind: string): readonly unknown[] =>
    database.all("SELECT id FROM document WHERE kind = ? ORDER BY id", kind).flat();
  expect(database.all("PRAGMA integrity_check")).toEqual([["ok"]]);
  expect(database.all("PRAGMA foreign_key_check")).toEqual([]);
  expect(ids("suite-run")).toEqual(ids("suite-run-row"));
  expect(ids("conversation")).toEqual(ids("conversation-row"));
  console.log(`${CYCLES} kills, ${acknowledged.size} acknowledged things, all found`);
}, 600_000);

/** The moment of the kill, which is the point here; nothing is waited for. */
const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
