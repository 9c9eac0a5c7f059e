import type { Json } from "#shared/base/json.ts";
import type { Span } from "#shared/converse/simulate/slots/clues.ts";
import type { Features } from "#shared/converse/simulate/slots/text-features.ts";

/** A value that a parameter might get, with the words it comes from. `value` undefined: leave it out. */
export interface Option {
  readonly value: Json | undefined;
  readonly spans: readonly Span[];
  readonly features: Features;
  /** Points at the words and leaves them to others: a choice, a flag. */
  readonly shares?: boolean;
}

/** A text as part of a regular expression. */
export const escape = (text: string): string => text.slice(0, 60).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
