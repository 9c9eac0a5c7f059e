import { setImmediate } from "node:timers/promises";

/** Long strings are written in pieces of this many characters. */
const PIECE = 32 * 1024;
/** What JSON writes as an escape, or `JSON.stringify` does. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const WRITTEN_OTHERWISE = /["\\\u0000-\u001f\ud800-\udfff]/;
const SHORT = 4 * 1024;
const FEW = 16;
/** How long is written before other work is let in, milliseconds. */
const TURN_MS = 10;
/** Room that is reserved, not used: the largest result as JSON, each character escaped. */
const MOST_BYTES = 512 * 1024 * 1024;
const MARGIN_BYTES = 1024 * 1024;

/**
 * The JSON text of a value as UTF-8, as `JSON.stringify` writes it, without standing in the way of other work and
 * without a second copy. For values from JSON (and members that are undefined, which are left out).
 */
export async function jsonBytes(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const room = new ArrayBuffer(0, { maxByteLength: MOST_BYTES });
  const encoder = new TextEncoder();
  let size = 0;
  let parts: string[] = [];
  let held = 0;
  let began = performance.now();

  const flush = (): void => {
    const text = parts.join("");
    const need = size + text.length * 3;
    if (need > room.byteLength) room.resize(Math.min(MOST_BYTES, need + MARGIN_BYTES));
    size += encoder.encodeInto(text, new Uint8Array(room, size)).written;
    parts = [];
    held = 0;
  };
  const add = (text: string): void => {
    parts.push(text);
    held += text.length;
  };
  /** Empties what is held into the bytes when it is enough, and lets other work in when it is time. */
  const breathe = async (): Promise<void> => {
    flush();
    if (performance.now() - began <= TURN_MS) return;
    await setImmediate();
    began = performance.now();
  };
  const writeLong = async (text: string): Promise<void> => {
    add('"');
    for (let at = 0; at < text.length; at += PIECE) {
      const piece = text.slice(at, at + PIECE);
      add(WRITTEN_OTHERWISE.test(piece) ? JSON.stringify(piece).slice(1, -1) : piece);
      await breathe();
    }
    add('"');
  };
  const write = async (item: unknown): Promise<void> => {
    if (typeof item === "string") return item.length > PIECE ? writeLong(item) : add(JSON.stringify(item));
    if (isPlain(item)) return add(JSON.stringify(item) ?? "null");
    if (Array.isArray(item)) {
      for (let at = 0; at < item.length; at += 1) {
        add(at === 0 ? "[" : ",");
        await write(item[at]);
        if (held >= PIECE) await breathe();
      }
      return add("]");
    }
    let mark = "{";
    for (const key in item as object) {
      const member = (item as Readonly<Record<string, unknown>>)[key];
      if (!Object.hasOwn(item as object, key) || member === undefined) continue;
      add(`${mark}${JSON.stringify(key)}:`);
      mark = ",";
      await write(member);
      if (held >= PIECE) await breathe();
    }
    return add(mark === "{" ? "{}" : "}");
  };

  await write(value);
  flush();
  room.resize(size);
  return new Uint8Array(room);
}

/** What is short whatever it is: a primitive that is no long string, an empty list, a small object of such. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string") return value.length <= SHORT;
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  let members = 0;
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    members += 1;
    if (members > FEW || key.length > SHORT || (typeof member === "object" && member !== null)) return false;
    if (typeof member === "string" && member.length > SHORT) return false;
  }
  return true;
}
