import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Result } from "#shared/base/result.ts";
import type { Conversation, ConversationStep, DecidedCall, Turn } from "#shared/contract/conversation.ts";
import type { Thought } from "#shared/converse/turn.ts";
import type { InFull } from "./in-full.ts";

type Considered = Extract<ConversationStep, { readonly kind: "considered" }>;

/** What a model is given: everything that was said and done, the running turn last. */
export interface ThinkInput {
  readonly conversation: Conversation;
  readonly turn: Turn;
  /** What was said, as it was said: known secrets are masked in the turn, and not here. */
  readonly utterance: string;
  /** What the steps have masked or cut. */
  readonly full: InFull;
  readonly signal: AbortSignal;
  /** Text of the reply as it comes. */
  readonly onText: (text: string) => void;
}

/** What came of one thought. */
export interface Thinking {
  readonly decision: "call" | "ask" | "answer";
  readonly text: string;
  readonly finish: Thought["finish"];
  readonly calls: readonly DecidedCall[];
  readonly missing: readonly string[];
  /** What it rests on; absent where nothing was weighed anew. */
  readonly considered?: Omit<Considered, "id" | "startedAt" | "ms" | "kind">;
  readonly ms: number;
  readonly tokens?: { readonly input: number; readonly output: number };
  readonly firstTokenMs?: number;
}

/** The model of a conversation. Both kinds go round the same loop. */
export interface Thinker {
  /** Arguments that do not fit are not sent: see `TurnRules`. */
  readonly holdInvalid: boolean;
  /** Whether a thought weighs the tools (and so is shown while it goes on). */
  considers(turn: Turn): boolean;
  think(input: ThinkInput): Promise<Result<Thinking, ConsoleError>>;
  close(): Promise<void>;
}
