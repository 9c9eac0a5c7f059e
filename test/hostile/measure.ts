import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What a piece of work cost this process. */
export interface Cost {
  readonly ms: number;
  /** Longest and 99th percentile delay of the main loop, milliseconds. */
  readonly loopMaxMs: number;
  readonly loopP99Ms: number;
  /** Growth of the resident set while it ran, MiB. */
  readonly grownMiB: number;
}

const RESOLUTION_MS = 10;
const WATCHED_MS = 1_200;
const MiB = 1024 * 1024;

/** Runs a piece of work and says what it cost. `settle` collects garbage first, so that the growth is this work's own. */
export async function measured<T>(
  work: () => Promise<T>,
  settle: boolean,
): Promise<{ readonly value: T; readonly cost: Cost }> {
  if (settle) collect();
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  histogram.enable();
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
        loopMaxMs: Math.max(0, histogram.max / 1e6 - RESOLUTION_MS),
        loopP99Ms: Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS),
        grownMiB: (most - before) / MiB,
      },
    };
  } finally {
    histogram.disable();
    clearInterval(watch);
  }
}
