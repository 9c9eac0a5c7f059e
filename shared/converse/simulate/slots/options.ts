import type { Json } from "#shared/base/json.ts";
import type { Clues, Span } from "#shared/converse/simulate/slots/clues.ts";
import { writeDate, writeTime } from "#shared/converse/simulate/slots/dates.ts";
import { choiceText } from "#shared/converse/simulate/parameter.ts";
import { measureFeature } from "#shared/converse/simulate/slots/measures.ts";
import { writePlace } from "#shared/converse/simulate/slots/places.ts";
import { nearWords } from "#shared/converse/simulate/near-words.ts";
import {
  absentFeatures,
  textFeatures,
  type Features,
  type SlotView,
} from "#shared/converse/simulate/slots/text-features.ts";
import { identifierWords, stemOf, stopWords } from "#shared/converse/simulate/words.ts";

/** A value that a parameter might get, with the words it comes from. `value` undefined: leave it out. */
export interface Option {
  readonly value: Json | undefined;
  readonly spans: readonly Span[];
  readonly features: Features;
}

/** Which weights judge a parameter's options. */
export type Scorer = "text" | "number" | "choice" | "flag";

/** Which scorer a parameter's type asks for; undefined for arrays and objects, which are built of others. */
export function scorerOf({ type, choices }: SlotView["parameter"]): Scorer | undefined {
  if (choices.length > 0) return "choice";
  if (type === "boolean") return "flag";
  if (type === "number" || type === "integer") return "number";
  return type === "array" || type === "object" ? undefined : "text";
}

/** The options of a parameter, "leave it out" first. */
export function optionsOf(slot: SlotView, clues: Clues): readonly Option[] {
  const absent: Option = { value: undefined, spans: [], features: absentFeatures(slot) };
  const scorer = scorerOf(slot.parameter);
  const others =
    scorer === "choice"
      ? choiceOptions(slot, clues)
      : scorer === "flag"
        ? flagOptions(slot, clues)
        : scorer === "number"
          ? numberOptions(slot, clues)
          : scorer === "text"
            ? textOptions(slot, clues)
            : [];
  return [absent, ...others.filter(({ value }) => allowed(slot, value))];
}

/** Whether the schema's plain limits allow a value: bounds, length. Patterns are left to the validator. */
function allowed({ parameter: { schema } }: SlotView, value: Json | undefined): boolean {
  const limit = (key: string): number | undefined => (typeof schema[key] === "number" ? schema[key] : undefined);
  if (typeof value === "number")
    return (
      value >= (limit("minimum") ?? -Infinity) &&
      value <= (limit("maximum") ?? Infinity) &&
      value > (limit("exclusiveMinimum") ?? -Infinity) &&
      value < (limit("exclusiveMaximum") ?? Infinity)
    );
  if (typeof value === "string")
    return value.length >= (limit("minLength") ?? 0) && value.length <= (limit("maxLength") ?? Infinity);
  return true;
}

function textOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { kind, parameter } = slot;
  const wanted = `${parameter.description} ${JSON.stringify(parameter.schema["format"] ?? "")} ${parameter.name}`;
  const formula = clues.texts.some(({ shape }) => shape === "math");
  return clues.texts.flatMap((span) => {
    if ((kind === "email") !== (span.shape === "email") && (kind === "email" || kind === "url")) return [];
    if (kind === "url" && span.shape !== "url") return [];
    if (kind === "code" && formula && span.shape !== "math" && span.shape !== "quoted") return [];
    const features = textFeatures(slot, clues, span);
    const plain: Option = { value: span.text, spans: [span], features };
    if (kind === "place") {
      const place = writePlace(span.text, wanted);
      if (place === undefined) return [plain];
      const shown = place.includes(",") ? "a place in the form asked for" : "a place by its full name";
      return [plain, { value: place, spans: [span], features: [...features, [shown, 1] as const] }];
    }
    if (kind !== "date" && kind !== "time") return [plain];
    const date = clues.dates.find(({ start, end }) => start === span.start && end === span.end);
    if (date === undefined) return [plain];
    const written = kind === "time" ? writeTime(date, wanted) : writeDate(date, wanted);
    if (written === undefined) return [plain];
    return [{ value: written, spans: [span], features: [...features, ["written in the form asked for", 1] as const] }];
  });
}

function numberOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { parameter } = slot;
  const { words, text } = clues.utterance;
  const all = clues.numbers;
  return all.flatMap((number, place) => {
    const features: (readonly [string, number])[] = [];
    const add = (name: string, value = 1): void => void features.push([name, value]);
    if (parameter.type === "integer" && !Number.isInteger(number.value)) add("a fraction for a whole number");
    const at = words.findIndex(({ end }) => end > number.start);
    const named = (word: string): boolean => slot.nameStems.has(stemOf(word));
    const last = words.findLastIndex(({ start }) => start < number.end);
    for (let back = 1; back <= 6; back += 1) {
      const word = words[at - back];
      if (word === undefined) break;
      const label = back <= 3 ? String(back) : "4-6";
      if (slot.nameStems.has(word.stem)) add(`name ${label} before`);
      else if (slot.near.has(word.stem)) add(`near word ${label} before`);
      else if (slot.descriptionStems.has(word.stem) && !stopWords.has(word.lower))
        add(`word of the description ${label} before`);
      if (/\d/.test(word.text) || /[.?!;]\s/.test(text.slice(word.end, number.start))) break;
    }
    for (let ahead = 1; ahead <= 3; ahead += 1) {
      const word = words[last + ahead];
      if (word === undefined || /[.?!;,]/.test(text.slice(number.end, word.start))) break;
      if (slot.nameStems.has(word.stem)) add(`name ${ahead} after`);
      else if (slot.near.has(word.stem)) add(`near word ${ahead} after`);
      else if (slot.descriptionStems.has(word.stem) && !stopWords.has(word.lower))
        add(`word of the description ${ahead} after`);
      if (/\d/.test(word.text)) break;
    }
    if (
      new RegExp(`(?<![\\p{L}\\p{N}])${escape(parameter.name)}\\s*(=|:|is|of|equals)?\\s*$`, "iu").test(
        text.slice(Math.max(0, number.start - 60), number.start),
      )
    )
      add("name and value");
    if (slot.siblings > 0) {
      add("rank among the numbers", -Math.min(3, Math.abs(place - slot.rank)));
      if (place === slot.rank && all.length === slot.siblings) add("as many numbers as parameters, in order");
    }
    if (all.length === 1) add("the only number");
    const measure = measureFeature(parameter, number);
    if (measure !== undefined) add(measure);
    if (number.money)
      add(
        /price|cost|amount|budget|fee|salary|income|value|principal|money|pay|revenue|loan|invest/i.test(parameter.name)
          ? "money for money"
          : "money",
      );
    const rate = /rate|percent|probab|discount|tax|yield|ratio|interest|growth|fraction/i.test(
      `${parameter.name} ${parameter.description.slice(0, 60)}`,
    );
    if (number.percent !== rate) add(number.percent ? "a percentage for another" : "a plain number for a rate");
    else if (rate) add("a percentage for a rate");
    const yearly = number.value >= 1500 && number.value <= 2100 && Number.isInteger(number.value) && !number.money;
    const year = parameter.nameStems.includes("year");
    if (yearly) add(year ? "a year for a year" : "a year for another");
    else if (year) add("another for a year");
    for (const date of clues.dates)
      if (number.start >= date.start && number.end <= date.end) {
        add("within a date");
        break;
      }
    if (named(number.before)) add("named before");
    if (number.spelt) {
      add(number.value === 1 ? "the word one" : "in words");
      if (all.some(({ spelt }) => !spelt)) add("in words though digits were said");
    }
    const plain: Option = { value: number.value, spans: [number], features };
    if (!number.percent || !rate) return [plain];
    const told = /decimal|fraction|between 0 and 1|0\.\d/i.test(parameter.description);
    const kept = /percent/i.test(`${parameter.name} ${parameter.description}`);
    const share = Number((number.value / 100).toPrecision(12));
    return [
      {
        ...plain,
        features: [
          ...features,
          ["kept as a percentage", 1],
          ...(told ? ([["kept though a fraction is asked for", 1]] as const) : []),
          ...(kept ? ([["kept as asked", 1]] as const) : []),
        ],
      },
      {
        value: share,
        spans: [number],
        features: [
          ...features,
          ["as a fraction", 1],
          ...(told ? ([["as the fraction asked for", 1]] as const) : []),
          ...(kept ? ([["a fraction though a percentage is asked for", 1]] as const) : []),
        ],
      },
    ];
  });
}

