import type { Json } from "#shared/base/json.ts";
import { nearWords } from "#shared/converse/simulate/near-words.ts";
import { choiceText } from "#shared/converse/simulate/parameter.ts";
import type { Clues } from "#shared/converse/simulate/slots/clues.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { stopWords } from "#shared/converse/simulate/words.ts";

const YES = /^(true|yes|y|on)$/i;
const NO = /^(false|no|n|off)$/i;
const EITHER = /^(any|all|either|none|null|dontcare|don'?t care|unspecified)?$/i;

/** Whether a closed list is yes and no in words. */
export function isFlag(choices: readonly Json[]): boolean {
  const shown = choices.map(choiceText);
  return (
    shown.length <= 4 &&
    shown.some((one) => YES.test(one)) &&
    shown.some((one) => NO.test(one)) &&
    shown.every((one) => YES.test(one) || NO.test(one) || EITHER.test(one))
  );
}

/** Yes and no, each with what was said for it. */
export function flagOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { parameter } = slot;
  const { words, text } = clues.utterance;
  const named = [...slot.nameStems].filter(
    (stem) => !/^(is|includ|enabl|show|get|allow|use|return|with|has)$/.test(stem),
  );
  // What the tool's name says too was hardly said for the flag.
  const apart = named.filter((stem) => !slot.toolStems.has(stem));
  const telling = apart.length === 0 ? named : apart;
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
  const written = (value: boolean): Json =>
    parameter.choices.find((one) => (value ? YES : NO).test(choiceText(one))) ?? value;
  return [true, false].map((yes) => {
    const value = written(yes);
    const label = yes ? "yes" : "no";
    const features: (readonly [string, number])[] = [
      [label, 1],
      [`${label}, ${parameter.required ? "required" : "optional"}`, 1],
      [`${label}, the name was said`, share],
      [`${label}, words of the description were said`, Math.min(1, told.length / 4)],
    ];
    if (hits.length > 0) {
      features.push([`${label}, ${denied ? "denied" : "affirmed"}`, 1]);
      if (parameter.schema["default"] !== undefined)
        features.push([
          `${label}, ${denied ? "denied" : "affirmed"}, the default is ${JSON.stringify(parameter.schema["default"])}`,
          1,
        ]);
    }
    if (parameter.schema["default"] !== undefined)
      features.push([`${label}, ${parameter.schema["default"] === value ? "the default" : "against the default"}`, 1]);
    return { value, spans: hits, features, shares: true };
  });
}
