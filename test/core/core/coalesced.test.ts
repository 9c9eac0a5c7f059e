import { expect, it } from "vitest";
import { coalesced } from "#core/coalesced.ts";

it("calls that come while it runs share one more run, and each settles after a run that began after it", async () => {
  const gates: (() => void)[] = [];
  let ended = 0;
  const call = coalesced(async () => {
    await new Promise<void>((resolve) => gates.push(resolve));
    ended += 1;
  });
  const first = call();
  const others = [call(), call(), call()];
  gates[0]?.();
  await first;
  expect([ended, gates.length]).toEqual([1, 1]);
  await Promise.resolve();
  while (gates.length < 2) await Promise.resolve();
  gates[1]?.();
  await Promise.all(others);
  expect([ended, gates.length]).toEqual([2, 2]);
});

it("a run that fails is told to its callers alone, and the next one runs", async () => {
  let runs = 0;
  const call = coalesced(async () => {
    runs += 1;
    if (runs === 1) throw new Error("once");
  });
  const first = call();
  const second = call();
  await expect(first).rejects.toThrow("once");
  await expect(second).resolves.toBeUndefined();
  expect(runs).toBe(2);
});
