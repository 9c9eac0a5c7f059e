import { isAscii } from "node:buffer";
import { setOwn } from "#shared/base/json.ts";
import { budgets } from "./budgets.ts";
import type { Failure } from "./failure.ts";
import { decodeUtf8, parseJson, tooDeep, tooManyValues, whereInvalid } from "./json-text.ts";
import { takeTurns } from "./turns.ts";

/** Texts up to this length are read at one go: a few milliseconds. */
const AT_ONCE = 256 * 1024;

/** `decodeUtf8` of a large body without standing in the way of other work. The same results and failures. */
export async function decodeUtf8InTurns(bytes: Uint8Array): Promise<ReturnType<typeof decodeUtf8>> {
  if (bytes.length <= AT_ONCE) return decodeUtf8(bytes);
  const turns = takeTurns();
  // ASCII, as most JSON is, is copied as it is: one text, and no parts to be joined.
  if (isAscii(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    await turns.giveWay();
    return { text, bom: false };
  }
  const parts: string[] = [];
  let bom = false;
  for (let from = 0; from < bytes.length;) {
    const rest = bytes.subarray(from);
    const end = rest.length <= AT_ONCE ? rest.length : wholeCharacters(rest.subarray(0, AT_ONCE));
    const decoded = decodeUtf8(rest.subarray(0, end), from);
    bom ||= decoded.bom;
    parts.push(decoded.text);
    from += end;
    await turns.giveWay();
  }
  return { text: parts.join(""), bom };
}

/** How many bytes hold whole characters only; what may be the beginning of one more is left out. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let end = bytes.length - 1; end >= 0 && end >= bytes.length - 4; end -= 1)
    if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  return bytes.length; // four continuation bytes: no character at all, and decoding says so
}

/**
 * `parseJson` of a large text without standing in the way of other work: a container too long to read at one go is read
 * member group by member group, each group by `JSON.parse`. The same values and failures (positions are the text's own).
 */
export async function parseJsonInTurns(text: string): Promise<unknown> {
  if (text.length <= AT_ONCE) return parseJson(text);
  const turns = takeTurns();
  let at = 0;
  let values = 0;
  let counted = 0;

  const invalid = (place: number): Failure => whereInvalid(text, place);
  const parsed = (source: string, from: number): unknown => {
    try {
      return JSON.parse(source) as unknown;
    } catch {
      throw invalid(from);
    }
  };
  const blanks = (): void => {
    for (
      let code = text.charCodeAt(at);
      code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b && code !== 0x0c);
    )
      code = text.charCodeAt((at += 1));
  };

  /** The end of the string that begins at `from`, or the end of the text. */
  const stringEnd = (from: number): number => {
    for (let end = from; ;) {
      end = text.indexOf('"', end + 1);
      if (end < 0) return text.length;
      let slashes = 0;
      while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
      if (slashes % 2 === 0) return end + 1;
    }
  };

  /** Whether a stretch of the text holds neither escapes nor what a string may not hold. */
  const isPlain = async (from: number, end: number): Promise<boolean> => {
    for (let place = from; place < end; place += AT_ONCE) {
      // eslint-disable-next-line no-control-regex -- JSON forbids control characters in strings
      if (/[\u0000-\u001f\\]/.test(text.slice(place, Math.min(end, place + AT_ONCE)))) return false;
      await turns.giveWay();
    }
    return true;
  };

  /**
   * From `at`, inside a container: the members that can be read at one go. `end` is where they end, `closed` that the
   * container ends there too, `one` that already the first member is too long.
   */
  const group = (depth: number): { readonly end: number; readonly closed: boolean; readonly one: boolean } => {
    let inner = 0;
    let comma = -1;
    for (let place = at; place < text.length;) {
      const code = text.charCodeAt(place);
      if (code === 0x22) {
        place = stringEnd(place);
        if (place - at > AT_ONCE) return { end: Math.max(comma, at), closed: false, one: comma < 0 };
        continue;
      }
      const separates = code === 0x2c || code === 0x7b || code === 0x5b;
      if (separates && place >= counted && (values += 1) > budgets.jsonValues) throw tooManyValues(text);
      counted = Math.max(counted, place + 1);
      if (code === 0x7b || code === 0x5b) {
        inner += 1;
        if (depth + inner > budgets.jsonDepth) throw tooDeep(text);
      } else if (code === 0x7d || code === 0x5d) {
        if (inner === 0) return { end: place, closed: true, one: false };
        inner -= 1;
      } else if (code === 0x2c && inner === 0) comma = place;
      place += 1;
      if (place - at > AT_ONCE)
        return comma < 0 ? { end: at, closed: false, one: true } : { end: comma, closed: false, one: false };
    }
    throw invalid(text.length);
  };

  const container = async (depth: number): Promise<unknown> => {
    if (depth > budgets.jsonDepth) throw tooDeep(text);
    const isArray = text.charCodeAt(at) === 0x5b;
    const close = isArray ? 0x5d : 0x7d;
    const items: unknown[] = [];
    const object = {};
    let count = 0;
    at += 1;
    for (;;) {
      blanks();
      const { end, closed, one } = group(depth);
      if (one) {
        count += 1;
        if (isArray) items.push(await value(depth + 1));
        else {
          const from = at;
          if (text.charCodeAt(at) !== 0x22) throw invalid(at);
          at = stringEnd(at);
          const key = parsed(text.slice(from, at), from) as string;
          blanks();
          if (text.charCodeAt(at) !== 0x3a) throw invalid(at);
          at += 1;
          setOwn(object, key, await value(depth + 1));
        }
        blanks();
      } else {
        const source = text.slice(at, end);
        const members = parsed(isArray ? `[${source}]` : `{${source}}`, at);
        const entries = isArray ? (members as unknown[]) : Object.entries(members as object);
        if (entries.length === 0 && (count > 0 || !closed)) throw invalid(at);
        count += entries.length;
        if (isArray) for (const entry of entries) items.push(entry);
        else for (const [key, member] of entries as [string, unknown][]) setOwn(object, key, member);
        at = end;
      }
      await turns.giveWay();
      const code = text.charCodeAt(at);
      at += 1;
      if (code === close) return isArray ? items : object;
      if (code !== 0x2c) throw invalid(at - 1);
    }
  };

  const value = async (depth: number): Promise<unknown> => {
    blanks();
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) return container(depth);
    const from = at;
    if (code === 0x22) {
      at = stringEnd(at);
      // A string that is most of the text is not parsed but cut out, where nothing in it is written in another way.
      const long = at - from > 4 * AT_ONCE && 4 * (at - from) > text.length && text.charCodeAt(at - 1) === 0x22;
      if (long && (await isPlain(from + 1, at - 1))) return text.slice(from + 1, at - 1);
    } else while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
    return parsed(text.slice(from, at), from);
  };

  const whole = await value(1);
  blanks();
  if (at < text.length) throw invalid(at);
  return whole;
}
