import { editDistance } from "#shared/lint/edit-distance.ts";
import { folded, stem, wordsOf } from "#shared/lint/words.ts";

/** A name that another one probably means. */
export interface Suggestion {
  readonly name: string;
  /** `style`: differs in case or separators only. `typo`: at most two letters. `words`: shares most of its words. */
  readonly by: "style" | "typo" | "words";
}

interface Candidate {
  readonly name: string;
  readonly folded: string;
  readonly stems: readonly string[];
}

const remembered = new WeakMap<readonly string[], readonly Candidate[]>();

function candidatesOf(names: readonly string[]): readonly Candidate[] {
  const known = remembered.get(names);
  if (known !== undefined) return known;
  const candidates = [...new Set(names)].map((name) => ({
    name,
    folded: folded(name),
    stems: wordsOf(name).map(stem),
  }));
  remembered.set(names, candidates);
  return candidates;
}

/**
 * The name among `names` that `wrong` most probably means, or undefined where nothing is near. Looks at the letters
 * (Damerau distance up to 2) and at the words (a prefix or suffix more or less, another order). Pass the same array
 * again: it is prepared once.
 */
export function suggestName(wrong: string, names: readonly string[]): Suggestion | undefined {
  const key = folded(wrong);
  if (key === "") return undefined;
  const stems = wordsOf(wrong).map(stem);
  const typos = key.length < 5 ? 1 : 2;
  let best: { readonly suggestion: Suggestion; readonly score: number } | undefined;
  for (const candidate of candidatesOf(names)) {
    const rated = rate(key, stems, candidate, typos);
    if (rated !== undefined && (best === undefined || rated.score > best.score)) best = rated;
  }
  return best?.suggestion;
}

function rate(key: string, stems: readonly string[], candidate: Candidate, typos: number) {
  const { name } = candidate;
  if (candidate.folded === key || candidate.folded.replaceAll("_", "") === key.replaceAll("_", "")) {
    return { suggestion: { name, by: "style" as const }, score: 3 };
  }
  const distance = editDistance(key, candidate.folded, typos);
  const letters = distance <= typos ? 2 - distance / Math.max(key.length, candidate.folded.length) : 0;
  const words = wordLikeness(stems, candidate.stems);
  if (letters === 0 && words < 0.6) return undefined;
  const score = Math.max(letters, words + 0.3);
  return { suggestion: { name, by: letters >= words + 0.3 ? ("typo" as const) : ("words" as const) }, score };
}

/** Jaccard likeness of two word lists, near misses counted in part; 1 is the same words in any order. */
export function wordLikeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const rest = [...b];
  let shared = 0;
  for (const word of a) {
    const exact = rest.indexOf(word);
    const near = exact >= 0 ? exact : rest.findIndex((other) => word.length > 3 && editDistance(word, other, 1) <= 1);
    if (near < 0) continue;
    shared += exact >= 0 ? 1 : 0.8;
    rest.splice(near, 1);
  }
  return shared / (a.length + b.length - shared);
}
