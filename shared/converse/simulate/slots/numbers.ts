/** A number in a text, with where it stands. */
export interface NumberSpan {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly percent: boolean;
  readonly money: boolean;
  /** Written in words, at least in part. */
  readonly spelt: boolean;
  /** No number was said: "next week" is one week. */
  readonly implied?: boolean;
  /** A place in a row: "3rd". */
  readonly ordinal?: boolean;
  /** How often in a year: "monthly" is twelve times. */
  readonly frequency?: boolean;
  /** The word before and the two after, lower case: "5 square meters". */
  readonly before: string;
  readonly after: readonly string[];
}

const UNITS: Readonly<Record<string, number>> = Object.fromEntries(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
    .split(" ")
    .map((word, value) => [word, value]),
);
const TENS: Readonly<Record<string, number>> = Object.fromEntries(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, at) => [word, (at + 2) * 10]),
);
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  m: 1e6,
  bn: 1e9,
};
const OTHERS: Readonly<Record<string, number>> = {
  dozen: 12,
  couple: 2,
  half: 0.5,
  single: 1,
  once: 1,
  twice: 2,
  pair: 2,
};
const NUMBER = /(?<![\p{L}\p{N}_.]|\p{N}-)[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?/giu;
/** "next week" and "for a decade" as one week and one decade; "twice a week" is a rate. */
const LONE_DURATION =
  /\b(?:next|last|past|coming|following|upcoming|this|previous|one|(?:for|in|over|within|of|during|after|than|is) (?:half )?an?)\s+(?=(second|minute|hour|day|night|week|month|year|decade)\b)/gi;
/** How often in a year, as a number: "compounded monthly". */
const FREQUENCIES: Readonly<Record<string, number>> = {
  daily: 365,
  weekly: 52,
  biweekly: 26,
  monthly: 12,
  quarterly: 4,
  semiannually: 2,
  annually: 1,
  yearly: 1,
};
const FREQUENCY = /\b(?:daily|weekly|biweekly|monthly|quarterly|semiannually|annually|yearly)\b/gi;
const own = (table: Readonly<Record<string, number>>, word: string): number | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** The numbers of a text in order: digits with separators, magnitudes ("2.5 million", "30k"), words ("twenty-five"), percentages. At most 100. */
export function numbersIn(text: string): readonly NumberSpan[] {
  const found: NumberSpan[] = [];
  // "1,000" is one number; "[1,200]" is two.
  const apart = text.replaceAll(/\[[^\]]*\]/g, (list) => list.replaceAll(",", " "));
  for (const match of apart.matchAll(NUMBER)) {
    const [digits] = match;
    // The 2 of "m/s^2" and "x^2" is a part of something else.
    if (/\p{L}\^$/u.test(text.slice(Math.max(0, match.index - 2), match.index))) continue;
    let end = match.index + digits.length;
    let value = Number(digits.replaceAll(",", "").replace("−", "-"));
    const rest = text.slice(end, end + 24);
    // "3rd" is a number; "2a" and "10:30" are not ours.
    const tail = /^(st|nd|rd|th)\b/i.exec(rest)?.[0] ?? "";
    if (
      tail === "" &&
      /^(:\d|\/\d|-\d{1,2}-|\p{L}{4,}|\.\d)/u.test(rest) &&
      !/^(k|m|bn|kg|km|cm|mm|usd|eur)\b/i.test(rest)
    ) {
      if (
        !/^\p{L}/u.test(rest) ||
        !/^(hundred|thousand|million|billion|trillion|percent|meters?|miles?|units?)/i.test(rest)
      )
        continue;
    }
    const scale = /^[\s-]?(hundred|thousand|million|billion|trillion|k|bn|m)(?![\p{L}\p{N}])/iu.exec(rest);
    const factor = scale === null ? undefined : own(SCALES, (scale[1] ?? "").toLowerCase());
    // "5m" is five metres and "300K" a temperature; "$5m" is five million.
    const money = /[$€£¥₹]\s?$/.test(text.slice(0, match.index));
    if (scale !== null && factor !== undefined && (money || !/^[mMK]$/.test(scale[1] ?? ""))) {
      value *= factor;
      end += scale[0].length;
    }
    const one = span(text, value, match.index, end + tail.length, false);
    found.push(tail === "" ? one : { ...one, ordinal: true });
    if (found.length >= 100) return found;
  }
  for (const spelt of speltNumbers(text))
    if (!found.some(({ start, end }) => spelt.start < end && start < spelt.end)) found.push(spelt);
  for (const match of text.matchAll(LONE_DURATION)) {
    const start = match.index + match[0].length;
    if (!found.some((one) => one.end >= match.index && one.start <= start))
      found.push({ ...span(text, 1, match.index, start, true), end: start + (match[1]?.length ?? 0), implied: true });
  }
  for (const { index, 0: word } of text.matchAll(FREQUENCY)) {
    const value = own(FREQUENCIES, word.toLowerCase());
    if (value !== undefined && found.length < 100)
      found.push({ ...span(text, value, index, index + word.length, true), implied: true, frequency: true });
  }
  return found.sort((one, two) => one.start - two.start).slice(0, 100);
}

function span(text: string, value: number, start: number, end: number, spelt: boolean): NumberSpan {
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(end, end + 40);
  return {
    value: Number(value.toPrecision(12)),
    start,
    end,
    percent: /^\s?(%|percent|per cent)/i.test(after),
    money: /[$€£¥₹]\s?$/.test(before) || /^\s?(usd|eur|gbp|dollars?|euros?|pounds?|rupees?|yen)\b/i.test(after),
    spelt,
    before: /(\p{L}[\p{L}\p{N}_]*)[^\p{L}\p{N}]*$/u.exec(before)?.[1]?.toLowerCase() ?? "",
    after:
      (after.split(/[,.;?!]/, 1)[0] ?? "")
        .match(/\p{L}+/gu)
        ?.slice(0, 2)
        .map((word) => word.toLowerCase()) ?? [],
  };
}

function speltNumbers(text: string): readonly NumberSpan[] {
  const found: NumberSpan[] = [];
  const words = [...text.matchAll(/\p{L}+/gu)].slice(0, 2_000);
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (first === undefined) break;
    let [total, current, used, last] = [0, 0, false, at];
    for (let next = at; next < words.length; next += 1) {
      const word = (words[next]?.[0] ?? "").toLowerCase();
      const gap =
        next === at
          ? " "
          : text.slice((words[next - 1]?.index ?? 0) + (words[next - 1]?.[0].length ?? 0), words[next]?.index);
      if (!/^[\s-]{1,2}$/.test(gap)) break;
      const unit = own(UNITS, word);
      const ten = own(TENS, word);
      const scale = word.length > 2 ? own(SCALES, word) : undefined;
      if (unit !== undefined && (current % 10 === 0 || !used)) current += unit;
      else if (ten !== undefined && current % 100 === 0) current += ten;
      else if (scale !== undefined && used) {
        current = Math.max(1, current) * scale;
        if (scale >= 1e3) [total, current] = [total + current, 0];
      } else if (
        word === "and" &&
        used &&
        next > at &&
        /hundred|thousand|million/.test((words[next - 1]?.[0] ?? "").toLowerCase())
      )
        continue;
      else break;
      used = true;
      last = next;
    }
    const word = first[0].toLowerCase();
    const other = own(OTHERS, word);
    const ending = words[last];
    if (used && ending !== undefined) {
      found.push(span(text, total + current, first.index, ending.index + ending[0].length, true));
      at = last;
    } else if (other !== undefined) found.push(span(text, other, first.index, first.index + word.length, true));
  }
  return found;
}
