import type { Exchange } from "#shared/contract/traffic.ts";
import { measureJson } from "#shared/schema/measure-json.ts";
import type { Tone } from "#renderer/ui/status-mark.tsx";

/** What an exchange was about, in a word: the JSON-RPC method, else the HTTP one with its path. */
export const exchangeTitle = ({ rpcMethod, method, maskedUrl }: Exchange): string =>
  rpcMethod ?? `${method} ${pathOf(maskedUrl)}`;

function pathOf(maskedUrl: string): string {
  const after = maskedUrl.replace(/^[^:]+:\/\/[^/?#]*/u, "").replace(/[?#].*$/u, "");
  return after === "" ? "/" : after;
}

/** How an exchange ended, at a glance. */
export function exchangeTone({ status, failure }: Exchange): Tone {
  if (failure !== undefined || (status !== undefined && status >= 400)) return "stopped";
  return status === undefined ? "quiet" : "good";
}

/** Exchanges of a method (all of them for "") whose texts hold every word, in any case. */
export function filterExchanges(exchanges: readonly Exchange[], method: string, text: string): readonly Exchange[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return exchanges.filter((exchange) => {
    if (method !== "" && exchangeTitle(exchange) !== method) return false;
    if (words.length === 0) return true;
    const all = searchable(exchange).toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

function searchable(exchange: Exchange): string {
  const { requestHeaders, responseHeaders, requestBody, responseBody, maskedUrl, status, failure } = exchange;
  return [
    exchangeTitle(exchange),
    maskedUrl,
    String(status ?? ""),
    failure ?? "",
    ...requestHeaders.flat(),
    ...responseHeaders.flat(),
    requestBody ?? "",
    responseBody ?? "",
  ].join("\n");
}

/** Deeper than this, the blanks of indented JSON would be many times the JSON: 64 KiB of brackets become gigabytes. */
const DEEPEST_INDENTED = 60;

/** A body as it is easiest to read: JSON indented, anything else as it came. */
export function readableBody(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return measureJson(value).depth > DEEPEST_INDENTED ? body : JSON.stringify(value, null, 2);
  } catch {
    return body; // not JSON, or JSON that was cut
  }
}
