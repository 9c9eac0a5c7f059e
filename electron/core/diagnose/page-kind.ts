/** What an HTML page is, in a few words, from its text; undefined for what is no HTML. Only the first 64 KiB matter. */
export function pageKind(body: string): string | undefined {
  if (!/<(?:!doctype html|html|head|title|body)\b/i.test(body)) return undefined;
  const title = pageTitle(body);
  const named = title === "" ? "" : ` titled "${title}"`;
  for (const [pattern, kind] of KINDS) if (pattern.test(body)) return `${kind}${named}`;
  return `a web page${named}`;
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/cf-challenge|challenge-platform|just a moment\.\.\./i, "a bot check page"],
  [/type=["']?password|\b(?:sign|log)[ -]?in\b|single sign-on/i, "a login page"],
  [/captive|hotspot|guest wi-?fi/i, "a captive portal"],
  [/ngrok-error|ngrok\.com\/docs\/errors|tunnel .{0,40}not found/i, "a tunnel's error page"],
  [/<title>\s*(?:4\d\d|5\d\d|not found|error|bad gateway|service unavailable)/i, "an error page"],
  [/welcome to nginx|apache2 .{0,20}default page|it works!/i, "a web server's default page"],
];

/** The page's title as one line of at most 80 characters. */
export function pageTitle(body: string): string {
  const start = body.search(/<title[\s>]/i);
  if (start < 0) return "";
  const from = body.indexOf(">", start) + 1;
  const end = body.indexOf("<", from);
  const text = body.slice(from, end < 0 ? from + 200 : end);
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 80);
}
