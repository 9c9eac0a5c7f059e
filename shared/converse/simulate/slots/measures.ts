import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import type { NumberSpan } from "#shared/converse/simulate/slots/numbers.ts";

/** What a number measures, by the unit after it; and the words of a parameter that ask for it. */
const measures: readonly (readonly [name: string, units: RegExp, asks: RegExp])[] = [
  [
    "length",
    /^(m|km|cm|mm|mi|ft|meters?|metres?|kilomet(er|re)s?|centimet(er|re)s?|miles?|feet|foot|inch(es)?|yards?)$/,
    /distance|radius|length|height|width|depth|altitude|elevation|side|base|miles|diameter|position|displacement|meters|feet/,
  ],
  ["years", /^(years?|yrs?)$/, /year|period|duration|term|age|horizon|time/],
  ["months", /^months?$/, /month|period|duration|term|time/],
  ["weeks", /^weeks?$/, /week|period|duration|time/],
  ["days", /^(days?|nights?)$/, /day|night|period|duration|time|stay/],
  ["hours", /^(hours?|hrs?)$/, /hour|duration|time/],
  ["minutes", /^(minutes?|mins?)$/, /minute|duration|time|length/],
  ["seconds", /^(seconds?|secs?|s)$/, /second|duration|time|delay|interval/],
  ["mass", /^(kg|g|mg|grams?|kilograms?|lbs?|pounds?|ounces?|oz|tons?)$/, /mass|weight|amount|quantity/],
  ["temperature", /^(c|f|k|degrees?|celsius|fahrenheit|kelvin)$/, /temp|degree|angle|temperature/],
  [
    "people",
    /^(people|persons?|guests?|passengers?|adults?|children|travell?ers?|seats?|tickets?|riders?)$/,
    /people|person|guest|passenger|adult|child|travel|seat|ticket|party|size|number/,
  ],
  ["baths", /^(baths?|bathrooms?)$/, /bath/],
  ["rooms", /^(rooms?|bedrooms?|beds?)$/, /bed|(?<!bath)room/],
  [
    "results",
    /^(results?|items?|articles?|entries|records?|examples?|recipes?|movies?|books?|songs?|words?|times|restaurants?|news|hotels?|papers?|options?|tracks?|posts?|users?)$/,
    /limit|count|max|num|amount|results|items|top|size|number|quantity|entries/,
  ],
  ["speed", /^(mph|kmh|kph|knots|mps)$/, /speed|velocity/],
];

/** Whether what a number measures is what a parameter asks for; undefined where neither tells. */
export function measureFeature({ name, description }: Parameter, { after, money }: NumberSpan): string | undefined {
  const asked = `${name} ${description.slice(0, 120)}`.toLowerCase();
  const own = name.toLowerCase();
  const [first = "", second = ""] = after;
  const found = measures.find(([, units]) => units.test(first)) ?? measures.find(([, units]) => units.test(second));
  if (found === undefined) {
    if (money) return undefined;
    return measures.some(([, , asks]) => asks.test(own)) ? "no unit though one is usual" : undefined;
  }
  const [, , asks] = found;
  if (asks.test(own)) return "the unit agrees with the name";
  if (asks.test(asked)) return "the unit agrees with the description";
  return measures.some(([, , other]) => other.test(own))
    ? "the unit is of another measure"
    : "a unit that was not asked for";
}
