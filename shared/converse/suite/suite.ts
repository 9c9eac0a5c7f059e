import type { Json, JsonObject } from "#shared/base/json.ts";
import type { Said } from "#shared/converse/simulate/decision.ts";

/** A tool that a row expects to be called. */
export interface ExpectedCall {
  readonly tool: string;
  /** `exact`: these arguments and no others; `partial`: at least these; `ignored`: any, also while it still asks back for one. */
  readonly match: "exact" | "partial" | "ignored";
  readonly args?: JsonObject | undefined;
  /** By parameter: several values that all count as right. An empty string among them: it may be left out. */
  readonly accept?: Readonly<Record<string, readonly Json[]>> | undefined;
}

/** What should come of an utterance. */
export type Expected =
  | { readonly kind: "call"; readonly calls: readonly ExpectedCall[] }
  | { readonly kind: "none" }
  | { readonly kind: "ask"; readonly tool?: string | undefined };

/** One row of a suite. The contract's `SuiteRow` fits. */
export interface Row {
  readonly id: string;
  readonly utterance: string;
  readonly history?: readonly Said[] | undefined;
  readonly expect: Expected;
  readonly paraphraseOf?: string | undefined;
}

/** A call that a model chose. */
export interface ChosenCall {
  readonly tool: string;
  readonly args: JsonObject;
}

/** What a model made of an utterance. */
export interface Choice {
  readonly decision: "call" | "ask" | "answer";
  readonly calls: readonly ChosenCall[];
  /** Tools asked about, where it asked and said so. */
  readonly missing?: readonly string[] | undefined;
  /** What it asked for. */
  readonly missingParameters?: readonly string[] | undefined;
}

/** A judged choice. */
export interface Try extends Choice {
  readonly passed: boolean;
  readonly why?: string | undefined;
  /** How far the first tool of the ranking lies before the second, where the model says. */
  readonly margin?: number | undefined;
  readonly ms: number;
  readonly tokens?: { readonly input: number; readonly output: number } | undefined;
}

export interface RowResult {
  readonly rowId: string;
  readonly tries: readonly Try[];
}

/** The rows as they were with what came of them. The contract's `SuiteRun` fits. */
export interface Run {
  readonly rows: readonly Row[];
  readonly results: readonly RowResult[];
}

/** Whether a row counts as passed: it was tried, and every try passed. */
export function rowPassed({ tries }: RowResult): boolean {
  return tries.length > 0 && tries.every(({ passed }) => passed);
}
