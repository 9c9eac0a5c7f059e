import { placeOf } from "#shared/converse/simulate/near-words.ts";
import { stopWords, type Word } from "#shared/converse/simulate/words.ts";
import file from "#shared/converse/simulate/word-classes.json" with { type: "json" };

/**
 * What a word is where it stands: n noun, v verb, g verb in -ing, d verb in -ed, a adjective, r adverb, p name, m number,
 * t determiner, i preposition, s another small word.
 */
export type WordTag = "n" | "v" | "g" | "d" | "a" | "r" | "p" | "m" | "t" | "i" | "s";

const DETERMINERS = new Set(
  "a an the this that these those my your his her its our their some any all each every".split(" "),
);
const PREPOSITIONS = new Set(
  "in on at by for from with without of to into onto about between under over near around through during within via per after before since until as than like using against".split(
    " ",
  ),
);
const BEFORE_VERBS = new Set("to i you we they please can could would should will and then let".split(" "));

/** A tag for each word: by a table of what it can be, then by its neighbours. */
export function tagWords(words: readonly Word[], text: string): readonly WordTag[] {
  const tags: WordTag[] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const gap = text.slice(before?.end ?? 0, word.start);
    const opens = before === undefined || /[.?!;:\n]/.test(gap);
    tags.push(tagOf(word, before, tags[at - 1], opens));
  }
  return tags;
}

function tagOf(word: Word, before: Word | undefined, left: WordTag | undefined, opens: boolean): WordTag {
  const { lower, text } = word;
  if (/^\p{N}/u.test(text)) return "m";
  if (DETERMINERS.has(lower)) return "t";
  if (PREPOSITIONS.has(lower)) return "i";
  if (stopWords.has(lower)) return "s";
  if (!opens && /^\p{Lu}/u.test(text)) return "p";
  const place = placeOf(lower);
  const kind = place === undefined ? undefined : file.classes[place];
  const verbal = opens || BEFORE_VERBS.has(before?.lower ?? "");
  if (kind === "b" || kind === "w") {
    if (verbal) return "v";
    if (left === "t" || left === "i" || left === "a" || left === "n" || left === "p" || left === "m") return "n";
    return kind === "w" ? ending(lower) : "n";
  }
  if (kind === "v") return ending(lower);
  if (kind === "a" || kind === "r" || kind === "p" || kind === "n" || kind === "m") return kind;
  if (kind === "o") return "s";
  if (/^\p{Lu}/u.test(text)) return "p";
  return lower.endsWith("ing") ? "g" : lower.endsWith("ly") ? "r" : lower.endsWith("ed") ? "d" : "n";
}

const ending = (lower: string): WordTag => (lower.endsWith("ing") ? "g" : lower.endsWith("ed") ? "d" : "v");
