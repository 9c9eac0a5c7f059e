import { signedUrl } from "./signed-url.ts";
import type { UrlCredential } from "./url-credential.ts";

const SECRET_NAME =
  /^(?:.*[_-])?(?:token|key|apikey|secret|sig|signature|auth|access|password|pass|code|jwt|bearer)(?:[_-].*)?$/i;
// Longer than any real token; keeps the base64 decoding bounded.
const LONGEST_JWT = 16_384;
/** The last moment that a JavaScript date can be. */
const LAST_SECOND = 8.64e12;

/**
 * Reads the credentials out of a URL and request headers, and their expiry where the form says it: JSON Web Tokens
 * (RFC 7519 `exp`, `nbf`) and the signed URLs of the big clouds (signed-url.ts). Nothing is verified.
 */
export function urlCredentials(url: URL, headers: Readonly<Record<string, string>>): readonly UrlCredential[] {
  const found: UrlCredential[] = [];
  const query = new Map([...url.searchParams.entries()].map(([name, value]) => [name.toLowerCase(), value]));
  const signed = signedUrl(query);
  if (signed !== undefined) found.push(signed);
  for (const [name, value] of url.searchParams.entries()) {
    const where = `query parameter ${name}`;
    const jwt = readJwt(value, where);
    if (jwt !== undefined) found.push(jwt);
    else if (signed === undefined && SECRET_NAME.test(name) && value !== "") found.push({ kind: "opaque", where });
  }
  for (const segment of url.pathname.split("/")) {
    const jwt = readJwt(segment, "path");
    if (jwt !== undefined) found.push(jwt);
  }
  for (const [name, value] of Object.entries(headers)) {
    const where = `header ${name}`;
    found.push(readJwt(value.replace(/^bearer\s+/i, ""), where) ?? { kind: "opaque", where });
  }
  return found;
}

function readJwt(text: string, where: string): UrlCredential | undefined {
  if (text.length > LONGEST_JWT) return undefined;
  const payload = /^(eyJ[\w-]+)\.([\w-]+)\.[\w-]*$/.exec(text)?.[2];
  if (payload === undefined) return undefined;
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return undefined; // three dotted parts whose middle is not JSON: no token of this kind
  }
  if (typeof claims !== "object" || claims === null) return undefined;
  const { exp, nbf } = claims as { readonly exp?: unknown; readonly nbf?: unknown };
  const expiresAt = seconds(exp);
  const notBefore = seconds(nbf);
  return {
    kind: "jwt",
    where,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(notBefore === undefined ? {} : { notBefore }),
  };
}

/** A NumericDate (RFC 7519, section 2) in epoch milliseconds; undefined for what no calendar holds. */
function seconds(value: unknown): number | undefined {
  return typeof value === "number" && Math.abs(value) <= LAST_SECOND ? value * 1000 : undefined;
}
