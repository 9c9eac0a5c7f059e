import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { listed, plainWords, shortened } from "#shared/converse/plain-words.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";

const MOST_NAMED = 4;
const MOST_CHOICES = 8;

/** Asks back for required parameters without a value, in plain words, with what the schema says about each. */
export function composeAsk(missing: readonly string[], inputSchema: JsonObject): string {
  const asked = missing.slice(0, MOST_NAMED).map((name) => described(name, inputSchema));
  const more = missing.length - asked.length;
  if (asked.length === 0) return "I need to know more before I can do that.";
  const things = listed(more > 0 ? [...asked, `${more} more`] : asked);
  return `To go on I need ${things}.`;
}

/** One violation of the input schema. */
interface Violation {
  readonly pointer: string;
  readonly message: string;
}

/** Says which arguments cannot be used and asks for better ones. `pointer` is into the arguments. */
export function composeCorrection(
  violations: readonly Violation[],
  argumentsValue: JsonObject,
  inputSchema: JsonObject,
): string {
  const said = violations.slice(0, 3).map(({ pointer, message }) => {
    const name = topOf(pointer);
    if (name === undefined) return `The arguments do not fit: ${shortened(message, 160)}.`;
    const value = argumentsValue[name];
    const shown = value === undefined ? "what I have" : `"${shortened(valueText(value), 60)}"`;
    return `I cannot use ${shown} as the ${plainWords(name)}: it ${shortened(message, 160)}.`;
  });
  const wrong = [...new Set(violations.flatMap(({ pointer }) => topOf(pointer) ?? []))].slice(0, MOST_NAMED);
  const asked = wrong.map((name) => described(name, inputSchema));
  return [...said, asked.length === 0 ? "Please say it differently." : `Please give me ${listed(asked)}.`].join(" ");
}

/** The parameters that violations are about, each once. */
export const wrongParameters = (violations: readonly Violation[]): readonly string[] => [
  ...new Set(violations.flatMap(({ pointer }) => topOf(pointer) ?? [])),
];

/** The first token of a JSON Pointer: the parameter that a violation is inside of. */
function topOf(pointer: string): string | undefined {
  const [, token] = pointer.split("/", 2);
  return token === undefined || token === "" ? undefined : token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** "the role (one of viewer, editor or admin)". */
function described(name: string, inputSchema: JsonObject): string {
  const { properties } = effectiveSchema(inputSchema, inputSchema).schema;
  const given = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  const schema = isJsonObject(given) ? effectiveSchema(inputSchema, given).schema : {};
  const about = [choices(schema), descriptionOf(schema)].filter((part) => part !== "").join("; ");
  return `the ${plainWords(name)}${about === "" ? "" : ` (${about})`}`;
}

function choices(schema: JsonObject): string {
  const values = Array.isArray(schema["enum"]) ? (schema["enum"] as readonly Json[]) : [];
  if (values.length === 0) return schema["type"] === "boolean" ? "yes or no" : "";
  const shown = values.slice(0, MOST_CHOICES).map((value) => shortened(valueText(value), 40));
  return values.length > shown.length ? `such as ${shown.join(", ")}` : `one of ${listed(shown, "or")}`;
}

function descriptionOf({ description }: JsonObject): string {
  if (typeof description !== "string") return "";
  const [sentence = ""] = description.trim().split(/(?<=[.!?])(?<!\b(?:e\.g|i\.e|etc|vs)\.)\s+(?=\p{Lu}\p{Ll})|\n/u, 1);
  return shortened(sentence.replace(/[.\s]+$/, ""), 140);
}

const valueText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
