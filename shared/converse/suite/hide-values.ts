/** A text whose values stand as single characters of the private use area. */
export interface Hidden {
  readonly text: string;
  /** A changed text with the values back in their places. */
  readonly reveal: (text: string) => string;
}

const FIRST = 0xe000;
const MOST = 1_000;

/** What is a value by its form: quotations, addresses, anything with a digit, codes in capitals, names inside a sentence. */
const forms: readonly RegExp[] = [
  /[\ue000-\uf8ff]+/gu,
  /"[^"]{1,300}"|“[^”]{1,300}”|`[^`]{1,300}`|(?<![\p{L}\p{N}])'[^']{1,300}'(?![\p{L}\p{N}])/gu,
  /[^\s@]{1,200}@[^\s@]{1,200}\.\p{L}+|https?:\/\/\S*[^\s.,;!?]|(?<!\S)[/~][\w./-]*\w/gu,
  /[\p{L}\p{N}#$€£_][\p{L}\p{N}_.,:/#%°+-]{0,100}\p{N}[\p{L}\p{N}_:/#%°+-]*|[#$€£]?\p{N}[\p{L}\p{N}_:/#%°+-]*(?:[.,]\p{N}+)*%?/gu,
  /\w{1,100}[_/.]\w[\w/.]*\w/gu,
  /(?<=[\p{L}\p{N},;:'’)] )(?!I\b|I['’])\p{Lu}[\p{L}\p{M}\p{N}.&'’-]*[\p{L}\p{N}](?: (?:of |the |de |van )?(?!I\b)\p{Lu}[\p{L}\p{M}\p{N}&'’-]*[\p{L}\p{N}])*/gu,
  /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu,
];

/**
 * Hides the values of a text: those of `keep` (whatever their case, longest first), then what has the form of a value.
 * Undefined where there are more than 1,000.
 */
export function hideValues(text: string, keep: readonly string[]): Hidden | undefined {
  const spans: { readonly start: number; readonly end: number }[] = [];
  const take = (start: number, end: number): void => {
    if (start < end && !spans.some((span) => start < span.end && span.start < end)) spans.push({ start, end });
  };
  const lower = text.toLowerCase();
  const values = [...new Set(keep.map((value) => value.trim().toLowerCase()))]
    .filter((value) => value !== "")
    .toSorted((one, two) => two.length - one.length);
  // A text whose length changes with its case would give other offsets.
  if (lower.length === text.length)
    for (const value of values)
      for (let at = lower.indexOf(value); at >= 0; at = lower.indexOf(value, at + value.length))
        if (!isInsideWord(lower, at, at + value.length)) take(at, at + value.length);
  for (const form of forms) for (const match of text.matchAll(form)) take(match.index, match.index + match[0].length);
  if (spans.length > MOST) return undefined;
  const inOrder = spans.toSorted((one, two) => one.start - two.start);
  let shown = "";
  let from = 0;
  for (const [at, { start, end }] of inOrder.entries()) {
    shown += text.slice(from, start) + String.fromCharCode(FIRST + at);
    from = end;
  }
  const parts = inOrder.map(({ start, end }) => text.slice(start, end));
  return {
    text: shown + text.slice(from),
    reveal: (changed) => changed.replaceAll(/[\ue000-\uf8ff]/g, (char) => parts[char.charCodeAt(0) - FIRST] ?? ""),
  };
}

const LETTER = /[\p{L}\p{N}]/u;

function isInsideWord(text: string, start: number, end: number): boolean {
  return isJoint(text, start) || isJoint(text, end);
}

const isJoint = (text: string, at: number): boolean => LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at));
