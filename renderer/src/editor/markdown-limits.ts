const LONGEST = 20_000;

/**
 * True where a text is safe to give to a Markdown parser on the main thread: parsers recurse on nesting and go
 * quadratic on runs of openers, so that 6 kB of `> ` overflow the stack and 60 kB of `*a ` block for seconds.
 */
export function isModestMarkdown(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (/(?:[>*+-] ?){24}/.test(text.replaceAll(/^[-*_]{3,200}$/gm, ""))) return false;
  if (/^ {80}/m.test(text)) return false;
  for (const opener of ["*", "_", "[", "<", "`", "|", "~", "!", "&", ">"]) {
    if (text.split(opener).length > 1_000) return false;
  }
  return true;
}
