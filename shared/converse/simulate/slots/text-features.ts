import type { Clues, Span, TextSpan } from "#shared/converse/simulate/slots/clues.ts";
import { shapeOf } from "#shared/converse/simulate/slots/examples.ts";
import { isListed } from "#shared/converse/simulate/slots/word-lists.ts";
import { isPlace } from "#shared/converse/simulate/slots/places.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { counted, factsOf, isStrange, strangersOf } from "#shared/converse/simulate/slots/word-facts.ts";
import { stopWords } from "#shared/converse/simulate/words.ts";

/** What a slot's scorer sees: names of features with their values. Weights are by name. */
export type Features = readonly (readonly [name: string, value: number])[];

const LEADS = new Set(
  `a an the in on at by for from with to of into about as and or is are was be between near named called titled title id than under over using via
name user find search show get me my your play book order convert translate calculate what who where when how that this i want need like it's its since until after before during
send post add set create called number code like against per around within`.split(/\s+/),
);
const JOINERS = new Set("of de the and la von van".split(" "));
const NAME_JOINERS = new Set("of de the and &".split(" "));
const CONJUNCTIONS = new Set("and or but then".split(" "));
const PREPOSITIONS = new Set("in from at on with for to by using under near".split(" "));
const REQUESTS = new Set(
  `find search show get give tell play book calculate what who how where when is are which translate convert send create add provide retrieve fetch check list want
need help look looking determine compute solve order buy make set`.split(/\s+/),
);
const lead = (word: string | undefined): string =>
  word === undefined ? "^" : LEADS.has(word) ? word : stopWords.has(word) ? "~stop" : "~word";

