const LONGEST = 64;
const MOST = 10_000;
const remembered = new Map<string, readonly string[]>();

/**
 * The lower-case words of an identifier or phrase: `getAccountStatus`, `get_account-status`, `get account` are alike.
 * Short texts are asked for again and again: the last 10,000 are remembered.
 */
export function wordsOf(text: string): readonly string[] {
  if (text.length > LONGEST) return split(text);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= MOST) remembered.clear();
  const words = split(text);
  remembered.set(text, words);
  return words;
}

const JOINED = /[a-z\d][A-Z]|[A-Z]{2}[a-z]/;
const PLAIN = /^[\n\r\t -~]*$/;

function split(text: string): readonly string[] {
  if (PLAIN.test(text) && !JOINED.test(text)) return text.toLowerCase().match(/[a-z\d]+/g) ?? [];
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** An identifier with its writing style folded away: `Get-Account_status` and `getAccountStatus` are alike. */
export function folded(identifier: string): string {
  return wordsOf(identifier).join("_");
}

/** A word without its English plural or verb ending, good enough to compare: `tickets` and `ticket` are alike. */
export function stem(word: string): string {
  if (word.length <= 3 || !word.endsWith("s")) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2);
  return /(ss|us|is)$/.test(word) ? word : word.slice(0, -1);
}

const STOP = new Set(
  "a an and any are as at be by can for from has have if in into is it its may must not of on or our so such that the their them then there these this to via was we when which will with you your".split(
    " ",
  ),
);

/** The stems of a text's words without the empty words. */
export function contentStems(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !STOP.has(word))
    .map(stem);
}

/** A text cut for a message, line breaks as blanks. */
export function excerpt(text: string, longest = 80): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** 2 and more things as `a, b and c`, at most `most` of them named. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(", ")} and ${names.length - most} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
