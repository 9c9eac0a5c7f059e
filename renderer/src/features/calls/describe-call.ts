import type { Tone } from "#renderer/ui/status-mark.tsx";
import type { CallRecord, CallRow } from "#shared/contract/call-record.ts";

/** How a call ended, in words: never told by colour alone. */
export interface CallWords {
  readonly tone: Tone | "running";
  readonly word: string;
  /** One sentence: what that means. */
  readonly meaning: string;
}

const WORDS: Readonly<Record<CallRow["state"], CallWords>> = {
  started: { tone: "running", word: "Running", meaning: "The answer has not come yet." },
  completed: { tone: "good", word: "Completed", meaning: "The tool answered." },
  "tool-error": {
    tone: "attention",
    word: "Tool error",
    meaning: "The tool ran and says that it failed. The model reads this text and can react to it.",
  },
  "protocol-error": {
    tone: "stopped",
    word: "Protocol error",
    meaning: "The server refused the request itself. The model sees no result.",
  },
  "input-required": {
    tone: "attention",
    word: "Input required",
    meaning: "The server asks for something before it answers. The platform cannot give it.",
  },
  cancelled: {
    tone: "quiet",
    word: "Cancelled",
    meaning: "You stopped it. The server may have done the work all the same.",
  },
  failed: { tone: "stopped", word: "No answer", meaning: "The call did not get an answer of the server." },
  interrupted: {
    tone: "quiet",
    word: "Interrupted",
    meaning: "The console ended before the answer came. The server may have done the work.",
  },
};

/** The words for a call's state. */
export const callWords = (state: CallRow["state"]): CallWords => WORDS[state];

/** A record's result where the server gave one. */
export function resultOf(record: CallRecord) {
  const { outcome } = record;
  return outcome !== undefined && "result" in outcome ? outcome.result : undefined;
}
