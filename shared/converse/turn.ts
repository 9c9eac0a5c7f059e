/** The most of one turn: times that the model is asked, and calls that are made. */
export interface TurnLimits {
  readonly thoughts: number;
  readonly calls: number;
}

export const turnLimits: TurnLimits = { thoughts: 8, calls: 10 };

/** What holds for a whole turn. */
export interface TurnRules {
  readonly limits: TurnLimits;
  /** Whether a tool that does not claim to only read waits for permission. */
  readonly confirm: boolean;
  /** Tools that claim to only read. */
  readonly readOnly: ReadonlySet<string>;
  /** Arguments that do not fit their schema are not sent but told to the model. A real platform sends them. */
  readonly holdInvalid: boolean;
}

/** One call of the decision that is being carried out. */
export interface TurnCall {
  readonly callId: string;
  readonly tool: string;
  readonly stand: "checking" | "waiting" | "calling" | "settled";
}

/** How a turn ended. `done`: with a reply. */
export type TurnEnd = "done" | "stopped" | "limit" | "failed";

export interface TurnState {
  readonly rules: TurnRules;
  readonly phase: "new" | "thinking" | "acting" | "ended";
  readonly thoughts: number;
  /** Calls that were made so far. */
  readonly made: number;
  readonly calls: readonly TurnCall[];
  /** Tools that may be called without asking again. Outlives the turn. */
  readonly allowed: ReadonlySet<string>;
}

/** What a model decided: text, calls, or both. */
export interface Thought {
  readonly text: string;
  /** `problem`: it is not one of the tools, or its arguments cannot be read; it is told so. */
  readonly calls: readonly { readonly callId: string; readonly tool: string; readonly problem: boolean }[];
  readonly finish: "done" | "length" | "refused";
}

/** What happened. */
export type TurnEvent =
  | { readonly kind: "said" }
  | { readonly kind: "thought"; readonly thought: Thought }
  /** The arguments against the schema; a check that could not be made counts as fitting. */
  | { readonly kind: "checked"; readonly callId: string; readonly fits: boolean }
  | { readonly kind: "permitted"; readonly callId: string; readonly allow: boolean; readonly always: boolean }
  /** The call is over, whatever came of it. */
  | { readonly kind: "called"; readonly callId: string }
  /** The model could not answer. */
  | { readonly kind: "failed" }
  | { readonly kind: "stop" };

/** What to do. Everything that takes time comes back as an event. */
export type TurnEffect =
  | { readonly kind: "think" }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "check"; readonly callId: string }
  | { readonly kind: "ask-permission"; readonly callId: string }
  | { readonly kind: "call"; readonly callId: string }
  /** `why` is a sentence for a person; empty where nothing needs saying. */
  | { readonly kind: "end"; readonly how: TurnEnd; readonly why: string };