const escape = (text: string): string => text.slice(0, 60).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function choiceOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { parameter } = slot;
  const { words, text, reach } = clues.utterance;
  const lower = text.toLowerCase();
  return parameter.choices.map((value, place) => {
    const features: (readonly [string, number])[] = [];
    const add = (name: string, amount = 1): void => void features.push([name, amount]);
    const shown = choiceText(value);
    const stems = identifierWords(shown).map(stemOf);
    const hits = stems.map((stem) => words.find((word) => word.stem === stem));
    const found = hits.filter((word) => word !== undefined);
    let spans: readonly Span[] = found;
    const at = shown.length > 1 ? lower.indexOf(shown.toLowerCase()) : -1;
    const whole =
      at >= 0 && !/[\p{L}\p{N}]/u.test(lower[at - 1] ?? " ") && !/[\p{L}\p{N}]/u.test(lower[at + shown.length] ?? " ");
    if (whole) {
      add("said as it is");
      spans = [{ start: at, end: at + shown.length }];
      const named = words.findIndex(({ end }) => end > at);
      if (
        [1, 2, 3].some(
          (away) =>
            slot.nameStems.has(words[named - away]?.stem ?? "") || slot.nameStems.has(words[named + away]?.stem ?? ""),
        )
      )
        add("said near the name");
    } else if (stems.length > 0 && found.length === stems.length) add("every word said");
    else if (found.length > 0) add("some words said", found.length / stems.length);
    else {
      let nearest = 0;
      for (const stem of stems)
        for (const { nearness, term } of reach.get(stem) ?? [])
          if (nearness > nearest) {
            nearest = nearness;
            const word = words.find((one) => one.stem === clues.utterance.terms[term]?.stem);
            spans = word === undefined ? [] : [word];
          }
      if (nearest > 0.55) add("a near word said", nearest);
      if (/^-?\d+(\.\d+)?$/.test(shown)) {
        const number = clues.numbers.find((one) => one.value === Number(shown));
        if (number !== undefined) {
          add("said as a number");
          spans = [number];
        }
      }
      const start =
        shown.length >= 3
          ? words.find(
              (word) =>
                word.lower.length >= 4 &&
                (shown.toLowerCase().startsWith(word.lower.slice(0, 4)) || word.lower.startsWith(shown.toLowerCase())),
            )
          : undefined;
      if (start !== undefined && nearest <= 0.55) {
        add("begins like a word said");
        spans = [start];
      }
      const spelled = new RegExp(
        `(?:^|[('"\\s])${escape(shown)}['")]?\\s*(?:for|=|:|is|means|-|\\()\\s*([\\p{L} ]{3,40})`,
        "iu",
      ).exec(parameter.description)?.[1];
      if (
        spelled !== undefined &&
        identifierWords(spelled)
          .slice(0, 2)
          .some((word) => !stopWords.has(word) && words.some(({ stem }) => stem === stemOf(word)))
      )
        add("what it stands for was said");
    }
    if (value === parameter.schema["default"]) add("the default");
    if (place === 0) add("first in the list");
    add(parameter.required ? "a choice, required" : "a choice, optional");
    if (found.length === 0 && spans.length === 0) add(parameter.required ? "not said, required" : "not said");
    add("one of many", Math.min(1, 1 / Math.max(1, parameter.choices.length)));
    if (slot.parameter.type === "string" && slot.toolStems.size > 0 && stems.some((stem) => slot.toolStems.has(stem)))
      add("in the tool's name");
    return { value, spans, features };
  });
}

function flagOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { parameter } = slot;
  const { words, text } = clues.utterance;
  const telling = [...slot.nameStems].filter(
    (stem) => !/^(is|includ|enabl|show|get|allow|use|return|with|has)$/.test(stem),
  );
  const hits = words.filter(
    ({ stem, lower }) =>
      telling.includes(stem) ||
      (!stopWords.has(lower) && nearWords(lower).some((near) => near.nearness > 0.75 && telling.includes(near.stem))),
  );
  const told = words.filter(
    ({ stem, lower }) => !stopWords.has(lower) && slot.descriptionStems.has(stem) && !slot.toolStems.has(stem),
  );
  const share = telling.length === 0 ? 0 : Math.min(1, hits.length / telling.length);
  const denied = hits.some(({ start }) =>
    /\b(no|not|don't|do not|without|never|exclude|excluding|disable|skip|off|isn't|non)\b[^.?!,]{0,20}$/i.test(
      text.slice(Math.max(0, start - 30), start),
    ),
  );
  return [true, false].map((value) => {
    const label = value ? "yes" : "no";
    const features: (readonly [string, number])[] = [
      [label, 1],
      [`${label}, ${parameter.required ? "required" : "optional"}`, 1],
      [`${label}, the name was said`, share],
      [`${label}, words of the description were said`, Math.min(1, told.length / 4)],
    ];
    if (hits.length > 0) features.push([`${label}, ${denied ? "denied" : "affirmed"}`, 1]);
    if (parameter.schema["default"] !== undefined)
      features.push([`${label}, ${parameter.schema["default"] === value ? "the default" : "against the default"}`, 1]);
    return { value, spans: hits, features };
  });
}
