import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { capital, plainWords, shortened } from "#shared/converse/plain-words.ts";

const MOST_ITEMS = 5;
const MOST_FIELDS = 12;
const MOST_ITEM_FIELDS = 5;
const LONGEST_VALUE = 160;
/** What an item of a list is called by, most telling first. */
const LABELS = ["name", "title", "subject", "label", "summary", "id"] as const;

/**
 * JSON as short readable sentences and lists: "Plan: team. Seats: 25." Bounded: nested values two levels deep, five items
 * of a list, twelve fields of an object; what is left out is counted.
 */
export function speakJson(value: Json): string {
  if (Array.isArray(value)) return speakList("", value as readonly Json[]);
  if (!isJsonObject(value)) return `${scalar(value)}.`;
  const entries = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[key, member] as const],
  );
  const [only] = entries;
  if (only === undefined) return "The answer is empty.";
  if (entries.length === 1 && isJsonObject(only[1])) return speakJson(only[1]);
  const plain = entries.filter(([, member]) => !Array.isArray(member)).slice(0, MOST_FIELDS);
  const lists = entries.filter(([, member]) => Array.isArray(member)).slice(0, 3);
  const sentences = plain.map(([key, member]) => `${capital(plainWords(key))}: ${inline(member)}.`);
  const left = entries.length - plain.length - lists.length;
  return [
    sentences.join(" "),
    ...lists.map(([key, member]) => speakList(key, member as readonly Json[])),
    left > 0 ? `(${left} more fields.)` : "",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** A list under its name: how many, then the first ones. */
function speakList(key: string, items: readonly Json[]): string {
  const noun = key === "" ? "" : plainWords(key);
  if (items.length === 0) return noun === "" ? "The list is empty." : `No ${noun}.`;
  if (items.every((item) => !isJsonObject(item) && !Array.isArray(item)) && items.length <= MOST_ITEMS)
    return `${noun === "" ? "" : `${capital(noun)}: `}${items.map(scalar).join(", ")}.`;
  const head = noun === "" ? `${items.length} in all:` : `${capital(noun)} (${items.length}):`;
  const shown = items.slice(0, MOST_ITEMS).map((item) => `- ${isJsonObject(item) ? itemText(item) : inline(item)}`);
  const left = items.length - shown.length;
  return [head, ...shown, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
}

/** "Export fails (id T-2203, status open)". */
function itemText(item: JsonObject): string {
  const label = LABELS.find((name) => typeof item[name] === "string" && item[name] !== "");
  const rest = Object.entries(item)
    .filter(([key, member]) => key !== label && member !== undefined && !isJsonObject(member) && !Array.isArray(member))
    .slice(0, MOST_ITEM_FIELDS)
    .map(([key, member]) => `${plainWords(key)} ${scalar(member ?? null)}`);
  const name = label === undefined ? "" : scalar(item[label] ?? null);
  if (name === "") return rest.length > 0 ? rest.join(", ") : "(nothing that can be said)";
  return rest.length > 0 ? `${name} (${rest.join(", ")})` : name;
}

/** A value inside a sentence. */
function inline(value: Json): string {
  if (Array.isArray(value)) return `${value.length} items`;
  return isJsonObject(value) ? itemText(value) : scalar(value);
}

function scalar(value: Json): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string"
    ? shortened(value.trim().replaceAll(/\s+/g, " "), LONGEST_VALUE)
    : JSON.stringify(value);
}

/** The lists and objects of a value that a text does not already tell: none of their first words occur in it. */
export function untold(text: string, structured: JsonObject): JsonObject | undefined {
  const kept = Object.entries(structured).filter(([, member]) => {
    if (!Array.isArray(member) || member.length === 0) return false;
    const first = member[0] as Json;
    const said = isJsonObject(first) ? Object.values(first) : [first];
    return !said.some((word) => typeof word === "string" && word.length > 2 && text.includes(word));
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
