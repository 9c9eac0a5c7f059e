/** What one call of a custom HTTP tool may bring back. Its time is the tool's own. */
export const httpToolBudgets = {
  /** Bytes of the body, decompressed. */
  bodyBytes: 4 * 1024 * 1024,
  /** UTF-16 units of an error's body that the model is shown. */
  excerptUnits: 4_000,
} as const;
