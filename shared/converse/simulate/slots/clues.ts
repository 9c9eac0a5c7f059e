import { datesIn, type DateSpan, type Today } from "#shared/converse/simulate/slots/dates.ts";
import { numbersIn, type NumberSpan } from "#shared/converse/simulate/slots/numbers.ts";
import type { Utterance } from "#shared/converse/simulate/utterance.ts";
import { tagWords, type WordTag } from "#shared/converse/simulate/slots/word-tags.ts";
import { stopWords, type Word } from "#shared/converse/simulate/words.ts";

/** A stretch of a text: UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch that could be a text argument. */
export interface TextSpan extends Span {
  readonly text: string;
  readonly shape: "quoted" | "snake" | "email" | "url" | "path" | "id" | "math" | "date" | "words" | "clause";
  /** Places of its first and last word. */
  readonly first: number;
  readonly last: number;
}

/** Everything in an utterance that could be an argument, read once for all tools. */
export interface Clues {
  readonly utterance: Utterance;
  /** What each word is where it stands. */
  readonly tags: readonly WordTag[];
  readonly numbers: readonly NumberSpan[];
  readonly dates: readonly DateSpan[];
  readonly texts: readonly TextSpan[];
  readonly lists: readonly ListSpan[];
  readonly dated: boolean;
}

/** Several things in a row: "a, b and c" or "[1, 2]". */
export interface ListSpan extends Span {
  readonly items: readonly Span[];
}

const MAX_WORDS_READ = 240;
const LONGEST = 7;
/** Beyond so many words a stretch is shorter: long texts quote what they mean, and a decision takes milliseconds. */
const MANY_WORDS = 60;
const LONGEST_OF_MANY = 4;
const TERM =
  "(?:\\d+(?:\\.\\d+)?(?:\\*?[a-z](?!\\p{L}))?|(?:sin|cos|tan|log|ln|exp|sqrt)\\([^()]{1,30}\\)|[a-z](?!\\p{L})|\\([^()]{1,40}\\))(?:(?:\\^|\\*\\*)-?(?:\\d+|[a-z]|\\([^()]{1,20}\\)))?";
