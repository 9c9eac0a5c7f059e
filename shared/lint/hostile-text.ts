import type { PlacedText } from "#shared/lint/collect-texts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import { signsOf, stemOf } from "#shared/lint/text-signs.ts";
import { uncoverText } from "#shared/lint/uncover-text.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { excerpt } from "#shared/lint/words.ts";

/** One way of saying something that no tool definition should say. */
export interface Phrase {
  readonly form: RegExp;
  readonly message: string;
  /**
   * Words of which every text that holds the phrase has one, by their first four letters, and marks; ` + ` stands
   * between two such sets. Texts without are not searched.
   */
  readonly needs: string;
}

/** A text that may hold a phrase, with the stems of its words. */
export interface SpokenText extends PlacedText {
  readonly stems: readonly number[];
  readonly gaping: boolean;
}

/** Phrases, found by the stems that they need: bit by bit, the first set and the second. */
export interface PhraseBook {
  readonly phrases: readonly Phrase[];
  readonly first: ReadonlyMap<number, number>;
  readonly second: ReadonlyMap<number, number>;
  /** The phrases that need no second set. */
  readonly single: number;
}

const MOST_PHRASES = 31;

/** Prepares at most 31 phrases. */
export function phraseBook(phrases: readonly Phrase[]): PhraseBook {
  if (phrases.length > MOST_PHRASES) throw new Error("a phrase book has at most 31 phrases");
  const [first, second] = [new Map<number, number>(), new Map<number, number>()];
  let single = 0;
  for (const [index, { needs }] of phrases.entries()) {
    const [one = "", other] = needs.split(" + ");
    if (other === undefined) single |= 1 << index;
    for (const [words, stems] of [
      [one, first],
      [other ?? "", second],
    ] as const) {
      for (const word of words.split(" ").filter((each) => each !== "")) {
        const stem = stemOf(word);
        stems.set(stem, (stems.get(stem) ?? 0) | (1 << index));
      }
    }
  }
  return { phrases, first, second, single };
}

/** The texts that can say something, each once, and what is disguised in them: what a model may make of it. */
export function spokenTexts(texts: readonly PlacedText[]): readonly SpokenText[] {
  const spoken: SpokenText[] = [];
  const seen = new Set<string>();
  for (const placed of texts) {
    const { text, role } = placed;
    if (role === "key" || text.length < 8 || seen.has(text) || !BLANK.test(text)) continue;
    seen.add(text);
    const { stems, disguised, gaping } = signsOf(text);
    spoken.push(Object.assign({ stems, gaping }, placed));
    if (!disguised) continue;
    for (const found of uncoverText(text))
      spoken.push(Object.assign({}, placed, found, { stems: signsOf(found.text).stems, gaping: false }));
  }
  return spoken;
}

/** Chinese and Japanese write without blanks. */
const BLANK = /[\s\u3040-\u9fff]/;

/** The first phrase that each text of a definition holds. */
export function* matchPhrases(texts: readonly SpokenText[], book: PhraseBook): Generator<Finding> {
  for (const { pointer, text, stems, disguise } of texts) {
    let [one, other] = [0, book.single];
    for (const stem of stems) {
      one |= book.first.get(stem) ?? 0;
      other |= book.second.get(stem) ?? 0;
    }
    const finding = (one & other) === 0 ? undefined : firstOf(book.phrases, one & other, text);
    if (finding === undefined) continue;
    yield disguise === undefined
      ? { ...finding, pointer }
      : { ...finding, pointer, message: `${finding.message} It is disguised: ${disguise}.` };
  }
}

function firstOf(phrases: readonly Phrase[], wanted: number, text: string): Finding | undefined {
  for (const [index, { form, message }] of phrases.entries()) {
    if ((wanted & (1 << index)) === 0) continue;
    const match = form.exec(text);
    if (match === null || isQuotedExample(text, match.index, match[0].length)) continue;
    const around = text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30);
    return { message, evidence: visibleText(excerpt(around, 160)), key: message };
  }
  return undefined;
}

/** A quotation that was opened after words that make it an example of what others write, and is not closed yet. */
const EXAMPLE =
  /(\be\.g\.|\bsuch as|\bfor example|\blike|\bhow to\b[^.\n]{0,60}|\b(detect|flag|check|block|filter|find|jailbreak|injection|attack|attempt|pattern)\w*\b[^.\n"'`]{0,60})[\s:(,]*["'`“‘«][^"'`“”‘’«»\n]{0,60}$/i;
const CLOSING = /["'`”’»](?![a-z])/i;

/** Whether a match begins within quotation marks after words that make it an example. */
function isQuotedExample(text: string, index: number, length: number): boolean {
  const begins = /^["'`“‘«]/.test(text.slice(index, index + 1)) ? 1 : 0;
  if (!CLOSING.test(text.slice(index + 1, index + length + 80))) return false;
  return EXAMPLE.test(text.slice(Math.max(0, index - 140), index + begins));
}
