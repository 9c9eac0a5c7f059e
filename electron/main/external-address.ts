const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The address that may be handed to the system's browser, in its normal form; undefined for any other.
 * `https:`, and `http:` to this machine. No credentials, no control or direction characters, no other scheme ever.
 */
export function externalAddress(text: string): string | undefined {
  // Spaces, controls, backslashes and direction marks are what makes an address look like another one.
  if (text.length > 8192 || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.hostname === "") return undefined;
  const allowed = url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
  return allowed ? url.href : undefined;
}
