import { wordsOf } from "#shared/drift/words.ts";
import { editsBetween, type WordEdit } from "#shared/drift/word-diff.ts";

export type { WordEdit } from "#shared/drift/word-diff.ts";

/** What a change of a text means to a model that reads it, mildest first. */
export type TextGrade = "cosmetic" | "reworded" | "text-added" | "part-lost" | "meaning-changed" | "new-instruction";

/** A comparison of two texts, word by word, with a grade and the reason for it. */
export interface TextChange {
  readonly grade: TextGrade;
  readonly words: readonly WordEdit[];
  readonly why: string;
}

/** Parts that a tool's text can have, with the cues that show each. */
const PARTS: readonly { readonly name: string; readonly cue: RegExp }[] = [
  {
    name: "when to use it",
    cue: /\b(when(ever)?|use (this|it|for|to)|useful|if (you|the user)|before|after|call this)\b/i,
  },
  {
    name: "its limits",
    cue: /\b(only|not|cannot|can't|don't|never|limit(ed|s)?|max(imum)?|min(imum)?|at most|up to|except)\b/i,
  },
  { name: "what it returns", cue: /\b(returns?|results?|outputs?|responds?|response)\b/i },
  { name: "an example", cue: /\b(e\.g\.|for example|example|such as)/i },
  {
    name: "units or format",
    cue: /\b(iso|utc|seconds?|milliseconds?|minutes?|hours?|days?|bytes?|kb|mb|percent|format|yyyy)\b/i,
  },
  { name: "a default", cue: /\bdefaults?\b/i },
];

/** Words that tell a model what to do, rather than what the tool does. */
const ORDERS =
  /\b(always|never|must|mandatory|do not|don't|instead of|rather than|ignore|disregard|prefer(red|ably)?|make sure|ensure|remember to|first call|call this first|before (using|calling|any)|important|required? to|should|only use|use this (tool )?(instead|first|whenever|before)|tell the user|ask the user|do so|without asking)\b/gi;

const NEGATIONS = /\b(not|no|never|without|cannot|can't|don't|doesn't|isn't|won't|except|unless|only)\b/gi;

/** The matches of a pattern, in lower case where it looks for words in any case. */
const found = (pattern: RegExp, text: string): readonly string[] =>
  (text.match(pattern) ?? []).map((word) => (pattern.ignoreCase ? word.toLowerCase() : word)).sort();

/** Items of `list` that `other` has fewer of. */
function extra(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return list.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Whitespace, case, punctuation and Markdown marks say nothing. Invisible characters are left in: they may hide words. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[`*_~"'“”‘’.,;:!?()[\]{}<>#|/\\—–-]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/**
 * Grades the change from one text to another; undefined where they are the same text. `reworded`: the share of words
 * that must stay for a change without any other sign to count as reworded; lower for short texts of parameters.
 */
export function compareText(before: string, after: string, reworded = 0.85): TextChange | undefined {
  if (before === after) return undefined;
  const words = editsBetween(before, after);
  const graded = grade(before, after, reworded);
  return { words, ...graded };
}

function grade(before: string, after: string, reworded: number): { readonly grade: TextGrade; readonly why: string } {
  if (plainText(before) === plainText(after)) {
    return { grade: "cosmetic", why: "only punctuation, case or spacing differ" };
  }
  if (before.trim() === "" && found(ORDERS, after).length === 0) {
    return { grade: "text-added", why: "there was no text before" };
  }
  const orders = extra(found(ORDERS, after), found(ORDERS, before));
  if (orders.length > 0) return { grade: "new-instruction", why: `it now tells the model: ${quoted(orders)}` };
  if (before.trim() !== "" && after.trim() === "") return { grade: "part-lost", why: "the text is gone" };
  const lost = PARTS.filter(({ cue }) => cue.test(before) && !cue.test(after)).map(({ name }) => name);
  if (lost.length > 0) return { grade: "part-lost", why: `it no longer says ${lost.join(", ")}` };
  for (const [what, pattern] of [
    ["numbers", /\d+(?:[.,]\d+)*/g],
    ["negations", NEGATIONS],
    ["code names", /\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+[A-Z]\w*\b/g],
  ] as const) {
    const gone = extra(found(pattern, before), found(pattern, after));
    const come = extra(found(pattern, after), found(pattern, before));
    if (gone.length + come.length > 0) {
      return { grade: "meaning-changed", why: `${what} differ: ${quoted([...gone, ...come])}` };
    }
  }
  const share = sharedWords(before, after);
  if (share >= reworded)
    return { grade: "reworded", why: `${Math.max(1, Math.round((1 - share) * 100))} % of the words differ` };
  return { grade: "meaning-changed", why: `${Math.round((1 - share) * 100)} % of the words differ` };
}

const quoted = (words: readonly string[]): string =>
  [...new Set(words)]
    .slice(0, 5)
    .map((word) => `“${word}”`)
    .join(", ");

/** How many of the words two texts share, 0 to 1 (Dice, with repetition). */
export function sharedWords(left: string, right: string): number {
  const one = wordsOf(left);
  const two = wordsOf(right);
  if (one.length + two.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const word of one) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of two) {
    const left = counts.get(word) ?? 0;
    if (left > 0) shared += 1;
    counts.set(word, left - 1);
  }
  return (2 * shared) / (one.length + two.length);
}
