/** A word of a text that is written like an identifier, with its offsets. */
export interface Identifier {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// snake_case, kebab-case, dotted or camelCase with at least two parts, or any word followed by an opening parenthesis.
const IDENTIFIER =
  /(?<!\w)(?:[A-Za-z][A-Za-z0-9]*(?:[_-]+[A-Za-z0-9]+)+|[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)/g;

// What every such word holds: most texts do not, and are not read further.
const JOINT = /[A-Za-z0-9][_-]|[a-z0-9][A-Z]/;

/** Whether what stands before an offset makes the word there a part of something longer: a path, an address, a variable. */
export function isPartOfMore(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  // `@name` addresses a tool or a person; `who@name` is an e-mail address.
  return before === "@" ? /\w/.test(text.charAt(start - 2)) : /[\w$%/.\\-]/.test(before);
}

/** Every word of at least two parts that is written like an identifier, in order. */
export function identifiersIn(text: string): readonly Identifier[] {
  const found: Identifier[] = [];
  if (!JOINT.test(text)) return found;
  for (const match of text.matchAll(IDENTIFIER)) {
    const end = match.index + match[0].length;
    if (isPartOfMore(text, match.index) || /^(\.\w|\/\w|@\w|:\/\/|[\\=]\w)/.test(text.slice(end, end + 3))) continue;
    found.push({ text: match[0], start: match.index, end });
  }
  return found;
}
