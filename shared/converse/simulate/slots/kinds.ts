import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import { stemOf } from "#shared/converse/simulate/words.ts";

/** What a text parameter is about, as far as its name, format and description tell. */
export type Kind =
  | "date"
  | "time"
  | "email"
  | "url"
  | "phone"
  | "id"
  | "path"
  | "place"
  | "person"
  | "query"
  | "text"
  | "title"
  | "amount"
  | "language"
  | "currency"
  | "unit"
  | "code"
  | "category"
  | "other";

const byName: readonly (readonly [Kind, string])[] = [
  ["email", "email mail"],
  ["url", "url uri link website webpage endpoint href"],
  ["phone", "phone telephone mobile"],
  ["date", "date day birthday deadline dob birthdate datetime"],
  ["time", "time hour clock"],
  ["id", "id identifier uuid number code key token sku isbn ticker symbol username account"],
  ["path", "path file filename directory folder dir"],
  [
    "amount",
    "year amount age quantity count duration price rating budget length weight height width distance size period timeframe",
  ],
  ["currency", "currency"],
  ["unit", "unit units"],
  ["language", "language lang locale"],
  [
    "place",
    "location city place country address state area destination origin region where airport town venue zip county neighborhood street station province",
  ],
  [
    "person",
    "person author artist actor actress director user customer patient player musician member employee contact recipient sender receiver assignee owner doctor stylist singer composer celebrity president scientist guest host",
  ],
  ["query", "query search keyword keywords term terms question prompt topic subject phrase"],
  [
    "text",
    "text message content body comment note notes description summary sentence paragraph instruction instructions reason details request",
  ],
  ["title", "title name song movie book album track film show event company product brand restaurant hotel team game"],
  ["code", "equation expression function formula code script command sql"],
  ["category", "category type genre kind style format mode status level class cuisine color colour gender sport"],
];
const kinds = new Map<string, Kind>();
for (const [kind, words] of byName)
  for (const word of words.split(" ")) if (!kinds.has(stemOf(word))) kinds.set(stemOf(word), kind);
const formats: Readonly<Record<string, Kind>> = {
  date: "date",
  "date-time": "date",
  time: "time",
  email: "email",
  uri: "url",
  url: "url",
  uuid: "id",
  "idn-email": "email",
};
const LEADING = 8;

/** The kind of a text parameter: by format, then by the last telling word of the name, then by the description's first words. */
export function kindOf({ schema, nameStems, descriptionStems }: Parameter): Kind {
  const { format } = schema;
  if (typeof format === "string" && Object.hasOwn(formats, format)) return formats[format] ?? "other";
  for (let at = nameStems.length - 1; at >= 0; at -= 1) {
    const kind = kinds.get(nameStems[at] ?? "");
    if (kind === "title" && nameStems.length > 1) {
      const earlier = nameStems
        .slice(0, at)
        .map((stem) => kinds.get(stem))
        .find((one) => one !== undefined && one !== "title");
      if (earlier !== undefined) return earlier;
    }
    if (kind !== undefined) return kind;
  }
  for (const stem of descriptionStems.slice(0, LEADING)) {
    const kind = kinds.get(stem);
    if (kind !== undefined) return kind;
  }
  return "other";
}
