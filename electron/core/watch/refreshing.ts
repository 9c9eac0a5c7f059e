/** Between two discoveries that a server asked for: a storm of notifications costs one list every two seconds. */
const APART_MS = 2_000;

/** Waits; at once where the signal fires. The timer does not keep the process alive. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    if (signal.aborted) done();
    else signal.addEventListener("abort", done, { once: true });
  });
}

/** Runs `work` now, or once more after the run under way and a rest: one in flight, at most one queued. */
export function oneAtATime(signal: AbortSignal, work: () => Promise<unknown>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    if (signal.aborted) return;
    await work();
    underWay = undefined;
  };
  return () => {
    if (underWay === undefined) return (underWay = run());
    queued ??= underWay
      .then(() => rest(APART_MS, signal))
      .then(() => {
        queued = undefined;
        return (underWay = run());
      });
    return queued;
  };
}

/** Runs `work` every `everyMs`, counted from the end of the last run, until the signal fires. */
export async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (;;) {
    await rest(everyMs, signal);
    if (signal.aborted) return;
    await work();
  }
}