const MATH = new RegExp(
  `(?<![\\p{L}\\p{N}_./-])-?${TERM}(?:\\s?(?:\\*\\*|[-+*/^])\\s?${TERM}){0,20}(?![\\p{L}\\p{N}_(])`,
  "gu",
);
const SPECIAL: readonly (readonly [TextSpan["shape"], RegExp])[] = [
  ["url", /\bhttps?:\/\/[^\s"'<>)\]]+[^\s"'<>)\].,;!?]/giu],
  ["email", /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu],
  [
    "path",
    /(?<![\p{L}\p{N}:/])(?:~|\.{1,2}|[A-Za-z]:)?[\\/][\p{L}\p{N}._-]+(?:[\\/][\p{L}\p{N}._-]+)*[\\/]?|\b[\p{L}\p{N}_-]+\.(?:txt|csv|json|pdf|docx?|xlsx?|png|jpe?g|py|md|html?|zip|xml|ya?ml|log|js|ts|mp[34]|pptx?)\b/giu,
  ],
  ["snake", /(?<![\p{L}\p{N}_])\p{L}[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+(?![\p{L}\p{N}_])/gu],
  [
    "id",
    /(?<![\p{L}\p{N}@/.])(?=[\p{L}\p{N}_#.-]*\p{N})[\p{L}#]?[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*(?![\p{L}\p{N}@])/gu,
  ],
];
const QUOTED =
  /"([^"]{1,400})"|“([^”]{1,400})”|‘([^’]{1,400})’|`([^`]{1,400})`|(?<![\p{L}\p{N}])'((?:[^']|(?<=\p{L})'(?=\p{L})){1,400}?)'(?![\p{L}\p{N}])|「([^」]{1,200})」/gu;

/** Reads what could be an argument. Bounded: 240 words, 1,500 stretches. */
export function readClues(utterance: Utterance, today?: Today): Clues {
  const { text } = utterance;
  const words = utterance.words.slice(0, MAX_WORDS_READ);
  const numbers = numbersIn(text.slice(0, 8_000));
  const dates = datesIn(text, today);
  const texts: TextSpan[] = [];
  const seen = new Set<string>();
  const add = (shape: TextSpan["shape"], start: number, end: number): void => {
    const key = `${start}:${end}`;
    if (seen.has(key) || end <= start || texts.length >= 1_500) return;
    seen.add(key);
    const first = words.findIndex((word) => word.end > start);
    let last = first;
    while (last + 1 < words.length && (words[last + 1]?.start ?? 0) < end) last += 1;
    texts.push({ shape, start, end, text: text.slice(start, end), first, last });
  };
  for (const match of text.slice(0, 8_000).matchAll(QUOTED)) {
    const inner = match.slice(1).find((group) => group !== undefined) ?? "";
    const start = match.index + match[0].indexOf(inner);
    add("quoted", start, start + inner.length);
  }
  for (const { index, 0: found } of text.slice(0, 8_000).matchAll(MATH))
    if (isFormula(found)) add("math", index, index + found.length);
  for (const [shape, pattern] of SPECIAL)
    for (const match of text.slice(0, 8_000).matchAll(pattern)) add(shape, match.index, match.index + match[0].length);
  for (const { start, end } of dates) add("date", start, end);
  const longest = words.length > MANY_WORDS ? LONGEST_OF_MANY : LONGEST;
  for (let first = 0; first < words.length; first += 1) {
    if (leaves(words[first]) || joined(text, words[first - 1], words[first])) continue;
    for (let last = first; last < Math.min(words.length, first + longest); last += 1) {
      if (last > first && breaks(text, words[last - 1], words[last])) break;
      if (!ends(words[last]) && !joined(text, words[last], words[last + 1]))
        add("words", words[first]?.start ?? 0, endOf(words[last]));
    }
    const opens = first === 0 || clauseStarts(text, words[first - 1], words[first]);
    if (opens) {
      const stop = clauseEnd(text, words[first]?.start ?? 0);
      add("clause", words[first]?.start ?? 0, stop);
    }
  }
  return {
    utterance,
    tags: tagWords(words, text),
    numbers,
    dates,
    texts,
    lists: listsIn(text, words),
    dated: today !== undefined,
  };
}

/** A formula has a letter that stands for a number, and does something with it. */
const isFormula = (text: string): boolean => /(?<!\p{L})[a-z](?!\p{L})/u.test(text) && /[-+*/^]/.test(text.slice(1));

/** Where a word ends without the possessive. */
const endOf = (word: Word | undefined): number => (word?.end ?? 0) - (/['’]s$/.exec(word?.text ?? "")?.[0].length ?? 0);

/** Whether two words are parts of one: "U.S", "his_name", "a@b". A hyphen joins more loosely. */
function joined(text: string, before: Word | undefined, after: Word | undefined): boolean {
  return before !== undefined && after !== undefined && /^[._/@&+*^=~#\\]+$/.test(text.slice(before.end, after.start));
}

/** Words with which no argument begins or ends. */
const LOOSE = new Set("a an of to in on at by for from with into and or is are was were be that which who".split(" "));
const leaves = (word: Word | undefined): boolean =>
  word === undefined ||
  (LOOSE.has(word.lower) && !/^\p{Lu}/u.test(word.text)) ||
  /^(i|me|my|you|your|please|can|could|the)$/.test(word.text);
const ends = (word: Word | undefined): boolean =>
  word === undefined || LOOSE.has(word.lower) || /^(the|my|your|please|i|me)$/.test(word.lower);

/** Whether a sentence, or a quotation, ends between two words. */
function breaks(text: string, before: Word | undefined, after: Word | undefined): boolean {
  const gap = text.slice(before?.end ?? 0, after?.start ?? 0);
  if (/[?!;:"“”()\n[\]{}]/.test(gap)) return true;
  return /\.\s/.test(gap) && !(before !== undefined && before.text.length <= 3 && /^\p{Lu}/u.test(before.text));
}

function clauseStarts(text: string, before: Word | undefined, after: Word | undefined): boolean {
  if (breaks(text, before, after)) return true;
  return /^(for|about|on|to|that|saying|of|is|say|called|named|regarding|find|search|with|as)$/.test(
    before?.lower ?? "",
  );
}

function clauseEnd(text: string, from: number): number {
  const rest = text.slice(from, from + 400);
  const stop = /[.?!](?:\s|$)|\n/.exec(rest);
  return from + (stop === null ? rest.trimEnd().length : stop.index);
}

/** Rows of things: between brackets, or joined by commas and a last "and". */
function listsIn(text: string, words: readonly Word[]): readonly ListSpan[] {
  const lists: ListSpan[] = [];
  for (const match of text.slice(0, 8_000).matchAll(/\[([^[\]]{1,2000})\]|(?<=\s)\(([^()]{1,500},[^()]{1,500})\)/g))
    lists.push({
      start: match.index,
      end: match.index + match[0].length,
      items: split(match[1] ?? match[2] ?? "", match.index + 1, /,/g).map((part) => bare(text, part)),
    });
  for (const match of text.slice(0, 8_000).matchAll(/[^.?!;:\n()[\]{}]{2,400}/g)) {
    const parts = split(match[0], match.index, /,\s*(?:and|or)\s+|,\s*(?=\S)|\s+(?:and|&|or|as well as)\s+/g);
    for (let first = 0; first < parts.length - 1; first += 1) {
      const items = rowFrom(text, words, parts.slice(first));
      const [start, end] = [items[0]?.start, items.at(-1)?.end];
      if (items.length < 2 || start === undefined || end === undefined) continue;
      lists.push({ start, end, items });
      first += items.length - 2;
    }
  }
  return lists.slice(0, 50);
}

/** The row that begins with the first part: it ends with the part that goes on with other words. */
function rowFrom(text: string, words: readonly Word[], parts: readonly Span[]): readonly Span[] {
  const items: Span[] = [];
  for (const [at, part] of parts.entries()) {
    const item = trim(text, words, part, at === 0);
    const before = words.filter((word) => word.start >= part.start && word.end <= item.start);
    const quoted = (one: Span): boolean => /["'“‘]/.test(text[one.start - 1] ?? "");
    const [head] = items;
    if (item.end <= item.start || (at > 0 && before.length > 1)) break;
    if (head !== undefined && quoted(head) !== quoted(item)) break;
    items.push(item);
    if (/[\p{L}\p{N}]/u.test(text.slice(item.end, part.end))) break;
  }
  return items;
}

/** Without the quotes and blanks around it. */
function bare(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && /[\s"'“‘`]/.test(text[from] ?? "")) from += 1;
  while (to > from && /[\s"'”’`]/.test(text[to - 1] ?? "")) to -= 1;
  return { start: from, end: to };
}

function split(text: string, offset: number, by: RegExp): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(by)) {
    spans.push({ start: offset + from, end: offset + match.index });
    from = match.index + match[0].length;
  }
  spans.push({ start: offset + from, end: offset + text.length });
  return spans.slice(0, 100);
}

const LEADS_TO = new Set("including include includes namely containing featuring called named titled".split(" "));
const small = (word: Word): boolean =>
  (stopWords.has(word.lower) || LEADS_TO.has(word.lower)) && !/^\p{Lu}/u.test(word.text);

/** A list's item without what leads to it: the last run of words after the last small word of the first item; the first run of the others. */
function trim(text: string, words: readonly Word[], { start, end }: Span, leading: boolean): Span {
  const within = words.filter((word) => word.start >= start && word.end <= end);
  const quoted = /["'“‘]([^"'”’]+)["'”’]/.exec(text.slice(start, end));
  if (quoted?.[1] !== undefined) {
    const at = start + quoted.index + 1;
    return { start: at, end: at + quoted[1].length };
  }
  if (within.length === 0) return { start, end };
  if (leading) {
    const at = within.findLastIndex(small);
    const from = within[at + 1];
    return from === undefined ? { start, end } : { start: from.start, end: within.at(-1)?.end ?? end };
  }
  const skipped = within.findIndex((word) => !small(word));
  const rest = within.slice(Math.max(0, skipped));
  const at = rest.findIndex(small);
  const kept = at <= 0 ? rest : rest.slice(0, at);
  return { start: kept[0]?.start ?? start, end: kept.at(-1)?.end ?? end };
}
