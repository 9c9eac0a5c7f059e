import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What a piece of work cost this process. */
export interface Cost {
  readonly ms: number;
  /**
   * Longest and 99th percentile delay of the main loop by its own work, milliseconds: of each late tick, what this
   * thread was computing meanwhile. What the machine gave to other processes is not the console's doing.
   */
  readonly loopMaxMs: number;
  readonly loopP99Ms: number;
  /** Growth of the resident set while it ran, MiB. */
  readonly grownMiB: number;
}

const RESOLUTION_MS = 10;
const WATCHED_MS = 1_600;
const MiB = 1024 * 1024;

/** Ticks every 10 ms, and notes how late each tick was by this thread's own work. */
function watchLoop(): { readonly delay: (share: number) => number; readonly end: () => void } {
  const delays: number[] = [];
  let wall = performance.now();
  let own = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const used = process.threadCpuUsage();
    const worked = (used.user + used.system - own.user - own.system) / 1_000;
    delays.push(Math.max(0, Math.min(now - wall - RESOLUTION_MS, worked)));
    wall = now;
    own = used;
  }, RESOLUTION_MS);
  return {
    delay: (share) => delays.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * delays.length) - 1)] ?? 0,
    end: () => clearInterval(timer),
  };
}

/** Runs a piece of work and says what it cost. `settle` collects garbage first, so that the growth is this work's own. */
export async function measured<T>(
  work: () => Promise<T>,
  settle: boolean,
): Promise<{ readonly value: T; readonly cost: Cost }> {
  if (settle) collect();
  const loop = watchLoop();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const began = performance.now();
  try {
    const value = await work();
    const ms = performance.now() - began;
    // A percentile needs its hundred samples: a row that is over sooner is watched for a second all the same.
    if (ms < WATCHED_MS) await new Promise((resolve) => setTimeout(resolve, WATCHED_MS - ms));
    most = Math.max(most, process.memoryUsage.rss());
    return {
      value,
      cost: {
        ms,
        loopMaxMs: loop.delay(1),
        loopP99Ms: loop.delay(0.99),
        grownMiB: (most - before) / MiB,
      },
    };
  } finally {
    loop.end();
    clearInterval(watch);
  }
}
