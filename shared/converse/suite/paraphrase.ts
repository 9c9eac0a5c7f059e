import { isJsonObject, type Json } from "#shared/base/json.ts";
import {
  anyFrames,
  contractions,
  fillers,
  openers,
  requestFrames,
  requestVerbs,
  swaps,
} from "#shared/converse/suite/paraphrase-words.ts";
import { hideValues } from "#shared/converse/suite/hide-values.ts";
import { seedOf, sequenceOf } from "#shared/converse/suite/seed.ts";
import { stopWords, wordsOf } from "#shared/converse/simulate/words.ts";
import type { Row } from "#shared/converse/suite/suite.ts";

export type ParaphraseKind = "polite" | "contraction" | "order" | "synonym" | "typo" | "voice";

/** An utterance in other words, and how it was made. */
export interface Paraphrase {
  readonly text: string;
  readonly kinds: readonly ParaphraseKind[];
}

type Below = (bound: number) => number;
/** One way to say it otherwise; undefined where this one does not apply. Hidden values are single characters to it. */
type Turn = (text: string, below: Below) => string | undefined;

const LONGEST = 2_000;
const ROUNDS = 4;
const MOST_VALUES = 500;
const recipes: readonly (readonly ParaphraseKind[])[] = [
  ["polite"],
  ["synonym"],
  ["voice"],
  ["order"],
  ["typo"],
  ["contraction"],
  ["synonym", "polite"],
  ["order", "synonym"],
  ["synonym", "voice"],
  ["typo", "polite"],
  ["order", "voice"],
  ["contraction", "synonym"],
];

/**
 * At most `count` paraphrases of an English utterance, always the same for the same words. Texts among `keep` (argument
 * values) stay letter by letter, as do quotations, addresses, numbers, ids and names inside a sentence. Fewer where it
 * gives no more; none for a text that does not look English, or is longer than 2,000 characters.
 */
export function paraphrases(
  utterance: string,
  { count = 6, keep = [] }: { readonly count?: number; readonly keep?: readonly string[] } = {},
): readonly Paraphrase[] {
  const said = utterance.trim().replaceAll(/\s+/g, " ");
  if (said === "" || said.length > LONGEST || !looksEnglish(said)) return [];
  const hidden = hideValues(said, keep);
  if (hidden === undefined) return [];
  const seen = new Set([said]);
  const found: Paraphrase[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kinds of recipes) {
      if (found.length >= count) return found;
      const below = sequenceOf(seedOf(`${round} ${kinds.join(" ")} ${said}`));
      let text: string | undefined = hidden.text;
      for (const kind of kinds) text = text === undefined ? undefined : turns[kind](text, below);
      const shown = text === undefined ? undefined : hidden.reveal(text);
      if (shown === undefined || seen.has(shown)) continue;
      seen.add(shown);
      found.push({ text: shown, kinds });
    }
  }
  return found;
}

/**
 * Paraphrases of every row that is not one itself, as rows that expect the same and name the row they come from. Values
 * of the expected arguments stay intact.
 */
export function paraphraseRows(rows: readonly Row[], count: number): readonly Row[] {
  const taken = new Set(rows.map(({ id }) => id));
  const made: Row[] = [];
  for (const row of rows) {
    if (row.paraphraseOf !== undefined) continue;
    for (const [at, { text }] of paraphrases(row.utterance, { count, keep: valuesOf(row) }).entries()) {
      let id = `${row.id.slice(0, 56)}~${at + 1}`;
      for (let nth = 2; taken.has(id); nth += 1) id = `${row.id.slice(0, 50)}~${at + 1}-${nth}`;
      taken.add(id);
      made.push({ ...row, id, utterance: text, paraphraseOf: row.id });
    }
  }
  return made;
}

/** Every text and number among the expected arguments. */
function valuesOf({ expect }: Row): readonly string[] {
  if (expect.kind !== "call") return [];
  const found: string[] = [];
  const waiting: (Json | undefined)[] = expect.calls.flatMap(({ args, accept }) => [args, accept]);
  while (waiting.length > 0 && found.length < MOST_VALUES) {
    const value = waiting.pop();
    if (typeof value === "string" || typeof value === "number") found.push(String(value));
    else if (Array.isArray(value)) waiting.push(...(value as readonly Json[]));
    else if (isJsonObject(value)) waiting.push(...Object.values(value));
  }
  return found;
}

const turns: Readonly<Record<ParaphraseKind, Turn>> = { polite, contraction, order, synonym, typo, voice };

const isRequest = (text: string): boolean => requestVerbs.has(/^[A-Za-z]+/.exec(text)?.[0].toLowerCase() ?? "");

