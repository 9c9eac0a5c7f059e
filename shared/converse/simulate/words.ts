import { stemmer } from "stemmer";

/** One word of a text, with where it stands. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** UTF-16 offsets into the text; `end` is after the last unit. */
  readonly start: number;
  readonly end: number;
}

/** Beyond this nobody speaks in one turn, and a text could be made to hurt. */
const MAX_TEXT = 20_000;
const MAX_WORDS = 3_000;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const stems = new Map<string, string>();
const MAX_STEMS = 50_000;

/** The stem of a lower-case word (Porter), remembered. Words that are not of ASCII letters are their own stem. */
export function stemOf(lower: string): string {
  const known = stems.get(lower);
  if (known !== undefined) return known;
  const bare = lower.replace(/['’](s|re|ll|ve|d|m|t)$/, "");
  const stem = /^[a-z]{3,40}$/.test(bare) ? stemmer(bare) : bare;
  if (stems.size >= MAX_STEMS) stems.clear();
  stems.set(lower, stem);
  return stem;
}

/** The words of a text in order, at most 3,000. Scripts without spaces give pairs of characters. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.slice(0, MAX_TEXT).matchAll(WORD)) {
    if (words.length >= MAX_WORDS) break;
    const [found] = match;
    if (WIDE.test(found)) {
      for (let at = 0; at < Math.max(1, found.length - 1); at += 1)
        words.push(word(found.slice(at, at + 2), match.index + at));
    } else words.push(word(found, match.index));
  }
  return words;
}

function word(text: string, start: number): Word {
  const lower = text.toLowerCase();
  return { text, lower, stem: stemOf(lower), start, end: start + text.length };
}

/** The lower-case words inside an identifier: `getHTTPStatus_v2` gives get, http, status, v2. */
export function identifierWords(name: string): readonly string[] {
  return name
    .slice(0, 400)
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== "")
    .map((part) => part.toLowerCase());
}

/** The stems of a text that is read as prose with identifiers in it (`user_id` gives user, id). Stop words are left out. */
export function proseStems(text: string): readonly string[] {
  const found: string[] = [];
  for (const { lower, text: shown } of wordsOf(text)) {
    if (stopWords.has(lower)) continue;
    const parts = /\p{Ll}\p{Lu}/u.test(shown) ? identifierWords(shown) : [lower];
    for (const part of parts) if (!stopWords.has(part)) found.push(stemOf(part));
  }
  return found;
}

/** Words that say nothing about which tool is meant. */
export const stopWords: ReadonlySet<string> = new Set(
  `a an the this that these those and or but if then than so of to in on at by for from with without into onto as is are was
were be been being am do does did doing done have has had having will would shall should can could may might must
i me my mine myself we us our ours you your yours he him his she her hers it its they them their theirs who whom whose
what which when where why how there here not no nor only own same too very just also now please thanks thank hi hello hey
ok okay yes i'm i'd i've i'll it's that's what's let's let lets don't doesn't didn't can't won't want wants wanted need
needs needed like would like'd help helps tell give gives given using use used uses via such any some all each every both
either neither other another more most less least about over under again once during before after above below between
through up down out off further because while until etc e.g i.e eg ie am pm one ones something anything someone
kindly able could wish looking try trying going go got make sure know much many really
s t re ll ve d m`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
