import { assertNever } from "#shared/base/assert-never.ts";
import { isJsonObject, type Json, type JsonObject, readJson } from "#shared/base/json.ts";
import { listed, plainWords, shortened } from "#shared/converse/plain-words.ts";
import { speakJson, untold } from "#shared/converse/speak-json.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";

/** What came of one call that the simulated model decided on. */
export interface CallEnd {
  /** The name that the model used. */
  readonly tool: string;
  readonly end:
    | { readonly kind: "answered"; readonly outcome: CallOutcome }
    /** Our own failure to call: `said` is its sentence. */
    | { readonly kind: "failed"; readonly said: string }
    | { readonly kind: "refused" };
}

const LONGEST = 1_200;

/**
 * The simulated model's reply to what its calls gave: text content first; structured content or JSON as short sentences
 * and lists; an error said as what it is. Bounded at 1,200 characters. No judgement: it tells what the tools said.
 */
export function composeReply(ends: readonly CallEnd[]): string {
  const parts = ends.map((end) => told(end));
  return shortened(parts.filter((part) => part !== "").join("\n\n"), LONGEST);
}

/** What needs no tool, and what to say to it. */
const SMALL_TALK: readonly (readonly [RegExp, string])[] = [
  [/^\W*(?:never ?mind|forget (?:it|that)|cancel that|leave it|no,? thanks?(?: you)?)\W*$/i, "All right."],
  [/^\W*(?:thanks?(?: you)?|thank you)(?: (?:so|very) much| a lot)?\W*$/i, "You are welcome."],
  [/^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there)?\W*$/i, "Hello."],
  [/^\W*(?:bye|goodbye|good ?night|see you)\W*$/i, "Goodbye."],
];

/**
 * The simulated model's reply where no tool fits: an answer to small talk, or that it has nothing for it. `names` are
 * those of the tools, as the model knows them.
 */
export function composeNothingFits(names: readonly string[], utterance = ""): string {
  const talk = SMALL_TALK.find(([said]) => said.test(utterance.slice(0, 100)))?.[1];
  if (talk !== undefined) return talk;
  if (names.length === 0) return "I have no tools in this conversation, so I cannot look anything up or do anything.";
  const unique = [...new Set(names)];
  const shown = unique.slice(0, 5).map(plainWords);
  const more = unique.length - shown.length;
  const things = listed(more > 0 ? [...shown, `${more} more`] : shown);
  return `${names.length === 1 ? "My only tool does not fit" : `None of my ${names.length} tools fits`} that. What I have: ${things}.`;
}

function told({ tool, end }: CallEnd): string {
  const name = plainWords(tool);
  if (end.kind === "refused") return `I did not run ${name}: it was not allowed.`;
  if (end.kind === "failed") return `I could not run ${name}. ${end.said}`;
  const { outcome } = end;
  switch (outcome.kind) {
    case "completed":
      return resultText(outcome.result) || `Done: ${name} ran and gave nothing to say.`;
    case "tool-error":
      return `${name} could not do that: ${resultText(outcome.result) || "it gave no reason"}`;
    case "protocol-error":
      return `The server refused to run ${name}: ${shortened(outcome.error.message, 300)}`;
    case "input-required":
      return `${name} asked something back that cannot be answered in a conversation here.`;
    case "cancelled":
      return `${name} was stopped before it answered.`;
    default:
      return assertNever(outcome);
  }
}

/** A tool result as text for a person: bounded, nothing in it active. */
export function resultText({ content, structuredContent }: JsonObject): string {
  const blocks = Array.isArray(content) ? (content as readonly Json[]).filter(isJsonObject) : [];
  const texts = blocks.flatMap(({ type, text }) => (type === "text" && typeof text === "string" ? [text.trim()] : []));
  const text = texts.filter((one) => one !== "").join("\n");
  const json = readStructure(text);
  const others = blocks.flatMap(otherText);
  if (json !== undefined) return shortened([speakJson(json), ...others].join("\n"), LONGEST);
  const more = isJsonObject(structuredContent)
    ? text === ""
      ? speakJson(structuredContent)
      : speakUntold(text, structuredContent)
    : "";
  return shortened([text, more, ...others].filter((part) => part !== "").join("\n"), LONGEST);
}

/** Servers repeat structured content as JSON text for older clients; that is told once, as sentences. */
const readStructure = (text: string): Json | undefined =>
  /^[[{]/.test(text) && text.length <= 1_000_000 ? readJson(text) : undefined;

function speakUntold(text: string, structured: JsonObject): string {
  const rest = untold(text, structured);
  return rest === undefined ? "" : speakJson(rest);
}

function otherText({ type, mimeType, name, uri }: JsonObject): readonly string[] {
  if (type === "text") return [];
  const kind = typeof mimeType === "string" ? ` (${shortened(mimeType, 60)})` : "";
  if (type === "image") return [`It gave a picture${kind}, which cannot be spoken.`];
  if (type === "audio") return [`It gave a recording${kind}.`];
  const label = typeof name === "string" ? name : typeof uri === "string" ? uri : "";
  return [`It points to a resource${label === "" ? "" : `: ${shortened(label, 120)}`}${kind}.`];
}
