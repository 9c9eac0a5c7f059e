import { afterEach, expect, test } from "vitest";
import { createGateway } from "#core/mcp/gateway.ts";
import { systemClock } from "#core/system-clock.ts";
import type { ConnectionTarget } from "#core/ports.ts";
import { diagnosed } from "../core/diagnose/diagnosed.ts";
import { hostileRows } from "../servers/hostile/rows.ts";
import { startHost, type Host } from "./host-client.ts";
import { measured } from "./measure.ts";

const hosts: Host[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});
const host = (): Host => {
  const started = startHost();
  hosts.push(started);
  return started;
};
const target = (serverId: string, url: string): ConnectionTarget => ({ serverId, url, headers: {}, secrets: [] });
const never = new AbortController().signal;
const gateway = createGateway({ traffic: { append() {} }, clock: systemClock });
const MISBEHAVING = [
  "A9",
  "A10",
  "B26",
  "B32",
  "B37b",
  "B43",
  "B47",
  "C58",
  "C62b",
  "D79",
  "D98",
  "E101",
  "E105",
  "F125",
  "C77h",
];

test(
  "fifty hostile servers at once leave a healthy one its second, and the loop its peace",
  { timeout: 60_000 },
  async () => {
    const bad = host();
    const good = host();
    const { started: healthy } = await good.ask("healthy", "healthy");
    const urls = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const id = MISBEHAVING[at % MISBEHAVING.length] ?? "A9";
        return (await bad.ask("start", `${at}`, id)).started?.url ?? "";
      }),
    );
    const calls: number[] = [];
    const { cost } = await measured(async () => {
      const all = Promise.all(
        urls.map((url, at) =>
          gateway.discover(target(`${at}`, url), {
            jobId: `${at}`,
            signal: never,
            deadlines: { connectMs: 3_000, listMs: 3_000 },
          }),
        ),
      );
      for (let at = 0; at < 6; at += 1) {
        const began = performance.now();
        const result = await gateway.call(
          target("h", healthy?.url ?? ""),
          { name: "first", argumentsValue: {} },
          { jobId: `h${at}`, signal: never },
        );
        expect(result.ok).toBe(true);
        calls.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      for (const result of await all) if (!result.ok) expect(result.error.code).not.toBe("E_UNKNOWN");
    }, true);
    expect(Math.max(...calls)).toBeLessThan(1_000);
    expect(cost.grownMiB).toBeLessThan(3 * 150);
    for (const [at] of urls.entries())
      await expect.poll(async () => (await bad.ask("state", `${at}`)).state?.open, { timeout: 5_000 }).toBe(0);
  },
);

test("fifty slow calls at once are bounded, each by itself", { timeout: 30_000 }, async () => {
  const bad = host();
  const url = (await bad.ask("start", "slow", "G137")).started?.url ?? "";
  const ends = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      gateway.call(
        target("s", url),
        { name: "first", argumentsValue: {} },
        { jobId: `${at}`, signal: never, deadlines: { callMs: at % 2 === 0 ? 1_000 : 6_000 } },
      ),
    ),
  );
  expect(ends.map((end) => (end.ok ? end.value.outcome.kind : end.error.code))).toEqual(
    Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? "E_TIMEOUT_CALL" : "completed")),
  );
});

test("a wall clock that jumps an hour during a call changes no deadline", { timeout: 30_000 }, async () => {
  const bad = host();
  const url = (await bad.ask("start", "slow", "G137")).started?.url ?? "";
  let jumps = 0;
  const jumping = createGateway({
    traffic: { append() {} },
    clock: {
      now: () => new Date(Date.now() + ((jumps += 1) % 2 === 0 ? 3_600_000 : -3_600_000)).toISOString(),
      monotonicMs: () => performance.now(),
    },
  });
  const end = await jumping.call(
    target("s", url),
    { name: "first", argumentsValue: {} },
    { jobId: "j", signal: never, deadlines: { callMs: 6_000 } },
  );
  expect(end.ok && end.value.outcome.kind).toBe("completed");
  expect(jumps).toBeGreaterThan(0);
});

test.each(["A10", "B26", "C58", "D98", "A11", "E105"])(
  "a diagnosis of %s ends at once when it is cancelled, at any moment",
  { timeout: 60_000 },
  async (id) => {
    expect(hostileRows.some((row) => row.id === id)).toBe(true);
    const bad = host();
    const url = (await bad.ask("start", id, id)).started?.url ?? "";
    for (const after of [0, 1, 10, 50, 150, 400, 5_200]) {
      const controller = new AbortController();
      let ended = 0;
      setTimeout(() => {
        ended = performance.now();
        controller.abort();
      }, after);
      await diagnosed(url, { signal: controller.signal }).catch(() => {});
      if (ended > 0) expect(performance.now() - ended).toBeLessThan(500);
    }
    await expect.poll(async () => (await bad.ask("state", id)).state?.open, { timeout: 5_000 }).toBe(0);
  },
);
