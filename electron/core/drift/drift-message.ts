import type { Drift } from "#shared/drift/drift.ts";
import type { SavedCall } from "#shared/drift/prove.ts";

/** One comparison for the worker. */
export interface DriftRequest {
  readonly id: number;
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
  /** How long witnesses are searched in all, in milliseconds; what is left then is "not proven". */
  readonly searchMs: number;
  readonly examples: readonly (readonly [tool: string, calls: readonly SavedCall[]])[];
}

/** What the worker says. */
export type DriftMessage =
  | { readonly type: "ready" }
  | { readonly type: "done"; readonly id: number; readonly drift: Drift };