/** The features of one stretch for one text parameter. */
export function textFeatures(slot: SlotView, clues: Clues, span: TextSpan): Features {
  const { words, text } = clues.utterance;
  const { kind, parameter } = slot;
  const found: (readonly [string, number])[] = [];
  const add = (name: string, value = 1): void => void found.push([name, value]);
  const inside = words.slice(span.first, span.last + 1);
  const before = words[span.first - 1];
  const after = words[span.last + 1];
  const gapBefore = text.slice(before?.end ?? 0, span.start);
  const gapAfter = text.slice(span.end, after?.start ?? text.length);
  const count = inside.length;
  const size = count > 6 ? "7+" : count > 3 ? "4-6" : String(count);
  const prose = kind === "query" || kind === "text" || kind === "other";
  add(`shape ${span.shape}`);
  add(`shape ${span.shape} for ${kind}`);
  add(`${size} words`);
  add(`${size} words for ${kind}`);
  const led = lead(before?.lower);
  add(`after ${led}`);
  add(`after ${led} for ${kind}`);
  const last = parameter.nameStems.at(-1);
  if (last !== undefined) {
    add(`after ${led} for the name ${last}`);
    if (before !== undefined && !stopWords.has(before.lower) && slot.toolStems.has(before.stem))
      add(`after the tool's name for ${kind}`);
  }
  const closed = /[,.?!;:)"']/.test(gapBefore);
  if (closed) add("after a break");
  const next =
    after === undefined ? "$" : /[.?!;]/.test(gapAfter) ? "." : gapAfter.includes(",") ? "," : lead(after.lower);
  add(`before ${next}`);
  if (prose) add(`before ${next} for prose`);
  // Capitals: a run of them is taken whole.
  const facts = factsOf(clues.utterance);
  const strangers = strangersOf(slot, clues.utterance);
  const capital = (at: number): boolean => facts.capitals[at] === true;
  const caps = counted(facts.capitals, span);
  // "Treaty of Lisbon": names with small words between them.
  const linked =
    count > 2 &&
    caps > 1 &&
    caps < count &&
    inside.every(({ lower }, at) => capital(span.first + at) || JOINERS.has(lower));
  if (caps > 0 && capital(span.first) && capital(span.last)) {
    add("names");
    add(`names for ${kind}`);
    if (capital(span.first - 1) && /^[\s]*$/.test(gapBefore)) add("cut off names before");
    if (capital(span.last + 1) && /^[\s]*$/.test(gapAfter)) add("cut off names after");
    if (capital(span.last + 1) && /^,\s$/.test(gapAfter)) add(`comma and names follow for ${kind}`);
    if (/,/.test(span.text)) add(`comma inside for ${kind}`);
    if (/,/.test(span.text) && slot.beside) add(`comma inside for ${kind} beside another`);
    if (slot.beside && capital(span.last + 1) && /^,\s$/.test(gapAfter))
      add(`comma and names follow for ${kind} beside another`);
    if (linked) add("names linked by small words");
  } else if (caps === 0) add(`no names for ${kind}`);
  else add("names in part");
  if (/,/.test(span.text) && caps === 0) add("comma inside plain words");
  // What the words are, and whether a phrase is cut in two.
  const tag = (at: number): string => clues.tags[at] ?? "$";
  const [opening, closing] = [tag(span.first), tag(span.last)];
  add(`begins ${opening}${prose ? " in prose" : ""}`);
  add(`ends ${closing}${prose ? " in prose" : ""}`);
  add(`begins ${opening} for ${kind}`);
  const touchBefore = before !== undefined && /^[\s-]*$/.test(gapBefore);
  const touchAfter = after !== undefined && /^[\s-]*$/.test(gapAfter);
  if (touchBefore) add(`${tag(span.first - 1)} before ${opening}`);
  if (touchAfter) add(`${tag(span.last + 1)} after ${closing}`);
  if (count > 1) {
    const held = new Set(clues.tags.slice(span.first + 1, span.last + 1));
    add(`holds ${[...held].sort().join("")}`);
    for (const one of held) add(`holds ${one} for ${kind}`);
  }
  if (/['’]s\s/.test(span.text)) add(`possessive inside${prose ? " in prose" : ""}`);
  if (/^['’]s\b/.test(text.slice(span.end))) {
    add("possessive after");
    add(`possessive after for ${kind}`);
  }
  // "Treaty of Lisbon" is one name.
  if (caps > 0) {
    if (NAME_JOINERS.has(before?.lower ?? "") && capital(span.first - 2)) add(`a name ${before?.lower} goes before`);
    if (NAME_JOINERS.has(after?.lower ?? "") && capital(span.last + 2)) add(`a name ${after?.lower} comes after`);
  }
  // Words that no text of the tool knows were said for a reason: they are arguments, or parts of one.
  const strange = (at: number): boolean => strangers[at] === true;
  const foreign = counted(strangers, span);
  add("strange words", Math.min(3, foreign));
  add(foreign === 0 ? "nothing strange" : foreign === count ? "all strange" : "strange in part");
  add(`${foreign === 0 ? "nothing" : foreign === count ? "all" : "something"} strange for ${kind}`);
  if (counted(facts.plain, span) === count) add(`plain words for ${kind}`);
  if (kind === "place" && isPlace(span.text)) add("a place that is known");
  if (touchBefore && strange(span.first - 1)) add(`strange word before${strange(span.first) ? " a strange one" : ""}`);
  if (touchAfter && strange(span.last + 1)) add(`strange word after${strange(span.last) ? " a strange one" : ""}`);
  if (count > 1 && !strange(span.last)) add(`ends with a known word for ${kind}`);
  if (count > 1 && !strange(span.first)) add(`begins with a known word for ${kind}`);
  // What the name asks for, in words of that kind.
  const own = words[span.last]?.stem ?? "";
  if (slot.listed !== undefined && count <= 2) {
    const says = slot.listed.has(own) || slot.listed.has(span.text.toLowerCase());
    add(says ? "of the kind that the name asks for" : "not of the kind that the name asks for");
    if (says && count === 1) add(`of the kind asked for, alone${parameter.required ? "" : ", optional"}`);
  } else if (count === 1 && isListed(own)) add(`of a kind that another name asks for, for ${kind}`);
  // As the examples are.
  if (slot.examples.length > 0 && count <= 4) {
    const stems = inside.map(({ stem }) => stem).join(" ");
    if (slot.examples.some((one) => one.stems.join(" ") === stems))
      add(`one of the examples${parameter.required ? "" : ", optional"}`);
  }
  const { shown } = slot;
  if (shown !== undefined) {
    add(
      count < shown.least
        ? "shorter than the examples"
        : count > shown.most
          ? "longer than the examples"
          : "as long as the examples",
    );
    if (shown.digits !== /\d/.test(span.text)) add("digits unlike the examples");
    if (shown.shapes.size > 0)
      add(shown.shapes.has(shapeOf(span.text)) ? "of the shape of an example" : "of no shape of the examples");
    if (shown.capitals && !/^\p{Lu}/u.test(span.text)) add("small unlike the examples");
  } else if (prose) add("no examples");
  // Numbers and dates.
  const digits = /\d/.test(span.text);
  if (digits) add(`digits for ${kind}`);
  for (const date of clues.dates)
    if (date.start < span.end && span.start < date.end) {
      add(`over a date for ${kind === "date" || kind === "time" ? kind : "others"}`);
      if (date.start === span.start && date.end === span.end)
        add(`a date for ${kind === "date" || kind === "time" ? kind : "others"}`);
      break;
    }
  if (kind === "time" && /\d\s?(am|pm)\b|\d:\d\d/i.test(span.text)) add("a time of day");
  // The words themselves.
  let [named, tool, told, small, near] = [0, 0, 0, 0, 0];
  for (const { stem, lower } of inside) {
    if (slot.nameStems.has(stem)) named += 1;
    if (slot.toolStems.has(stem)) tool += 1;
    if (slot.descriptionStems.has(stem)) told += 1;
    if (slot.near.has(stem)) near += 1;
    if (stopWords.has(lower)) small += 1;
  }
  if (named > 0) add("holds the parameter's name", named / count);
  if (named === count) add("is the parameter's name");
  if (tool > 0) add("holds the tool's name", tool / count);
  if (told > 0) add("holds words of the description", told / count);
  if (near > 0) add("holds words near the name", near / count);
  if (small > 0 && !linked) add("holds small words", small / count);
  if (stopWords.has(inside[0]?.lower ?? "")) add(`begins small${prose ? " in prose" : ""}`);
  if (stopWords.has(inside.at(-1)?.lower ?? "")) add("ends small");
  if (inside.some(({ lower }) => CONJUNCTIONS.has(lower))) add(`holds and${prose ? " in prose" : ""}`);
  if (!linked && inside.slice(1).some(({ lower }) => PREPOSITIONS.has(lower))) add(`holds a preposition for ${kind}`);
  if (inside[0] !== undefined && REQUESTS.has(inside[0].lower)) add(`begins with a request${prose ? " in prose" : ""}`);
  // Where the parameter is named nearby.
  for (let back = 1; back <= 4; back += 1) {
    const word = words[span.first - back];
    if (word === undefined) break;
    if (slot.nameStems.has(word.stem)) add(`name ${back} before`);
    else if (slot.near.has(word.stem)) add(`near word ${back} before`);
    else if (slot.descriptionStems.has(word.stem) && !stopWords.has(word.lower) && back < 3)
      add(`word of the description ${back} before`);
    if (/[.?!;]/.test(text.slice(word.end, span.start))) break;
  }
  for (let ahead = 1; ahead <= 2; ahead += 1) {
    const word = words[span.last + ahead];
    if (word === undefined) break;
    if (slot.nameStems.has(word.stem)) add(`name ${ahead} after`);
    else if (slot.near.has(word.stem)) add(`near word ${ahead} after`);
  }
  if (
    /[:=]\s*["'“]?$/.test(text.slice(Math.max(0, span.start - 6), span.start)) &&
    slot.nameStems.has(before?.stem ?? "")
  )
    add("name with a colon before");
  // Direction words tell two places apart.
  for (const stem of parameter.nameStems) {
    if (/^(from|origin|start|source|depart|departur)$/.test(stem))
      add(`origin after ${before?.lower === "from" ? "from" : before?.lower === "to" ? "to" : "other"}`);
    if (/^(to|destin|end|target|arriv|receiv|recipi)$/.test(stem))
      add(`destination after ${before?.lower === "from" ? "from" : before?.lower === "to" ? "to" : "other"}`);
  }
  // The second of two companies is the second one in the row.
  if (slot.nth !== undefined)
    for (const { items } of clues.lists) {
      const at = items.findIndex(({ start, end }) => start === span.start && end === span.end);
      if (at < 0) continue;
      add(at + 1 === slot.nth ? "its own place in the row" : "another's place in the row");
      break;
    }
  const [left, right] = [text.slice(Math.max(0, span.start - 12), span.start), text.slice(span.end, span.end + 6)];
  if (/\d\s?$/.test(left)) add(`a number before for ${kind}`);
  if (kind === "currency" || kind === "unit")
    for (const stem of parameter.nameStems)
      if (/^(from|base|source|to|target)$/.test(stem))
        add(`${stem} ${/\d\s?$/.test(left) ? "with" : "without"} a number before`);
  if (/^\s?\d/.test(right)) add(`a number after for ${kind}`);
  add("how far in", span.start / Math.max(1, text.length));
  if (slot.siblings > 1) {
    const place = span.start / Math.max(1, text.length);
    add("place in order", -Math.abs(place - (slot.rank + 0.5) / slot.siblings));
  }
  return found;
}

/** What is left of the words once other parameters took theirs: reasons not to leave this one out. */
export function leftoverFeatures(slot: SlotView, clues: Clues, taken: readonly Span[]): Features {
  const free = ({ start, end }: Span): boolean => !taken.some((other) => start < other.end && other.start < end);
  const need = slot.parameter.required ? "required" : "optional";
  if (slot.parameter.type === "number" || slot.parameter.type === "integer") {
    const left = clues.numbers.filter((one) => !one.spelt && free(one)).length;
    return [[`left out, ${need}, ${Math.min(3, left)} numbers unused`, 1]];
  }
  let [strange, names, all] = [0, 0, 0];
  clues.utterance.words.forEach((word, at) => {
    if (stopWords.has(word.lower)) return;
    all += 1;
    if (!isStrange(slot, word) || !free(word)) return;
    strange += 1;
    if (clues.tags[at] === "p") names += 1;
  });
  const share = strange === 0 ? "no" : strange / all < 0.2 ? "few" : strange / all < 0.4 ? "some" : "many";
  return [
    [`left out, ${need}, ${share} strange words unused`, 1],
    [`left out, ${need}, ${Math.min(2, strange)} strange words unused`, 1],
    [`left out, ${need}, ${Math.min(2, names)} names unused`, 1],
  ];
}

/** The features of leaving a parameter out. */
export function absentFeatures({ parameter, kind }: SlotView): Features {
  return [
    ["left out", 1],
    [parameter.required ? "left out though required" : "left out, optional", 1],
    [`left out ${kind}`, 1],
    [`left out ${kind}, ${parameter.required ? "required" : "optional"}`, 1],
    ...(parameter.schema["default"] === undefined ? [] : ([["left out, has a default", 1]] as const)),
  ];
}
