import type { Failure } from "./failure.ts";

/** A bound on a piece of work. Its signal aborts with the Failure to report; closing it frees timers and listeners. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Starts the idle time anew: there was progress. The total stays. */
  touch(): void;
  /** Milliseconds until it fires if nothing is touched any more. */
  readonly leftMs: () => number;
  close(): void;
}

/**
 * Opens a deadline. Times in milliseconds. `idleMs` may be restarted by `touch`, `totalMs` never;
 * `expired` makes the failure of a bound that was hit; when `parent` aborts, so does the deadline, with its reason.
 */
export function openDeadline(options: {
  readonly parent: AbortSignal;
  readonly totalMs: number;
  readonly idleMs?: number;
  readonly expired: (limitMs: number) => Failure;
}): Deadline {
  const { parent, totalMs, idleMs, expired } = options;
  const controller = new AbortController();
  const fire = (ms: number): void => controller.abort(expired(ms));
  const began = performance.now();
  let touched = began;
  const total = setTimeout(fire, totalMs, totalMs);
  let idle = idleMs === undefined ? undefined : setTimeout(fire, idleMs, idleMs);
  const follow = (): void => controller.abort(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    touch() {
      if (idleMs === undefined || controller.signal.aborted) return;
      clearTimeout(idle);
      touched = performance.now();
      idle = setTimeout(fire, idleMs, idleMs);
    },
    leftMs: () =>
      Math.min(began + totalMs, idleMs === undefined ? Number.POSITIVE_INFINITY : touched + idleMs) - performance.now(),
    close() {
      clearTimeout(total);
      clearTimeout(idle);
      parent.removeEventListener("abort", follow);
    },
  };
}
