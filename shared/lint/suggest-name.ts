import { editDistance } from "#shared/lint/edit-distance.ts";
import { stem, wordsOf } from "#shared/lint/words.ts";

/** A name that another one probably means. */
export interface Suggestion {
  readonly name: string;
  /** `style`: differs in case or separators only. `typo`: at most two letters. `words`: shares most of its words. */
  readonly by: "style" | "typo" | "words";
}

interface Candidate {
  readonly name: string;
  readonly words: readonly string[];
  readonly stems: readonly string[];
  /** The letters alone, without separators. */
  readonly letters: string;
  /** The letters without words that say nothing: `mcp`, `tool`. */
  readonly core: string;
  /** Which letters and digits occur, by word and in all: far apart here is far apart by letters. */
  readonly signs: readonly number[];
  readonly sign: number;
}

const SAYS_NOTHING = /^(mcp|tool|tools|function|fn|api|call|action)$/;
const remembered = new WeakMap<readonly string[], readonly Candidate[]>();

function prepare(name: string): Candidate {
  const words = wordsOf(name);
  const telling = words.filter((word) => !SAYS_NOTHING.test(word));
  const stems = words.map(stem);
  const letters = words.join("");
  return {
    name,
    words,
    stems,
    letters,
    core: telling.join(""),
    signs: stems.map(signOf),
    sign: signOf(letters),
  };
}

function candidatesOf(names: readonly string[]): readonly Candidate[] {
  const known = remembered.get(names);
  if (known !== undefined) return known;
  const candidates = [...new Set(names)].map(prepare);
  remembered.set(names, candidates);
  return candidates;
}

/**
 * The name among `names` that `wrong` most probably means, or undefined where nothing is near. Looks at the letters
 * (Damerau distance up to 2) and at the words (a prefix or suffix more or less, another order). Pass the same array
 * again: it is prepared once.
 */
export function suggestName(wrong: string, names: readonly string[]): Suggestion | undefined {
  const asked = prepare(wrong);
  if (asked.letters === "") return undefined;
  let best: { readonly suggestion: Suggestion; readonly score: number } | undefined;
  for (const candidate of candidatesOf(names)) {
    const rated = rate(asked, candidate);
    if (rated !== undefined && (best === undefined || rated.score > best.score)) best = rated;
  }
  return best?.suggestion;
}

function rate(
  asked: Candidate,
  candidate: Candidate,
): { readonly suggestion: Suggestion; readonly score: number } | undefined {
  const { name } = candidate;
  if (candidate.letters === asked.letters) return { suggestion: { name, by: "style" }, score: 3 };
  if (candidate.core !== "" && candidate.core === asked.core) return { suggestion: { name, by: "words" }, score: 2.5 };
  const typos = asked.letters.length < 5 ? 1 : 2;
  const distance = near(asked.sign, candidate.sign, typos)
    ? editDistance(asked.letters, candidate.letters, typos)
    : typos + 1;
  const letters = distance <= typos ? 2 - distance / Math.max(asked.letters.length, candidate.letters.length) : 0;
  if (letters === 0 && mostAlike(asked, candidate) < 0.6) return undefined;
  const alike = wordLikeness(asked.stems, candidate.stems);
  if (letters === 0 && alike < 0.6) return undefined;
  const words = alike + 0.3 + wordLikeness(asked.words, candidate.words) / 20;
  return { suggestion: { name, by: letters >= words ? "typo" : "words" }, score: Math.max(letters, words) };
}

/** Jaccard likeness of two word lists, near misses counted in part; 1 is the same words in any order. */
function wordLikeness(a: readonly string[], b: readonly string[]): number {
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

/** The most that two word lists can be alike: words without any near one on the other side are not shared. */
function mostAlike(asked: Candidate, candidate: Candidate): number {
  const [a, b] = [asked.signs, candidate.signs];
  if (Math.min(a.length, b.length) < 0.6 * Math.max(a.length, b.length)) return 0;
  const shared = Math.min(b.length, a.filter((one) => b.some((other) => near(one, other, 1))).length);
  return shared / (a.length + b.length - shared);
}

/** One bit for each letter and (folded) digit or other sign that occurs. */
function signOf(text: string): number {
  let sign = 0;
  for (let index = 0; index < text.length; index += 1) sign |= 1 << (text.charCodeAt(index) & 31);
  return sign;
}

/** False where two texts must be more than `edits` apart: one edit takes one sign away and brings one at most. */
function near(a: number, b: number, edits: number): boolean {
  let different = a ^ b;
  for (let bits = 0; different !== 0; different &= different - 1) {
    bits += 1;
    if (bits > 2 * edits) return false;
  }
  return true;
}
