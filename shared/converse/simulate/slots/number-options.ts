import type { Clues } from "#shared/converse/simulate/slots/clues.ts";
import { converted } from "#shared/converse/simulate/slots/durations.ts";
import type { NumberSpan } from "#shared/converse/simulate/slots/numbers.ts";
import { measureFeature } from "#shared/converse/simulate/slots/measures.ts";
import { escape, type Option } from "#shared/converse/simulate/slots/option.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { stemOf, stopWords } from "#shared/converse/simulate/words.ts";

/** What numbers have in common that one parameter after the other may ask for. */
const likeness = ({ value, money, percent, ordinal, after }: NumberSpan): string =>
  money
    ? "money"
    : percent
      ? "percent"
      : ordinal === true
        ? "ordinal"
        : value >= 1500 && value <= 2100 && Number.isInteger(value)
          ? "year"
          : stopWords.has(after[0] ?? "")
            ? ""
            : (after[0] ?? "");

/** What a number parameter might get: the numbers that were said. */
export function numberOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { parameter } = slot;
  const { words, text } = clues.utterance;
  // "monthly" is a number only where times in a year are asked for.
  const often = /per|freq|compound|annual|year|^n$/i.test(parameter.name);
  const all = often ? clues.numbers : clues.numbers.filter(({ frequency }) => frequency !== true);
  const digits = all.filter(({ spelt, ordinal }) => !spelt && ordinal !== true);
  const counted = digits.length >= Math.max(1, slot.siblings) ? digits : all;
  return all.flatMap((number) => {
    const place = counted.findIndex(({ end }) => end >= number.end);
    const alike = all.filter((other) => likeness(other) === likeness(number));
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
      if (place === slot.rank && counted.length === slot.siblings) add("as many numbers as parameters, in order");
    }
    if (all.length === 1) add("the only number");
    // "num2" is the second of those numbers that are alike: of one unit, or years.
    if (slot.nth !== undefined)
      add(alike[slot.nth - 1] === number ? "its own place among its likes" : "another's place among its likes");
    if (number.ordinal === true) add("a place in a row");
    if (number.frequency === true) add("how often a year");
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
      if (digits.length > 0) add("in words though digits were said");
      // "two numbers, 12 and 15": the two counts the others.
      if (number.value > 1 && all.filter((one) => !one.spelt && one.start > number.end).length >= number.value)
        add("counts what follows");
    }
    if (number.implied === true) add("not said as a number");
    const plain: Option = { value: number.value, spans: [number], features };
    const other = converted(parameter, number);
    if (other !== undefined && (parameter.type !== "integer" || Number.isInteger(other)))
      return [
        { ...plain, features: [...features, ["in another unit of time", 1]] },
        {
          ...plain,
          value: other,
          features: [
            ...features,
            ["converted to the unit asked for", 1],
            ...(number.implied === true ? ([["one of a unit, converted", 1]] as const) : []),
          ],
        },
      ];
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
