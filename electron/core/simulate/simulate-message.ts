import type { Decision } from "#shared/converse/simulate/decision.ts";
import type { ModelTool, SimulatedInput } from "#core/model-ports.ts";

/** What the worker is asked: to read a list under a key, or to decide on one it has read. */
export type SimulateRequest =
  | { readonly type: "open"; readonly id: number; readonly key: string; readonly tools: readonly ModelTool[] }
  | {
      readonly type: "decide";
      readonly id: number;
      readonly key: string;
      readonly input: SimulatedInput;
    };

/** What the worker answers. `unknown`: it was started anew, or has put that list away; it must be read again. */
export type SimulateMessage =
  | { readonly type: "opened"; readonly id: number }
  | { readonly type: "decided"; readonly id: number; readonly decision: Decision }
  | { readonly type: "unknown"; readonly id: number };
