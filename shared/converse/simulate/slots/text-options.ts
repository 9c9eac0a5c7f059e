import type { Clues, TextSpan } from "#shared/converse/simulate/slots/clues.ts";
import { writeDate, writeTime } from "#shared/converse/simulate/slots/dates.ts";
import { countryCode, countryOfPeople, currencyCode } from "#shared/converse/simulate/slots/lands.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import { writePlace } from "#shared/converse/simulate/slots/places.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { textFeatures } from "#shared/converse/simulate/slots/text-features.ts";

/** A description that shows how to write days or times. */
const FORM = /[yY]{2,4}|\bdd\b|\bHH\b|%[YmdHM]|ISO|\b24\b|AM\/PM|\d{1,2}:\d{2}|\d{4}-\d{2}|"(date|time|date-time)"/;
const CODE = /ISO|alpha-?2|two-letter|2-letter|country ?codes?/i;

/** The example that a stretch says in another form: "teaspoons" for 'teaspoon'. */
function shownAs({ examples }: SlotView, { utterance }: Clues, { first, last, text }: TextSpan): string | undefined {
  if (examples.length === 0 || last - first > 3) return undefined;
  const stems = utterance.words.slice(first, last + 1).map(({ stem }) => stem);
  const same = examples.find(
    (one) => one.stems.length === stems.length && one.stems.every((stem, at) => stem === stems[at]),
  );
  return same === undefined || same.value.toLowerCase() === text.toLowerCase() ? undefined : same.value;
}

/** What a text parameter might get: stretches of the words, dates and places in the form asked for. */
export function textOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { kind, parameter } = slot;
  const wanted = `${parameter.description} ${JSON.stringify(parameter.schema["format"] ?? "")} ${parameter.name}`;
  const formula = clues.texts.some(({ shape }) => shape === "math");
  return clues.texts.flatMap((span): readonly Option[] => {
    const shown = shownAs(slot, clues, span);
    if (shown !== undefined)
      return [
        {
          value: span.text,
          spans: [span],
          features: [...textFeatures(slot, clues, span), ["said unlike the example", 1]],
        },
        { value: shown, spans: [span], features: [...textFeatures(slot, clues, span), ["as the example has it", 1]] },
      ];
    if ((kind === "email") !== (span.shape === "email") && (kind === "email" || kind === "url")) return [];
    if (kind === "url" && span.shape !== "url") return [];
    if (kind === "code" && formula && span.shape !== "math" && span.shape !== "quoted") return [];
    const features = textFeatures(slot, clues, span);
    const plain: Option = { value: span.text, spans: [span], features };
    if (kind === "currency") {
      const code = currencyCode(span.text);
      return code === undefined
        ? [plain]
        : [plain, { value: code, spans: [span], features: [...features, ["a currency by its code", 1]] }];
    }
    if (kind === "place") {
      const code = CODE.test(wanted) ? countryCode(span.text) : undefined;
      if (code !== undefined)
        return [plain, { value: code, spans: [span], features: [...features, ["a country by its code", 1]] }];
      const country = parameter.nameStems.includes("city") ? undefined : countryOfPeople(span.text);
      if (country !== undefined && country.toLowerCase() !== span.text.toLowerCase())
        return [plain, { value: country, spans: [span], features: [...features, ["a country by its name", 1]] }];
      const place = writePlace(span.text, wanted);
      if (place === undefined) return [plain];
      const form = place.includes(",") ? "a place in the form asked for" : "a place by its full name";
      return [plain, { value: place, spans: [span], features: [...features, [form, 1] as const] }];
    }
    if (kind !== "date" && kind !== "time") return [plain];
    const date = clues.dates.find(({ start, end }) => start === span.start && end === span.end);
    if (date === undefined) return [plain];
    const written = kind === "time" ? writeTime(date, wanted) : writeDate(date, wanted);
    if (written === undefined) return [plain];
    const asked = FORM.test(wanted);
    return [
      {
        ...plain,
        features: [
          ...features,
          [asked ? "as said, though a form is asked for" : "as said, no form asked for", 1] as const,
        ],
      },
      {
        value: written,
        spans: [span],
        features: [
          ...features,
          [asked ? "written in the form asked for" : `written, no form asked for, ${kind}`, 1] as const,
        ],
      },
    ];
  });
}
