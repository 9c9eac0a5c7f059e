import type { PlacedText } from "#shared/lint/collect-texts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import { excerpt } from "#shared/lint/words.ts";

/** One way of saying something that no tool definition should say. */
export interface Phrase {
  readonly form: RegExp;
  readonly message: string;
}

/** The first phrase that each text of a definition holds; keys and single words are not looked at, repeats once. */
export function* matchPhrases(texts: readonly PlacedText[], phrases: readonly Phrase[]): Generator<Finding> {
  const seen = new Set<string>();
  for (const { pointer, text, role } of texts) {
    if (role === "key" || text.length < 8 || seen.has(text) || !text.includes(" ")) continue;
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
