import type { ChangeKind, NoiseKind } from "#shared/drift/drift.ts";
import type { TextChange } from "#shared/drift/compare-text.ts";

/** A difference before it is judged: what and where, and how a search could prove what it does. */
export interface Finding {
  readonly kind: ChangeKind;
  readonly pointer: string;
  readonly alsoAt?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly direction: "input" | "output";
  /** What the sentence is about: "parameter `filter.name`". */
  readonly subject: string;
  readonly names?: readonly string[];
  readonly text?: TextChange;
  /** A schema that holds only this difference, on the side that may object; a value that breaks it proves the change. */
  readonly focus?: { readonly schema: unknown };
  /** Only noise, unless it is proved to break declared calls. */
  readonly elseNoise?: NoiseKind;
  /** Added to the reason. */
  readonly note?: string;
}

/** A difference that means nothing, and why. */
export interface NoiseMark {
  readonly kind: NoiseKind;
  readonly pointer: string;
}

/** What a comparison of two things came to. */
export interface Compared {
  readonly findings: Finding[];
  readonly noise: NoiseMark[];
}
