import type { SchemaVerdict } from "#shared/mcp/call.ts";

/** What the worker is asked: JSON text, since posting a deep object fails in the sender. */
export interface CheckRequest {
  readonly id: number;
  readonly schemaText: string;
  readonly valueText: string;
}

/**
 * What the worker says, in this order: `ready` once, then for each check `compiled` (the validation clock starts),
 * `first` (an invalid value's first violation, kept in case finding the rest takes too long) and `verdict`.
 */
export type WorkerMessage =
  | { readonly type: "ready" }
  | { readonly type: "compiled"; readonly id: number }
  | { readonly type: "first" | "verdict"; readonly id: number; readonly verdict: SchemaVerdict };
