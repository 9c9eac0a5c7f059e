import type { Clock } from "#core/ports.ts";

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
};
