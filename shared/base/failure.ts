import type { ConsoleError } from "#shared/base/console-error.ts";

const EVIDENCE_LIMIT = 2048;

/** A thing that is not there (any more). `what` is the noun a person knows: "server", "snapshot", "tool". */
export function notFound(what: string, name: string, next = "Refresh the list and try again."): ConsoleError {
  return {
    kind: "not-found",
    code: `E_NO_${what.toUpperCase().replaceAll(/[^A-Z]+/g, "_")}`,
    phase: "storage",
    said: `There is no ${what} ${JSON.stringify(name.slice(0, 80))}.`,
    evidence: "",
    retriable: false,
    next,
  };
}

/** Something a person or a script gave that cannot be used. `evidence` must already be redacted; it is cut at 2 KiB. */
export function invalidInput(code: string, said: string, next: string, evidence = ""): ConsoleError {
  return {
    kind: "invalid-input",
    code,
    phase: "policy",
    said,
    evidence: evidence.slice(0, EVIDENCE_LIMIT),
    retriable: false,
    next,
  };
}

/** The person stopped it. */
export function cancelled(what: string): ConsoleError {
  return {
    kind: "cancelled",
    code: "E_CANCELLED",
    phase: "mcp",
    said: `${what} was cancelled.`,
    evidence: "",
    retriable: true,
    next: "Run it again when you want the answer.",
  };
}
