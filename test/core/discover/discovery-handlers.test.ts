import { afterEach, beforeEach, expect, it } from "vitest";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";
import { remembered, tool } from "../../support/fake-gateway.ts";

let fixture: CoreFixture;
beforeEach(async () => {
  fixture = await coreFixture();
  await fixture.ask("servers.add", { id: "s1", url: "https://mcp.example.com/mcp?token=tok-4711-secret" });
});
afterEach(() => fixture.core.close());

const run = (runId: string, signal?: AbortSignal) => fixture.ask("discovery.run", { runId, serverId: "s1" }, signal);
const refused: ConsoleError = {
  kind: "unreachable",
  code: "E_REFUSED",
  phase: "tcp",
  said: "Nothing listens there for tok-4711-secret.",
  evidence: "ECONNREFUSED",
  retriable: true,
  next: "Start the server.",
};

it("a run tells its steps, freezes the list and changes the server's row", async () => {
  const snapshot = valueOf(await run("r1"));
  expect(snapshot).toMatchObject({ id: "r1", serverId: "s1", takenAt: fixture.clock.now(), pages: 1 });
  expect(fixture.heard("discovery.progressed").map(({ step, tools }) => [step, tools])).toEqual([
    ["connecting", 0],
    ["listing", 1],
    ["storing", 1],
  ]);
  expect(fixture.heard("discovery.finished")).toMatchObject([
    { run: { id: "r1", outcome: { state: "listed", tools: 1 } } },
  ]);
  expect(fixture.heard("servers.changed").at(-1)?.servers[0]?.lastRun?.id).toBe("r1");
  expect(await fixture.ask("snapshots.get", { id: "r1" })).toEqual({ ok: true, value: snapshot });
  expect(await fixture.ask("snapshots.latest", { serverId: "s1" })).toEqual(snapshot);
});

it("the era that worked is remembered for the next run", async () => {
  await run("r1");
  await run("r2");
  expect(fixture.gateway.heard.map(({ options }) => options.remembered)).toEqual([undefined, remembered]);
  expect(fixture.gateway.heard.map(({ options }) => options.jobId)).toEqual(["r1", "r2"]);
});

it("an equal list has an equal hash, in whatever order its keys come; another order of tools has not", async () => {
  fixture.gateway.server.tools = [tool("a", { x: 1, y: 2 }), tool("b")];
  const first = valueOf(await run("r1"));
  fixture.gateway.server.tools = [tool("a", { y: 2, x: 1 }), tool("b")];
  const second = valueOf(await run("r2"));
  fixture.gateway.server.tools = [tool("b"), tool("a", { x: 1, y: 2 })];
  const third = valueOf(await run("r3"));
  expect(second.listHash).toBe(first.listHash);
  expect(third.listHash).not.toBe(first.listHash);
  const runs = await fixture.ask("discovery.runs", { serverId: "s1", limit: 10 });
  expect(runs.map(({ id, outcome }) => [id, outcome.state === "listed" && outcome.changed])).toEqual([
    ["r3", true],
    ["r2", false],
    ["r1", false],
  ]);
});

it("a failed run is a row too, with the server's secret masked", async () => {
  fixture.gateway.server.failure = refused;
  const failed = await run("r1");
  expect(failed).toMatchObject({ ok: false, error: { code: "E_REFUSED", said: "Nothing listens there for ••••." } });
  const runs = await fixture.ask("discovery.runs", { serverId: "s1", limit: 10 });
  expect(runs).toMatchObject([{ id: "r1", outcome: { state: "failed", error: { code: "E_REFUSED" } } }]);
  expect(JSON.stringify([runs, fixture.events])).not.toContain("4711");
});

it("a cancelled run is recorded as cancelled", async () => {
  fixture.gateway.server.hold = new Promise(() => undefined);
  const controller = new AbortController();
  const running = run("r1", controller.signal);
  controller.abort();
  expect(await running).toMatchObject({ ok: false, error: { kind: "cancelled" } });
  expect(await fixture.ask("discovery.runs", { serverId: "s1", limit: 1 })).toMatchObject([
    { outcome: { state: "failed", error: { kind: "cancelled" } } },
  ]);
});

it("an id that is under way is refused, and the first run goes on", async () => {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  fixture.gateway.server.hold = promise;
  const first = run("r1");
  expect(await run("r1")).toMatchObject({ ok: false, error: { code: "E_ID_TAKEN" } });
  release();
  expect((await first).ok).toBe(true);
});

it("a server that echoes our secret does not get it stored or shown", async () => {
  fixture.gateway.server.tools = [tool("echo", { description: `Key ${btoa("tok-4711-secret")} / tok-4711-secret` })];
  fixture.gateway.server.warnings = ["odd tok-4711-secret"];
  fixture.gateway.server.malformed = [{ position: 1, hash: "h", reason: "bad", raw: { "tok-4711-secret": [1] } }];
  const first = valueOf(await run("r1"));
  expect(JSON.stringify([first, fixture.events])).not.toMatch(/4711|dG9rLTQ3MTEtc2VjcmV0/);
  expect(first.tools[0]?.raw).toMatchObject({ description: "Key •••• / ••••", name: "echo" });
  expect(first.malformed[0]?.raw).toEqual({ "••••": [1] });
  expect(valueOf(await run("r2")).listHash).toBe(first.listHash);
});

it("keys such as __proto__ in a tool stay plain data", async () => {
  const raw = JSON.parse('{"name":"p","inputSchema":{"__proto__":{"polluted":"tok-4711-secret"}}}');
  fixture.gateway.server.tools = [raw];
  const snapshot = valueOf(await run("r1"));
  expect(JSON.stringify(snapshot.tools[0]?.raw)).toBe('{"name":"p","inputSchema":{"__proto__":{"polluted":"••••"}}}');
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

it("resources and prompts are read on request", async () => {
  expect(await fixture.ask("discovery.unconsumed", { runId: "u1", serverId: "s1" })).toEqual({
    ok: true,
    value: { resources: [{ uri: "demo://a" }], prompts: [{ name: "greet" }] },
  });
});
