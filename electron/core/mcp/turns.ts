import { setImmediate } from "node:timers/promises";

/** Longest stretch of work on what a server sent before other work is let in, milliseconds. */
const TURN_MS = 10;

/** Work in turns: `giveWay` lets other work in when this turn has lasted long enough, and is cheap otherwise. */
export interface Turns {
  /** True when it is time to await `giveWay`. */
  readonly isOver: () => boolean;
  readonly giveWay: () => Promise<void>;
}

/** Begins a first turn now. */
export function takeTurns(): Turns {
  let began = performance.now();
  return {
    isOver: () => performance.now() - began > TURN_MS,
    async giveWay() {
      if (performance.now() - began <= TURN_MS) return;
      await setImmediate();
      began = performance.now();
    },
  };
}
