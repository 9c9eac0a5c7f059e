import type { CallOutcome } from "#shared/mcp/call.ts";

/**
 * What the steps of a conversation keep masked or cut, as it was. Only as long as the conversation is held, and in memory
 * only: never stored, told or exported.
 */
export interface InFull {
  /** What was said, by turn. */
  readonly said: Map<string, string>;
  /** The arguments that were decided on, by call: they are what is sent. */
  readonly args: Map<string, string>;
  /** What the calls of the running turn gave, by call; known secrets masked. */
  readonly outcomes: Map<string, CallOutcome>;
}

export const nothingInFull = (): InFull => ({ said: new Map(), args: new Map(), outcomes: new Map() });
