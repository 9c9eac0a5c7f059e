import { placeOf } from "#shared/converse/simulate/near-words.ts";
import type { TextSpan } from "#shared/converse/simulate/slots/clues.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import type { Utterance } from "#shared/converse/simulate/utterance.ts";
import { stopWords, type Word } from "#shared/converse/simulate/words.ts";

/** What is true of each word, whichever parameter asks. */
interface WordFacts {
  /** Begins with a capital, and not only because the sentence does. */
  readonly capitals: readonly boolean[];
  /** A word of the dictionary in small letters, no name. */
  readonly plain: readonly boolean[];
}

const factsByUtterance = new WeakMap<Utterance, WordFacts>();

/** The facts of each word of an utterance, found once. */
export function factsOf(utterance: Utterance): WordFacts {
  const known = factsByUtterance.get(utterance);
  if (known !== undefined) return known;
  const facts: WordFacts = {
    capitals: utterance.words.map(({ text }, at) => at > 0 && text !== "I" && /^\p{Lu}/u.test(text)),
    plain: utterance.words.map(({ text, lower }) => text === lower && placeOf(lower) !== undefined),
  };
  factsByUtterance.set(utterance, facts);
  return facts;
}

const strangersBySlot = new WeakMap<SlotView, WeakMap<Utterance, readonly boolean[]>>();

/** For each word of an utterance, whether it is strange to the slot's tool; found once for the two. */
export function strangersOf(slot: SlotView, utterance: Utterance): readonly boolean[] {
  const held = strangersBySlot.get(slot) ?? new WeakMap<Utterance, readonly boolean[]>();
  strangersBySlot.set(slot, held);
  const known = held.get(utterance) ?? utterance.words.map((word) => isStrange(slot, word));
  held.set(utterance, known);
  return known;
}

/** For how many words of a stretch something is true. */
export function counted(facts: readonly boolean[], { first, last }: TextSpan): number {
  let count = 0;
  for (let at = first; at <= last; at += 1) if (facts[at] === true) count += 1;
  return count;
}

/** Whether a word tells something that the tool's own texts do not hold. */
export function isStrange({ known }: Pick<SlotView, "known">, word: Word | undefined): boolean {
  return word !== undefined && !stopWords.has(word.lower) && !/^\d+$/.test(word.text) && !known.has(word.stem);
}
