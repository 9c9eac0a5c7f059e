/** A credential that a URL or a header carries, and when it ends. */
export interface UrlCredential {
  readonly kind: "jwt" | "aws-signature" | "google-signature" | "azure-sas" | "cloudfront" | "expiry" | "opaque";
  /** Where it stands: "query parameter `token`", "path", "header Authorization". */
  readonly where: string;
  /** Epoch milliseconds; absent where the credential does not say. */
  readonly expiresAt?: number;
  readonly notBefore?: number;
}

const SECRET_NAME =
  /^(?:.*[_-])?(?:token|key|apikey|secret|sig|signature|auth|access|password|pass|code|jwt|bearer)(?:[_-].*)?$/i;
// Longer than any real token; keeps the base64 decoding bounded.
const LONGEST_JWT = 16_384;

/**
 * Reads the credentials out of a URL and request headers, and their expiry where the form says it: JSON Web Tokens
 * (RFC 7519 `exp`, `nbf`), AWS Signature V4 and Google V4 query signatures, Azure shared access signatures,
 * CloudFront and plain `expires` parameters. Nothing is verified.
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

function signedUrl(query: ReadonlyMap<string, string>): UrlCredential | undefined {
  const where = "signed query";
  for (const [prefix, kind] of [
    ["x-amz-", "aws-signature"],
    ["x-goog-", "google-signature"],
  ] as const) {
    const signedAt = compactDate(query.get(`${prefix}date`));
    const seconds = Number(query.get(`${prefix}expires`));
    if (query.has(`${prefix}signature`) && signedAt !== undefined && Number.isFinite(seconds))
      return { kind, where, expiresAt: signedAt + seconds * 1000 };
  }
  if (query.has("sig") && query.has("se")) {
    const expiresAt = Date.parse(query.get("se") ?? "");
    const notBefore = Date.parse(query.get("st") ?? "");
    return {
      kind: "azure-sas",
      where,
      ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
      ...(Number.isNaN(notBefore) ? {} : { notBefore }),
    };
  }
  const expires = query.get("expires") ?? query.get("exp") ?? query.get("expiry") ?? query.get("expires_at");
  const expiresAt = moment(expires);
  if (expiresAt === undefined) return undefined;
  return { kind: query.has("key-pair-id") ? "cloudfront" : "expiry", where, expiresAt };
}

/** `20261122T120000Z`, the basic form of ISO 8601 that signatures use. */
function compactDate(text: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Epoch seconds, epoch milliseconds or a date; undefined for anything that is no plausible moment. */
function moment(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const parsed = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
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

/** A NumericDate (RFC 7519, section 2) in epoch milliseconds. */
function seconds(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value * 1000 : undefined;
}
