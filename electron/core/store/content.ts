import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Database, Value } from "./database.ts";

/** Call bodies above this many characters are deflated. */
const BODY_LIMIT = 1024;
/** Tool entries are read ten thousand at a time, where inflating costs more than it saves; only huge ones are deflated. */
const ENTRY_LIMIT = 16 * 1024;

export const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();

const pack = (text: string, limit: number): Value => (text.length > limit ? deflateRawSync(text) : text);

/** A call's body as it is stored. */
export const packBody = (body: string | Uint8Array): Value =>
  typeof body === "string" ? pack(body, BODY_LIMIT) : deflateRawSync(body);

/** The text of a stored body. */
export function unpack(stored: Value | undefined): string {
  if (typeof stored === "string") return stored;
  if (stored instanceof Uint8Array) return inflateRawSync(stored).toString();
  throw new Error("a stored body is neither text nor bytes");
}

/** The row id of a text in `content`, written where it was not there yet. Within a write transaction. */
export function contentId(database: Database, text: string, key: Uint8Array = sha256(text)): number {
  const known = database.first("SELECT id FROM content WHERE key = ?", key);
  if (known !== undefined) return Number(known[0]);
  const [row] = database.all("INSERT INTO content(key, body) VALUES (?, ?) RETURNING id", key, pack(text, ENTRY_LIMIT));
  return Number(row?.[0]);
}
