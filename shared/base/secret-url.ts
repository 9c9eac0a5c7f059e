/** One secret inside a URL's text: where it stands (UTF-16 offsets) and what part of the URL it is. */
export interface UrlSecret {
  readonly start: number;
  readonly end: number;
  readonly part: "userinfo" | "path" | "query" | "fragment";
  /** The name of the query parameter, where it has one. */
  readonly name?: string;
}

const SECRET_NAME =
  /token|secret|passw|passphrase|signature|credential|api[-_.]?key|authorization|jwt|bearer|private[-_.]?key|access[-_.]?key|session|hmac/i;
const SECRET_WORD =
  /(^|[-_.[])(key|keys|sig|auth|pwd|pass|pw|code|sid|otp|pin|nonce|ticket|state|access|k|t|s|cred|creds|policy|sv|se)(]|$)/i;
const HARMLESS_NAME =
  /^(page|per_?page|page_?size|size|limit|offset|start|count|max_?tokens|version|v|api-?version|lang|language|locale|format|transport|mode|region|type|sort|order|q|query|search|tz|debug|profile|env|environment|features?|tools?|toolsets?|read_?only|plan|view|tab|utm_[a-z]+)$/i;
const KNOWN_PREFIX =
  /^(eyJ[A-Za-z0-9_-]{6,}|(sk|pk|rk|ghp|gho|ghu|ghs|ghr|glpat|xox[a-z]|npm|hf|pat|whsec|AKIA|ASIA|AIza)[-_A-Za-z0-9]{8,})/;
const NAMED_VALUE = /(?:secret|token|password|passwd|\btok|\bkey)[-_.:].{4}/i;
const VALUE_NAMED = /[-_.:](?:secret|token|password)$/i;
const ALREADY_MASKED = /^[•*]+$/;

/**
 * Whether a URL part looks like a credential by its form alone: a known prefix, a JWT, a UUID, a long or mixed run.
 * Leans towards yes: a masked harmless part costs a glance, a shown secret cannot be taken back.
 */
export function looksSecret(text: string): boolean {
  if (text.length < 6 || ALREADY_MASKED.test(text)) return false;
  if (KNOWN_PREFIX.test(text) || NAMED_VALUE.test(text)) return true;
  // Apart and without a leading `.{4,}`: that pattern takes quadratic time on a long text, which a server may send.
  if (text.search(VALUE_NAMED) >= 4) return true;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return true;
  return text.split(/[-_.~:,=\s]+/).some(mixedRun) || (text.length >= 40 && /\d/.test(text) && !/\s/.test(text));
}

/** A run without separators that no one writes by hand: long with digits, hexadecimal, or letters and digits in turns. */
function mixedRun(run: string): boolean {
  if (run.length < 8) return false;
  const digits = run.replaceAll(/\D/g, "").length;
  const turns = run.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
  const humps = run.match(/[a-z](?=[A-Z])/g)?.length ?? 0;
  if (turns >= 3) return true;
  if (run.length >= 16 && (digits >= 2 || humps >= 4)) return true;
  if (run.length >= 12 && /^[0-9a-f]+$/i.test(run) && digits > 0) return true;
  return run.length >= 24;
}

/** Percent-decodes, or gives the text back where it is no valid encoding. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // the one expected failure: a stray %
  }
}

/** Every secret in the text of a URL, in order. Reads text that no URL parser would accept, and never throws. */
export function findUrlSecrets(url: string): readonly UrlSecret[] {
  const found: UrlSecret[] = [];
  const opening = /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}/i.exec(url)?.[0].length ?? 0;
  const mark = (at: number): number => (at < 0 ? url.length : at);
  let authorityEnd = opening + mark(url.slice(opening).search(/[/\\?#]/));
  authorityEnd = Math.min(authorityEnd, url.length);
  let at = url.lastIndexOf("@", authorityEnd - 1);
  if (at < opening && !URL.canParse(url)) {
    // `https://user:p/ss@host`: the parser sees no userinfo here; the person who typed it meant one.
    const stray = url.indexOf("@", authorityEnd);
    if (stray > 0 && /^[^/?#]*:/.test(url.slice(opening))) {
      at = stray;
      const rest = url.slice(at).search(/[/\\?#]/);
      authorityEnd = rest < 0 ? url.length : at + rest;
    }
  }
  if (at > opening) found.push({ start: opening, end: at, part: "userinfo" });

  const hash = mark(url.indexOf("#", authorityEnd));
  const queryMark = url.slice(0, hash).indexOf("?", authorityEnd);
  const pathEnd = queryMark < 0 ? hash : queryMark;
  findInPath(url, authorityEnd, pathEnd, found);
  if (queryMark >= 0) findInPairs(url, queryMark + 1, hash, "query", found);
  if (hash < url.length) findInPairs(url, hash + 1, url.length, "fragment", found);
  return found.filter(({ start, end }) => end > start && !ALREADY_MASKED.test(url.slice(start, end)));
}

function findInPath(url: string, from: number, to: number, found: UrlSecret[]): void {
  let previous = "";
  for (let start = from; start < to;) {
    const slash = url.slice(start, to).search(/[/\\]/);
    const end = slash < 0 ? to : start + slash;
    const segment = decoded(url.slice(start, end));
    const afterName = /^(tokens?|api[-_]?keys?|keys?|secrets?|password)$/i.test(previous);
    if (looksSecret(segment) || (afterName && !/^[a-z]{0,10}$/.test(segment))) found.push({ start, end, part: "path" });
    previous = segment;
    start = end + 1;
  }
}

function findInPairs(url: string, from: number, to: number, part: "query" | "fragment", found: UrlSecret[]): void {
  for (let start = from; start < to;) {
    const stop = url.slice(start, to).search(/[&;]/);
    const end = stop < 0 ? to : start + stop;
    const equals = url.slice(start, end).indexOf("=");
    const valueStart = equals < 0 ? start : start + equals + 1;
    const name = equals < 0 ? "" : decoded(url.slice(start, valueStart - 1));
    const value = decoded(url.slice(valueStart, end));
    if (isSecretPair(name, value)) found.push({ start: valueStart, end, part, ...(name === "" ? {} : { name }) });
    start = end + 1;
  }
}

function isSecretPair(name: string, value: string): boolean {
  if (value === "") return false;
  if (HARMLESS_NAME.test(name)) return KNOWN_PREFIX.test(value);
  if (SECRET_NAME.test(name) || SECRET_WORD.test(name)) return true;
  if (/^https?:/i.test(value)) return findUrlSecrets(value.slice(0, 4096)).length > 0;
  return looksSecret(value) || (value.length >= 8 && /^(?=.*\d)(?=.*[a-z])[^\s-]+$/i.test(value));
}
