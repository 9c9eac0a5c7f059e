import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { coreFixture, valueOf, type CoreFixture } from "../../support/core-fixture.ts";
import { tool } from "../../support/fake-gateway.ts";

let fixture: CoreFixture;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  fixture = await coreFixture();
  await fixture.ask("servers.add", { id: "s1", url: "https://mcp.example.com/mcp" });
});
afterEach(async () => {
  await fixture.core.close();
  vi.useRealTimers();
});

const finished = (): number => fixture.heard("discovery.finished").length;
const asked = (): number => fixture.gateway.heard.filter(({ what }) => what === "discover").length;
/** A run yields to the main loop between its steps, so what a timer starts is waited for. */
const reach = (count: () => number, wanted: number): Promise<void> =>
  vi.waitFor(() => expect(count()).toBe(wanted), { interval: 5, timeout: 5_000 });

it("discovers a watched server at its interval, tells what changed, and stops when told", async () => {
  expect(valueOf(await fixture.ask("watch.set", { serverId: "s1", everyMs: 30_000 })).watchMs).toBe(30_000);
  await vi.advanceTimersByTimeAsync(30_000);
  await reach(finished, 1);
  fixture.gateway.server.tools = [tool("search_tickets"), tool("lookup")];
  await vi.advanceTimersByTimeAsync(30_000);
  await reach(finished, 2);
  const runs = fixture.heard("discovery.finished").map(({ run }) => run.outcome);
  expect(runs.map((outcome) => outcome.state === "listed" && outcome.changed)).toEqual([false, true]);
  expect(valueOf(await fixture.ask("watch.set", { serverId: "s1", everyMs: null })).watchMs).toBeUndefined();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked()).toBe(2);
});

it("never asks a slow server twice at once", async () => {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  fixture.gateway.server.hold = promise;
  await fixture.ask("watch.set", { serverId: "s1", everyMs: 10_000 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(1);
  release();
  await reach(finished, 1);
  await vi.advanceTimersByTimeAsync(10_000);
  await reach(asked, 2);
});

it("discovers at once when the server says that its list changed, and a storm of notices costs little", async () => {
  fixture.gateway.server.listens = true;
  await fixture.ask("watch.set", { serverId: "s1", everyMs: 3_600_000 });
  await vi.waitFor(() => expect(fixture.gateway.server.changed).toBeDefined());
  for (let notice = 0; notice < 1_000; notice += 1) fixture.gateway.server.changed?.();
  await reach(finished, 1);
  await vi.advanceTimersByTimeAsync(10_000);
  await reach(finished, 2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(2);
});
