import type { Json } from "#shared/base/json.ts";

/** What an export reads of an exchange: already redacted, bodies already cut. Matches `Exchange` of the contract. */
export interface ExportedExchange {
  readonly id: string;
  readonly startedAt: string;
  readonly method: string;
  readonly maskedUrl: string;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody?: string | undefined;
  readonly status?: number | undefined;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseBody?: string | undefined;
  readonly responseBytes: number;
  readonly cut: boolean;
  readonly firstByteMs?: number | undefined;
  readonly totalMs?: number | undefined;
  readonly failure?: string | undefined;
}

/**
 * The exchanges as an HTTP Archive 1.2, oldest first. Times in milliseconds; -1 stands for what was not measured and
 * 0 for a status that never came, as the format asks. `version` is the console's.
 */
export function trafficHar(exchanges: readonly ExportedExchange[], version: string): Json {
  return {
    log: {
      version: "1.2",
      creator: { name: "Preflight", version },
      entries: inOrder(exchanges).map(harEntry),
    },
  };
}

function harEntry(exchange: ExportedExchange): Json {
  const { firstByteMs, totalMs, requestBody, responseBody, responseBytes, cut, failure } = exchange;
  const wait = firstByteMs ?? totalMs ?? -1;
  const receive = firstByteMs === undefined || totalMs === undefined ? -1 : Math.max(0, totalMs - firstByteMs);
  const type = header(exchange.responseHeaders, "content-type");
  const comment = [...(failure === undefined ? [] : [failure]), ...(cut ? ["bodies are cut at 64 KiB"] : [])].join(
    "; ",
  );
  return {
    startedDateTime: exchange.startedAt,
    time: totalMs ?? 0,
    request: {
      method: exchange.method,
      url: exchange.maskedUrl,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: nameValues(exchange.requestHeaders),
      queryString: [],
      headersSize: -1,
      bodySize: requestBody === undefined ? 0 : requestBody.length,
      ...(requestBody === undefined
        ? {}
        : { postData: { mimeType: header(exchange.requestHeaders, "content-type"), text: requestBody } }),
    },
    response: {
      status: exchange.status ?? 0,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: nameValues(exchange.responseHeaders),
      content: { size: responseBytes, mimeType: type, ...(responseBody === undefined ? {} : { text: responseBody }) },
      redirectURL: header(exchange.responseHeaders, "location"),
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive },
    ...(comment === "" ? {} : { comment }),
  };
}

/** The exchanges as JSON lines, oldest first: one object a line, keys as in the contract. Ends with a line feed. */
export function trafficLines(exchanges: readonly ExportedExchange[]): string {
  return inOrder(exchanges)
    .map((exchange) => `${JSON.stringify(exchange)}\n`)
    .join("");
}

const inOrder = (exchanges: readonly ExportedExchange[]): readonly ExportedExchange[] =>
  exchanges.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0));

const nameValues = (headers: ExportedExchange["requestHeaders"]): Json =>
  headers.map(([name, value]) => ({ name, value }));

const header = (headers: ExportedExchange["requestHeaders"], wanted: string): string =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
