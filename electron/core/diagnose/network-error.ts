/** A Node network error as it is thrown: happy eyeballs wraps one an address. */
export interface NetworkError {
  readonly code: string;
  readonly message: string;
}

/** The first coded error inside whatever was thrown. */
export function readNetworkError(thrown: unknown): NetworkError {
  const all = thrown instanceof AggregateError ? (thrown.errors as readonly unknown[]) : [thrown];
  for (const each of all) {
    const { code, message } = (each ?? {}) as { readonly code?: unknown; readonly message?: unknown };
    if (typeof code === "string") return { code, message: typeof message === "string" ? message : "" };
  }
  return { code: "", message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Rejects when the signal aborts or `ms` pass, with code `DEADLINE`; never leaves a timer behind. */
export async function within<T>(
  ms: number,
  signal: AbortSignal,
  start: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, Math.max(0, ms));
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([
      start(controller.signal),
      new Promise<never>((_, reject) => {
        const late = (): void => reject(Object.assign(new Error("deadline"), { code: "DEADLINE" }));
        if (controller.signal.aborted) late();
        else controller.signal.addEventListener("abort", late, { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    controller.abort();
  }
}
