import { decoded, findUrlSecrets, looksSecret } from "#shared/base/secret-url.ts";

/** What stands where a secret stood. */
export const MASK = "••••";
/** Shorter secrets are masked only after `=` or `:`, or every short word of a text would vanish. */
const SHORTEST_FREE = 4;
/** A text may have been cut inside a secret before it came here: this much of its beginning is masked anywhere, */
const TELLING_START = 16;
/** and this much at the very end of a text. Only of what looks like a secret: a header's value may be a plain word. */
const TELLING_END = 8;

/**
 * The forms in which a secret turns up in other texts, longest first: as it is, percent-encoded (lenient, strict, both
 * cases, as a form, twice), percent-decoded, JSON- and HTML-escaped, and base64 (both alphabets) at each of the three
 * alignments that a surrounding text can give it (cut to the characters that its neighbours cannot change).
 */
export function secretForms(secret: string): readonly string[] {
  if (secret === "") return [];
  const plain = new Set([secret, decoded(secret)]);
  const forms = new Set<string>();
  for (const text of plain) {
    forms.add(text);
    const wellFormed = text.toWellFormed();
    const component = encodeURIComponent(wellFormed);
    const strict = component.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
    for (const encoded of [encodeURI(wellFormed), component, strict, strict.replaceAll("%20", "+")]) {
      for (const cased of [encoded, lowerEscapes(encoded)]) {
        forms.add(cased);
        forms.add(encodeURIComponent(cased));
        forms.add(lowerEscapes(encodeURIComponent(cased)));
      }
    }
    const json = JSON.stringify(text).slice(1, -1);
    forms.add(json);
    forms.add(json.replaceAll("/", "\\/"));
    forms.add(json.replaceAll(/[^\u0020-\u007e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`));
    forms.add(text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"));
    for (const base of base64Forms(wellFormed)) {
      forms.add(base);
      forms.add(base.replaceAll("+", "-").replaceAll("/", "_"));
      forms.add(encodeURIComponent(base));
    }
  }
  return [...forms].filter((form) => form !== "").toSorted((a, b) => b.length - a.length);
}

function lowerEscapes(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/gi, (escape) => escape.toLowerCase());
}

function encode(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
}

function base64Forms(text: string): readonly string[] {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length < SHORTEST_FREE) return [];
  const whole = encode(bytes);
  const forms = [whole, whole.replaceAll("=", "")];
  for (const lead of [0, 1, 2]) {
    const padded = encode([...Array.from({ length: lead }, () => 0), ...bytes]);
    const core = padded.slice(Math.ceil((lead * 8) / 6), Math.floor(((lead + bytes.length) * 8) / 6));
    if (core.length >= 6) forms.push(core);
  }
  return forms;
}

/** What may be written after a text that was cut. */
const CLOSING: ReadonlySet<string> = new Set(" \t\r\n\"'`.…,;:)]}>\uFFFD");
const MOST_CLOSING = 32;

interface Needle {
  readonly form: string;
  /** What is searched for; shorter than the form where that looks like a secret, and its beginning tells it. */
  readonly start: string;
}

interface Needles {
  readonly free: readonly Needle[];
  /** Forms that look like a secret, by their first characters; and the first of all. */
  readonly cut: ReadonlyMap<string, readonly string[]>;
  readonly initials: ReadonlySet<string>;
  readonly bound: readonly string[];
}
const remembered = new WeakMap<readonly string[], Needles>();

function needlesOf(secrets: readonly string[]): Needles {
  const known = remembered.get(secrets);
  if (known !== undefined) return known;
  const free = new Map<string, Needle>();
  const cut = new Map<string, string[]>();
  const bound = new Set<string>();
  for (const secret of secrets) {
    const telling = looksSecret(secret) || looksSecret(decoded(secret));
    for (const form of secretForms(secret)) {
      if (secret.length < SHORTEST_FREE) bound.add(form);
      else if (!telling) free.set(form, free.get(form) ?? { form, start: form });
      else {
        const head = form.slice(0, TELLING_END);
        free.set(form, { form, start: form.slice(0, TELLING_START) });
        cut.set(head, [...(cut.get(head) ?? []), form]);
      }
    }
  }
  const initials = new Set([...cut.keys()].map((head) => head.charAt(0)));
  const needles = { free: [...free.values()], cut, initials, bound: [...bound] };
  if (Object.isFrozen(secrets)) remembered.set(secrets, needles);
  return needles;
}

/** Where a form stands in a text, whole or as far as the text goes along with it. */
function findForm(text: string, { form, start }: Needle, finds: [start: number, end: number][]): void {
  let last: [start: number, end: number] | undefined;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    let end = at + start.length;
    while (end - at < form.length && text[end] === form[end - at]) end += 1;
    if (last === undefined || at > last[1]) finds.push((last = [at, end]));
    else last[1] = Math.max(last[1], end);
  }
}

/** The beginning of a form at the very end of a text that was cut there. */
function findCut(text: string, { cut, initials }: Needles, finds: [start: number, end: number][]): void {
  if (cut.size === 0 || text.length < TELLING_END) return;
  // The end is not found by a slice or a pattern: either could keep a text of 60 MB alive.
  let end = text.length;
  while (end > text.length - MOST_CLOSING && CLOSING.has(text.charAt(end - 1))) end -= 1;
  for (let at = Math.max(0, end - TELLING_START); at <= end - TELLING_END; at += 1) {
    if (!initials.has(text.charAt(at))) continue;
    const rest = text.slice(at, end);
    if (cut.get(rest.slice(0, TELLING_END))?.some((form) => form.startsWith(rest)) !== true) continue;
    finds.push([at, end]);
    return;
  }
}

/**
 * The text with every form of every secret replaced by `••••`; overlapping finds become one mask.
 * Time is linear in the text for a given list of secrets. Pass the same frozen list again and again: its forms are kept.
 * Secrets shorter than 4 characters are masked only in a value's place (`key=abc`, `"key": "abc"`). Of a secret that a cut
 * text shows in part, its first 16 characters are masked wherever they stand, its first 8 at the end of the text.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  if (text === "" || secrets.length === 0) return text;
  const needles = needlesOf(secrets);
  const finds: [start: number, end: number][] = [];
  for (const needle of needles.free) findForm(text, needle, finds);
  findCut(text, needles, finds);
  for (const needle of needles.bound) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      const end = at + needle.length;
      const before = /[=:]\s?\\?["']?$/.test(text.slice(Math.max(0, at - 5), at));
      if (before && !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2))) finds.push([at, end]);
    }
  }
  if (finds.length === 0) return text;
  finds.sort((a, b) => a[0] - b[0]);
  return replaceSpans(text, finds);
}

/** Replaces sorted spans by the mask, overlapping ones as one. */
function replaceSpans(text: string, spans: readonly (readonly [start: number, end: number])[]): string {
  let out = "";
  let done = 0;
  for (const [start, end] of spans) {
    if (start >= done) out += `${text.slice(done, start)}${MASK}`;
    done = Math.max(done, end);
  }
  return out + text.slice(done);
}

/**
 * A URL fit to be seen: userinfo, secret query and fragment values and token-like path segments replaced by `••••`;
 * host, path words and harmless parameters such as `page=2` stay readable. Takes any text, parsable or not; never throws.
 */
export function maskUrl(url: string): string {
  return replaceSpans(
    url,
    findUrlSecrets(url).map(({ start, end }) => [start, end] as const),
  );
}

/**
 * The secrets in a URL's text, as typed and percent-decoded, without repeats. Of the userinfo: the whole, the password,
 * and the user name where it stands alone or looks like a token (a plain name beside a password is no secret).
 */
export function secretsOfUrl(url: string): readonly string[] {
  const secrets = new Set<string>();
  const add = (text: string): void => {
    for (const form of [text, decoded(text)]) if (form !== "") secrets.add(form);
  };
  for (const { start, end, part } of findUrlSecrets(url)) {
    const text = url.slice(start, end);
    const colon = part === "userinfo" ? text.indexOf(":") : -1;
    add(text);
    if (colon >= 0) {
      add(text.slice(colon + 1));
      if (colon === text.length - 1 || looksSecret(decoded(text.slice(0, colon)))) add(text.slice(0, colon));
    }
  }
  return [...secrets];
}
