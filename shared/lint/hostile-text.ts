import type { PlacedText } from "#shared/lint/collect-texts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { excerpt } from "#shared/lint/words.ts";

/** One way of saying something that no tool definition should say. */
export interface Phrase {
  readonly form: RegExp;
  readonly message: string;
}

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
  for (const { pointer, text, role } of texts) {
    if (role === "key" || text.length < 8 || seen.has(text) || !text.includes(" ")) continue;
    if (needed?.test(text) === false) continue;
    seen.add(text);
    for (const { form, message } of phrases) {
      const match = form.exec(text);
      if (match === null) continue;
      const around = text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30);
      yield { message, pointer, evidence: visibleText(excerpt(around, 160)), key: message };
      break;
    }
  }
}
