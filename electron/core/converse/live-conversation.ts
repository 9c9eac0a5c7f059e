import type { Conversation } from "#shared/contract/conversation.ts";
import type { NamedTool } from "./attached-tools.ts";
import type { InFull } from "./in-full.ts";
import type { ListWatch } from "./list-watch.ts";
import type { Thinker } from "./thinking.ts";

/** A conversation that can go on: what is kept of it, and what only this process has. */
export interface LiveConversation {
  /** Replaced at each change; what is shown and kept, known secrets masked. */
  conversation: Conversation;
  /** What is masked or cut in it. */
  readonly full: InFull;
  readonly tools: ReadonlyMap<string, NamedTool>;
  readonly thinker: Thinker;
  /** Whether a tool that does not claim to only read waits for permission. */
  readonly confirm: boolean;
  /** A text with every known secret of the attached servers and custom tools masked. */
  readonly mask: (text: string) => string;
  /** Hears that a server's list is no longer the one that was registered. */
  readonly watch: ListWatch;
  /** Tools that may be called without asking again. */
  allowed: ReadonlySet<string>;
  /** What a stopped turn left to end by itself. */
  left?: Promise<unknown>;
  /** The turn that is running. */
  running?: {
    readonly turnId: string;
    readonly stop: AbortController;
    /** Settles when the turn is over and saved. */
    readonly over: Promise<unknown>;
    /** Answers to questions for permission, by call. */
    readonly permits: Map<string, (allow: boolean, always: boolean) => void>;
  };
}
