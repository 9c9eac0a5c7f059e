/** A word of a text that is written like an identifier, with its offsets. */
export interface Identifier {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// snake_case, kebab-case, dotted or camelCase with at least two parts, or any word followed by an opening parenthesis.
const IDENTIFIER =
  /[A-Za-z][A-Za-z0-9]*(?:[_-]+[A-Za-z0-9]+)+|[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+/g;

/** Every word of at least two parts that is written like an identifier, in order. */
export function identifiersIn(text: string): readonly Identifier[] {
  const found: Identifier[] = [];
  for (const match of text.matchAll(IDENTIFIER)) {
    const before = text.charAt(match.index - 1);
    const end = match.index + match[0].length;
    if (/[\w@#$%/.\\-]/.test(before) || /^(\.\w|\/\w|@\w|:\/\/|[\\=]\w)/.test(text.slice(end, end + 3))) continue;
    found.push({ text: match[0], start: match.index, end });
  }
  return found;
}
