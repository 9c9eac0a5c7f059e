/**
 * What a provider wants back with a call it asked for (Gemini's thought signatures), by the call's id. Kept here and not
 * in the conversation: it is opaque, large and of use only while its turn goes on. Bounded; the oldest goes first.
 */
export interface CallMemory {
  keep(callId: string, signature: string): void;
  of(callId: string): string | undefined;
}

const MOST_CALLS = 500;
const LONGEST_SIGNATURE = 64 * 1024;

export function openCallMemory(): CallMemory {
  const kept = new Map<string, string>();
  return {
    keep(callId, signature) {
      if (signature.length > LONGEST_SIGNATURE) return;
      kept.delete(callId);
      kept.set(callId, signature);
      const [oldest] = kept.keys();
      if (kept.size > MOST_CALLS && oldest !== undefined) kept.delete(oldest);
    },
    of: (callId) => kept.get(callId),
  };
}
