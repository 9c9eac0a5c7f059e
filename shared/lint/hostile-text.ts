import type { PlacedText } from "#shared/lint/collect-texts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { excerpt } from "#shared/lint/words.ts";

/** One way of saying something that no tool definition should say. */
export interface Phrase {
  readonly form: RegExp;
  readonly message: string;
}

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
  for (const { pointer, text, role } of texts) {
    if (role === "key" || text.length < 8 || clean.has(text) || seen.has(text) || !text.includes(" ")) continue;
    seen.add(text);
    const finding = needed?.test(text) === false ? undefined : firstOf(phrases, text);
    if (finding !== undefined) yield { ...finding, pointer };
    else if (text.length <= LONGEST) clean.add(text);
  }
}

function firstOf(phrases: readonly Phrase[], text: string): Finding | undefined {
  for (const { form, message } of phrases) {
    const match = form.exec(text);
    if (match === null) continue;
    const around = text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30);
    return { message, evidence: visibleText(excerpt(around, 160)), key: message };
  }
  return undefined;
}

function cleanOf(phrases: readonly Phrase[]): Set<string> {
  const known = innocent.get(phrases);
  if (known !== undefined && known.size < MOST) return known;
  const empty = new Set<string>();
  innocent.set(phrases, empty);
  return empty;
}
