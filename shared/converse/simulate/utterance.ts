import { nearWords, rarity } from "#shared/converse/simulate/near-words.ts";
import { gramsOf, pairsOf } from "#shared/converse/simulate/index-tools.ts";
import { stopWords, wordsOf, type Word } from "#shared/converse/simulate/words.ts";

/** A word of an utterance that can tell tools apart. */
export interface Term {
  readonly stem: string;
  readonly lower: string;
  /** How rare it is in English at large, 0 to 1. */
  readonly rarity: number;
}

/** What was said, read once. */
export interface Utterance {
  readonly text: string;
  readonly words: readonly Word[];
  /** Each stem once, in order of appearance, at most 200. */
  readonly terms: readonly Term[];
  /** Stem to the terms it is near to (itself at 1). */
  readonly reach: ReadonlyMap<string, readonly { readonly term: number; readonly nearness: number }[]>;
  readonly pairs: ReadonlySet<string>;
  readonly grams: ReadonlyMap<string, number>;
  /** Share of the letters that are not Latin, and of the words that English does not know. */
  readonly foreign: number;
}

const MAX_TERMS = 200;

/** Reads an utterance: its telling words, and the words near them. */
export function readUtterance(text: string): Utterance {
  const words = wordsOf(text);
  const terms: Term[] = [];
  const seen = new Set<string>();
  for (const { lower, stem } of words) {
    if (terms.length >= MAX_TERMS || stopWords.has(lower) || seen.has(stem)) continue;
    seen.add(stem);
    terms.push({ stem, lower, rarity: rarity(lower) });
  }
  const reach = new Map<string, { term: number; nearness: number }[]>();
  const add = (stem: string, term: number, nearness: number): void => {
    const held = reach.get(stem);
    if (held === undefined) reach.set(stem, [{ term, nearness }]);
    else held.push({ term, nearness });
  };
  terms.forEach(({ stem, lower }, term) => {
    add(stem, term, 1);
    for (const near of nearWords(lower)) add(near.stem, term, near.nearness);
  });
  return {
    text,
    words,
    terms,
    reach,
    pairs: new Set(pairsOf(words.filter(({ lower }) => !stopWords.has(lower)).map(({ stem }) => stem))),
    grams: gramsOf(text.slice(0, 2_000)),
    foreign: foreignShare(text),
  };
}

/** Share of the letters that are outside the Latin script. */
function foreignShare(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return 0;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return 1 - latin / letters.length;
}
