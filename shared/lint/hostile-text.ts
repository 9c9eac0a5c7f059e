import type { PlacedText } from "#shared/lint/collect-texts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { excerpt } from "#shared/lint/words.ts";

/** One way of saying something that no tool definition should say. */
export interface Phrase {
  readonly form: RegExp;
  readonly message: string;
}

/** Chinese and Japanese write without blanks. */
const BLANK = /[\s\u3040-\u9fff]/;
const LONGEST = 200;
const MOST = 5000;
/** Short texts that hold none of the phrases: tools of one server describe the same parameter in the same words. */
const innocent = new WeakMap<readonly Phrase[], Set<string>>();

/**
 * The first phrase that each text of a definition holds; keys and single words are not looked at, repeats once.
 * `needed`: what every text that holds one of the phrases has in it; others are passed over at once.
 */
export function* matchPhrases(
  texts: readonly PlacedText[],
  phrases: readonly Phrase[],
  needed?: RegExp,
): Generator<Finding> {
  const seen = new Set<string>();
  const clean = cleanOf(phrases);
  for (const { pointer, text, role, disguise } of texts) {
    if (role === "key" || text.length < 8 || clean.has(text) || seen.has(text) || !BLANK.test(text)) continue;
    seen.add(text);
    const finding = needed?.test(text) === false ? undefined : firstOf(phrases, text);
    if (finding === undefined) {
      if (text.length <= LONGEST) clean.add(text);
    } else if (disguise === undefined) yield { ...finding, pointer };
    else yield { ...finding, pointer, message: `${finding.message} It is disguised: ${disguise}.` };
  }
}

function firstOf(phrases: readonly Phrase[], text: string): Finding | undefined {
  for (const { form, message } of phrases) {
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

function cleanOf(phrases: readonly Phrase[]): Set<string> {
  const known = innocent.get(phrases);
  if (known !== undefined && known.size < MOST) return known;
  const empty = new Set<string>();
  innocent.set(phrases, empty);
  return empty;
}
