/** Headers that are credentials whatever their value. Lower case. */
const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "api-key",
  "x-auth-token",
  "x-access-token",
]);

/** Whether a header is a credential by its name alone. */
export function isCredentialHeader(name: string): boolean {
  return CREDENTIAL_HEADERS.has(name.toLowerCase());
}

/** Every secret string of a header's value: itself, without its scheme word (`Bearer`), and what `Basic` encodes (RFC 7617). */
export function secretsOfHeader(value: string): readonly string[] {
  const all = [value, value.replace(/^[A-Za-z]+\s+/, ""), ...basicCredentials(value)];
  return [...new Set(all.map((text) => text.trim()))].filter((text) => text !== "");
}

function basicCredentials(value: string): readonly string[] {
  const encoded = /^\s*basic\s+(\S+)/iu.exec(value)?.[1];
  if (encoded === undefined) return [];
  let bytes: string;
  try {
    bytes = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return []; // the one expected failure: not base64
  }
  const pair = utf8(bytes);
  const colon = pair.indexOf(":");
  return colon < 0 ? [pair] : [pair, pair.slice(0, colon), pair.slice(colon + 1)];
}

/** Text of a string of bytes: UTF-8 where it is, else one character a byte. */
function utf8(bytes: string): string {
  const escaped = Array.from({ length: bytes.length }, (_, at) => {
    return `%${bytes.charCodeAt(at).toString(16).padStart(2, "0")}`;
  }).join("");
  try {
    return decodeURIComponent(escaped);
  } catch {
    return bytes; // the one expected failure: not UTF-8
  }
}
