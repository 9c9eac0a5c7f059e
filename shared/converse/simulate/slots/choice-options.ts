import { choiceText } from "#shared/converse/simulate/parameter.ts";
import type { Clues, Span } from "#shared/converse/simulate/slots/clues.ts";
import { measureFeature } from "#shared/converse/simulate/slots/measures.ts";
import type { NumberSpan } from "#shared/converse/simulate/slots/numbers.ts";
import { escape, type Option } from "#shared/converse/simulate/slots/option.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { identifierWords, stemOf, stopWords } from "#shared/converse/simulate/words.ts";

/** The allowed values of a parameter, each with what was said for it. */
export function choiceOptions(slot: SlotView, clues: Clues): readonly Option[] {
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
    let uses = false;
    const count = (number: NumberSpan): void => {
      spans = [number];
      uses = true;
      const measure = measureFeature(parameter, number);
      if (measure !== undefined) add(measure);
      if (number.after.some((word) => slot.nameStems.has(stemOf(word)))) add("said before the name");
    };
    const digit = /^\d$/.test(shown)
      ? clues.numbers.find((one) => !one.spelt && one.value === Number(shown))?.start
      : undefined;
    const at = digit ?? (shown.length > 1 ? lower.indexOf(shown.toLowerCase()) : -1);
    const whole =
      at >= 0 &&
      !/[\p{L}\p{N}]/u.test(lower[at - 1] ?? " ") &&
      !/^-?[\p{L}\p{N}]/u.test(lower.slice(at + shown.length));
    if (whole) {
      add("said as it is");
      spans = [{ start: at, end: at + shown.length }];
      const number = clues.numbers.find((one) => one.start <= at && one.end >= at + shown.length);
      if (number !== undefined) count(number);
      const named = words.findIndex(({ end }) => end > at);
      if (
        [1, 2, 3].some(
          (away) =>
            slot.nameStems.has(words[named - away]?.stem ?? "") || slot.nameStems.has(words[named + away]?.stem ?? ""),
        )
      )
        add("said near the name");
    } else if (stems.length > 0 && found.length === stems.length) {
      add("every word said");
      const named = stems.every((stem) => slot.toolStems.has(stem));
      if (named) add("said, but the tool's name says it");
      const parts = identifierWords(shown);
      if (!found.every((word) => parts.includes(word.lower)))
        add(`said in another form${named ? ", as the tool's name has it" : ""}`);
    } else if (found.length > 0) add("some words said", found.length / stems.length);
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
        const number = clues.numbers.find((one) => one.value === Number(shown) && one.frequency !== true);
        if (number !== undefined) {
          add("said as a number");
          count(number);
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
    return { value, spans, features, shares: !uses };
  });
}
