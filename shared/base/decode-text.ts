/**
 * The text of a file: UTF-16 where it begins with its mark, else UTF-8, else windows-1252, which can be read whatever
 * the bytes are. Spreadsheets write all three. A byte order mark is taken off.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // not UTF-8: the one expected failure
  }
}
