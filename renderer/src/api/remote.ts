import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Result } from "#shared/base/result.ts";

/** Something that lives in the core and is mirrored here. */
export type Remote<T> =
  | { readonly state: "idle" }
  | { readonly state: "running" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly error: ConsoleError };

export const idle = { state: "idle" } as const;
export const running = { state: "running" } as const;
export const ready = <T>(value: T): Remote<T> => ({ state: "ready", value });

/** The settled form of a result. */
export const settled = <T>(result: Result<T, ConsoleError>): Remote<T> =>
  result.ok ? ready(result.value) : { state: "failed", error: result.error };

/** The value where there is one. */
export const valueOf = <T>(remote: Remote<T>): T | undefined => (remote.state === "ready" ? remote.value : undefined);
