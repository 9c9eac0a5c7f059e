import type { ConsoleError } from "#shared/base/console-error.ts";
import { cancelled } from "#shared/base/failure.ts";

/** The person stopped it, or its conversation ended. */
export const stopped: ConsoleError = cancelled("The decision");

/** The worker took too long, or needed too much memory, for this list of tools. */
export function tooLarge(what: string, ms: number): ConsoleError {
  return {
    kind: "limit",
    code: "E_SIMULATION_LIMIT",
    phase: "content",
    said: `The simulated model could not ${what} within its limits of time and memory.`,
    evidence: "",
    limit: { name: "simulationMs", value: ms, unit: "ms" },
    retriable: true,
    next: "Attach fewer or smaller tools, or choose a real model.",
  };
}
