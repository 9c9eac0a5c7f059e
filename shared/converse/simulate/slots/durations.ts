import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import type { NumberSpan } from "#shared/converse/simulate/slots/numbers.ts";

const DAY = 86_400;
/** Stretches of time in seconds; a month is 30 days and a year 365, as people count. */
const seconds: readonly (readonly [unit: RegExp, length: number])[] = [
  [/^sec(ond)?s?$/, 1],
  [/^min(ute)?s?$/, 60],
  [/^(hours?|hrs?)$/, 3_600],
  [/^(days?|nights?)$/, DAY],
  [/^weeks?$/, 7 * DAY],
  [/^months?$/, 30 * DAY],
  [/^(years?|yrs?)$/, 365 * DAY],
  [/^decades?$/, 3_650 * DAY],
];
const lengthOf = (word: string): number | undefined => seconds.find(([unit]) => unit.test(word))?.[1];

const words = (text: string): readonly string[] =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u);

/** The number in the unit of time that a parameter asks for, where it was said in another: "2 weeks" as 14 days. */
export function converted({ name, description }: Parameter, { value, after }: NumberSpan): number | undefined {
  const said = lengthOf(after[0] ?? "");
  if (said === undefined) return undefined;
  const asked =
    words(name)
      .map(lengthOf)
      .find((one) => one !== undefined) ??
    words(/\b(?:in|of) (\w+)/i.exec(description)?.[1] ?? "")
      .map(lengthOf)
      .find((one) => one !== undefined) ??
    words(description)
      .map(lengthOf)
      .find((one) => one !== undefined);
  if (asked === undefined || asked === said) return undefined;
  // Twelve months make a year, though twelve times thirty days do not.
  const ratio = said === 365 * DAY && asked === 30 * DAY ? 12 : said / asked;
  return Number((value * ratio).toPrecision(12));
}