function polite(text: string, below: Below): string | undefined {
  if (!isRequest(text)) return framed(anyFrames, below, /[.!?]$/.test(text) ? text : `${text}.`);
  const bare = text.replace(/[.!?\s]+$/, "").replace(/,?\s*please$/i, "");
  // A frame with an end mark of its own takes one sentence only.
  return /[.!?]\s/.test(bare) ? framed(anyFrames, below, text) : framed(requestFrames, below, lowerFirst(bare));
}

const framed = (frames: readonly string[], below: Below, text: string): string =>
  (frames[below(frames.length)] ?? "*").replace("*", () => text);

function contraction(text: string, below: Below): string | undefined {
  const long = found(text, contractions, 0);
  return long.length > 0 ? replaced(text, long, below) : replaced(text, found(text, contractions, 1), below);
}

function synonym(text: string, below: Below): string | undefined {
  return replaced(text, [...found(text, swaps, 0), ...found(text, swaps, 1)], below);
}

interface Swap {
  readonly from: string;
  readonly to: string;
}

function found(text: string, pairs: readonly (readonly [string, string])[], from: 0 | 1): readonly Swap[] {
  return pairs
    .filter((pair) => wordsPattern(pair[from]).test(text))
    .map((pair) => ({ from: pair[from], to: pair[from === 0 ? 1 : 0] }));
}

const patterns = new Map<string, RegExp>();

/** Finds words of our own tables, whole. */
function wordsPattern(words: string): RegExp {
  const known = patterns.get(words);
  if (known !== undefined) return known;
  const made = new RegExp(`(?<![\\p{L}\\p{Co}'-])${words}(?![\\p{L}\\p{Co}'-])`, "iu");
  patterns.set(words, made);
  return made;
}

function replaced(text: string, choices: readonly Swap[], below: Below): string | undefined {
  const swap = choices[below(choices.length)];
  if (swap === undefined) return undefined;
  return text.replace(wordsPattern(swap.from), (old) =>
    /^\p{Lu}/u.test(old) && !/^I\b/.test(old) ? upperFirst(swap.to) : swap.to,
  );
}

const PLACES = "for|in|on|at|from|with|before|after|since|during|by|about|under|near";
const TAIL = new RegExp(`^(\\S+ \\S.*?) ((?:${PLACES}) [^,.;:!?]+)([.!?]*)$`, "iu");
const HEAD = new RegExp(`^((?:${PLACES}) [^,.;:!?]+), (.+?)([.!?]*)$`, "iu");
const MOST_MOVED = 8;

/** "Find tickets for Acme." as "For Acme, find tickets.", and the other way round. */
function order(text: string): string | undefined {
  const head = HEAD.exec(text);
  if (head !== null) return `${upperFirst(head[2] ?? "")} ${lowerFirst(head[1] ?? "")}${head[3] ?? ""}`;
  const tail = TAIL.exec(text);
  if (tail === null || !isRequest(text) || (tail[2] ?? "").split(" ").length > MOST_MOVED) return undefined;
  return `${upperFirst(tail[2] ?? "")}, ${lowerFirst(tail[1] ?? "")}${tail[3] ?? ""}`;
}

/** One or two slips of the keyboard inside longer words. */
function typo(text: string, below: Below): string | undefined {
  const words = Array.from(text.matchAll(/(?<![\p{L}\p{N}'])[a-z]{5,}(?![\p{L}\p{N}'])/giu));
  if (words.length === 0) return undefined;
  const chosen = new Set([below(words.length)]);
  if (words.length > 6) chosen.add(below(words.length));
  let result = "";
  let from = 0;
  for (const [at, match] of words.entries()) {
    if (!chosen.has(at)) continue;
    result += text.slice(from, match.index) + slipped(match[0], below);
    from = match.index + match[0].length;
  }
  return result + text.slice(from);
}

function slipped(word: string, below: Below): string {
  const at = 1 + below(word.length - 3);
  const [left, one, two, right] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
  if (one === two) return left + one + right;
  return [left + two + one + right, left + two + right, left + one + one + two + right][below(3)] ?? word;
}

/** As a speech recogniser writes it: small letters, no punctuation, and the sounds in between. */
function voice(text: string, below: Below): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Co}'\s-]+/gu, " ")
    .split(" ")
    .filter((word) => /[^-]/.test(word));
  const opener = openers[below(openers.length)] ?? "";
  if (words.length < 4) return [opener, ...words].join(" ");
  const at = 2 + below(words.length - 3);
  return [opener, ...words.slice(0, at), fillers[below(fillers.length)] ?? "", ...words.slice(at)].join(" ");
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string): string =>
  /^I\b|^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** Mostly Latin letters, and at least one word in five is a common English one or the verb of a request. */
export function looksEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  const words = wordsOf(text);
  const common = words.filter(({ lower }) => stopWords.has(lower) || requestVerbs.has(lower)).length;
  return latin >= letters * 0.7 && common > 0 && common * 5 >= words.length;
}
