/** What one answer of a real model may cost. Milliseconds, bytes and counts; every refusal names the limit. */
export const modelBudgets = {
  /** Without a byte: until the first (a local program may load the model first), and between two pieces. */
  silenceMs: 90_000,
  /** The whole answer. */
  totalMs: 300_000,
  /** Bytes on the wire. */
  answerBytes: 16 * 1024 * 1024,
  /** UTF-16 units of text, and apart from it of all arguments together. */
  textUnits: 1024 * 1024,
  calls: 128,
  /** Pieces of a stream. */
  parts: 200_000,
} as const;

/** The same limits, which a test may make smaller. */
export type ModelBudgets = { readonly [K in keyof typeof modelBudgets]: number };

/** Anthropic wants a number; the SDK's own (64,000) is no use in a conversation. */
export const DEFAULT_ANTHROPIC_TOKENS = 4096;
