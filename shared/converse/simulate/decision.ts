import type { Json } from "#shared/base/json.ts";
import type { ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import type { Note } from "#shared/converse/simulate/notes.ts";
import type { Pending } from "#shared/converse/simulate/pending.ts";
import type { RankedTool } from "#shared/converse/simulate/rank.ts";
import type { Today } from "#shared/converse/simulate/slots/dates.ts";
import type { Source } from "#shared/converse/simulate/slots/fill-slots.ts";
import type { TriggerHint } from "#shared/converse/simulate/trigger-hints.ts";

/** One thing that was said before, oldest first. */
export interface Said {
  readonly role: "user" | "assistant";
  readonly text: string;
}

/** What the simulated model decides on. The same input gives the same decision, byte for byte. */
export interface DecideInput {
  readonly index: ToolIndex;
  readonly utterance: string;
  readonly triggers?: readonly TriggerHint[] | undefined;
  readonly history?: readonly Said[] | undefined;
  /** The question that is open: the tool it is about, what is known, what was asked for. */
  readonly pending?: Pending | undefined;
  /** For "tomorrow" and the like; without it they stay as they were said. */
  readonly today?: Today | undefined;
  /** `required`: some tool must be called, as providers' `tool_choice` has it. */
  readonly choice?: "auto" | "required" | undefined;
}

/** A call that the model would make. */
export interface DecidedCall {
  readonly name: string;
  readonly position: number;
  readonly args: Readonly<Record<string, Json>>;
  /** By parameter: the words of the utterance it was taken from; none for one that was known before. */
  readonly sources: Readonly<Record<string, readonly Source[]>>;
}

/** What the simulated model decided, and everything it rests on. */
export interface Decision {
  readonly decision: "call" | "ask" | "answer";
  /** With `ask`: the one call that lacks values. With `answer`: none. */
  readonly calls: readonly DecidedCall[];
  /** Best first, at most 40. */
  readonly ranking: readonly RankedTool[];
  /** With `ask`: required parameters without a value. */
  readonly missing?: readonly string[];
  /** How likely a tool fits at all, 0 to 1. */
  readonly fit: number;
  readonly unsure: boolean;
  readonly notes: readonly Note[];
  /** The open question to hand back with the next turn. */
  readonly pending?: Pending;
}
