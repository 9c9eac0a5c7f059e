import { isJsonObject, type Json, type JsonObject, readJson } from "#shared/base/json.ts";

/** Something in a result that cannot be said aloud as it stands. */
export interface Unspeakable {
  readonly kind: "image" | "audio" | "attachment" | "json" | "table" | "url" | "long-number" | "code" | "markup";
  /** One sentence. */
  readonly text: string;
}

/** A result as it would be spoken. */
export interface Spoken {
  readonly words: number;
  /** At 150 words a minute. */
  readonly seconds: number;
  readonly tooLong: boolean;
  readonly findings: readonly Unspeakable[];
}

const WORDS_PER_MINUTE = 150;
/** Longer than this nobody listens to; ours, after the length of a caller's turn. */
export const LONGEST_SPEECH_S = 15;
/** Only so much is looked at; what is longer is too long anyway. */
const LOOKED_AT = 100_000;

/** Judges a tool result: its text blocks are what a model would say; everything else cannot be said. */
export function speakableResult(result: JsonObject): Spoken {
  const content = Array.isArray(result["content"]) ? result["content"] : [];
  const findings: Unspeakable[] = [];
  const texts: string[] = [];
  let held = 0;
  for (const block of content.slice(0, 1_000)) {
    const { type, text } = isJsonObject(block) ? block : ({} as Record<string, Json>);
    if (type === "text" && typeof text === "string" && held < LOOKED_AT) {
      texts.push(text.slice(0, LOOKED_AT - held));
      held += text.length;
    } else if (type === "image") findings.push({ kind: "image", text: "A picture: nobody hears it." });
    else if (type === "audio") findings.push({ kind: "audio", text: "A recording: the model cannot play it." });
    else if (type === "resource" || type === "resource_link")
      findings.push({ kind: "attachment", text: "An attachment: the caller cannot open it." });
  }
  const { structuredContent } = result;
  if (texts.length === 0 && structuredContent !== undefined)
    texts.push(JSON.stringify(structuredContent).slice(0, LOOKED_AT));
  const spoken = speakable(texts.join("\n"));
  return { ...spoken, findings: [...once(findings), ...spoken.findings] };
}

/** Judges a text. */
export function speakable(whole: string): Spoken {
  const text = whole.slice(0, LOOKED_AT);
  const findings: Unspeakable[] = [];
  const add = (kind: Unspeakable["kind"], said: string): void => void findings.push({ kind, text: said });
  const json = isJson(text);
  if (json) add("json", "JSON: the model has to put it into words, and may read out names of fields.");
  if (isTable(text)) add("table", "A table: rows and columns cannot be heard.");
  const url = /\b(?:https?:\/\/|www\.)\S+/i.exec(text)?.[0];
  if (url !== undefined) add("url", `An address (${clip(url)}): nobody writes it down from hearing.`);
  const number = /(?<![\p{L}\d.])\d(?:[ ,.-]?\d){8,60}(?![\p{L}\d])/u.exec(text)?.[0];
  if (number !== undefined) add("long-number", `A long number (${clip(number)}): it has to be spoken in groups.`);
  const code = text.split(SEPARATORS, 20_000).find(isCode);
  if (code !== undefined) add("code", `A code (${clip(code)}): it would be read out letter by letter.`);
  if (!json && /^#{1,6} |```|<\/?[a-z][a-z0-9]*[ >]|\*\*\S/im.test(text))
    add("markup", "Formatting: headings, bold or HTML are read out or lost.");
  const words = text.split(/[\s{}[\]",:|]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const all = whole.length > text.length ? Math.round((words * whole.length) / text.length) : words;
  const seconds = (all / WORDS_PER_MINUTE) * 60;
  return { words: all, seconds, tooLong: seconds > LONGEST_SPEECH_S, findings };
}

const SEPARATORS = /[\s"',;:()[\]{}<>|=]+/u;

/** A UUID, a hash or another string of mixed letters and digits that nobody says. */
function isCode(word: string): boolean {
  if (word.length < 12 || word.length > 200 || !/^[\w-]+$/.test(word) || !/\d/.test(word)) return false;
  if (!/[a-z]/i.test(word)) return false;
  return /^[\da-f-]+$/i.test(word) || (word.match(/\d+/g)?.length ?? 0) >= 3;
}

function isJson(text: string): boolean {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return false;
  if (trimmed.length >= LOOKED_AT - 10) return /^[[{]\s*["[{]/.test(trimmed);
  return readJson(trimmed) !== undefined; // and not prose that begins with a bracket
}

/** Two rows of at least two cells, drawn with bars or tabs. */
function isTable(text: string): boolean {
  let rows = 0;
  for (const line of text.split("\n", 2_000)) {
    const cells = line.includes("|") ? line.split("|").length - 1 : line.split("\t").length;
    rows = cells >= 2 ? rows + 1 : 0;
    if (rows >= 2) return true;
  }
  return false;
}

const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** Each kind once, with how often it came. */
function once(findings: readonly Unspeakable[]): readonly Unspeakable[] {
  const counts = new Map<string, { readonly first: Unspeakable; count: number }>();
  for (const finding of findings) {
    const held = counts.get(finding.kind);
    if (held === undefined) counts.set(finding.kind, { first: finding, count: 1 });
    else held.count += 1;
  }
  return [...counts.values()].map(({ first, count }) =>
    count === 1 ? first : { kind: first.kind, text: `${count} times: ${first.text}` },
  );
}
