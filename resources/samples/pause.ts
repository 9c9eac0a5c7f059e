import { setTimeout as later } from "node:timers/promises";

/** Waits, in milliseconds; ends early, without an error, when the request is cancelled. Keeps no process alive. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await later(ms, undefined, { ...(signal === undefined ? {} : { signal }), ref: false });
  } catch (error) {
    if (signal?.aborted !== true) throw error; // an abort is the one expected failure
  }
}
