import { decoded, looksSecret } from "#shared/base/secret-url.ts";

const DULL_HOST = /^(www|mcp|api|app|server|remote|gateway)$/i;
const DULL_PATH = /^(mcp|sse|api|server|servers|http|stream|streamable|message|messages|v\d+(\.\d+)*|s|u)$/i;

/** A name for a server, drawn from its host and the telling words of its path; never from a part that looks secret. */
export function suggestServerName(url: URL, hostIsPublic: boolean): string {
  const words = url.pathname
    .split("/")
    .map(decoded)
    .filter((word) => /^[\p{L}\d][\p{L}\d _-]{1,40}$/u.test(word) && !DULL_PATH.test(word) && !looksSecret(word));
  return [hostName(url, hostIsPublic), ...words.slice(0, 2)].join(" ").slice(0, 80);
}

function hostName(url: URL, hostIsPublic: boolean): string {
  if (!hostIsPublic || !url.hostname.includes(".") || /[\d\]]$/.test(url.hostname)) return url.host;
  const labels = url.hostname.split(".");
  // `co.uk`-like endings: two short labels at the end are no name.
  const ending = labels.length > 2 && (labels.at(-2) ?? "").length <= 3 && (labels.at(-1) ?? "").length === 2 ? 2 : 1;
  const named = labels.slice(0, -ending).filter((label) => !DULL_HOST.test(label));
  return named.length === 0 ? url.hostname : named.toReversed().join(" ");
}
