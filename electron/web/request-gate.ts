import type { IncomingMessage } from "node:http";

/** Why a request goes no further: the status to answer, and a sentence for the log. */
export interface Refusal {
  readonly status: 400 | 403 | 405 | 421;
  readonly said: string;
}

/**
 * Judges a request by what a browser cannot forge, before anything else looks at it.
 * - `Host` must be one of our own names: a page that re-bound its DNS name to 127.0.0.1 still sends its own name.
 * - `Origin` must be present and ours on everything that can change something, a WebSocket upgrade included.
 * - `Sec-Fetch-Site`, where sent, must say that no other site had a hand in it.
 * `ownHosts` are `host:port` in lower case. Undefined means: let it pass.
 */
export function refusalOf(request: IncomingMessage, ownHosts: ReadonlySet<string>): Refusal | undefined {
  if (countOf(request, "host") !== 1) return { status: 421, said: "not exactly one Host header" };
  const host = (request.headers.host ?? "").toLowerCase();
  if (!ownHosts.has(host)) return { status: 421, said: "asked for another host" };

  const { method = "", url = "" } = request;
  const upgrade = request.headers.upgrade !== undefined;
  if (!url.startsWith("/")) return { status: 400, said: "the request names no path of ours" };
  if (method !== "GET" && method !== "HEAD" && method !== "POST") return { status: 405, said: "no such method here" };

  const mayChange = upgrade || method === "POST";
  const origins = countOf(request, "origin");
  if (mayChange && origins !== 1) return { status: 403, said: "no Origin header" };
  if (origins > 0 && (request.headers.origin ?? "").toLowerCase() !== `http://${host}`)
    return { status: 403, said: "asked for by another origin" };

  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return { status: 403, said: "asked for by another site" };
  return undefined;
}

/** How often a header was sent. Node keeps only the first `Host`, so the raw list is counted. */
function countOf(request: IncomingMessage, name: string): number {
  return request.rawHeaders.filter((entry, index) => index % 2 === 0 && entry.toLowerCase() === name).length;
}
