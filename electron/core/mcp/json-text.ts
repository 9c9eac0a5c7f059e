import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";

/**
 * UTF-8 text of bytes, strictly. `bom` tells that a byte order mark was dropped. Throws E_UTF8_INVALID with the offset,
 * counted from `offset`: a part that does not begin the text keeps what would be a mark at its beginning.
 */
export function decodeUtf8(bytes: Uint8Array, offset = 0): { readonly text: string; readonly bom: boolean } {
  const bom = offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: offset > 0 }).decode(bytes), bom };
  } catch {
    const at = firstInvalidByte(bytes);
    throw new Failure("E_UTF8_INVALID", `The answer is not valid UTF-8 at byte ${offset + at}.`, {
      evidence: Buffer.from(bytes.subarray(Math.max(0, at - 60), at + 60)).toString("latin1"),
    });
  }
}

/** The offset at which strict decoding stops, by halving: decoding a prefix as a stream fails only on a bad byte. */
function firstInvalidByte(bytes: Uint8Array): number {
  const decodes = (end: number): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false; // the one expected failure: a byte that is not UTF-8
    }
  };
  let good = 0;
  let bad = bytes.length;
  if (decodes(bad)) return bad; // cut off inside a character
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/**
 * Parses JSON text after checking its depth on the text, so that no parser, walker or wire behind ever recurses deeper
 * than 256. Throws E_JSON_TOO_DEEP or E_JSON_INVALID with the place and the first 200 characters.
 */
export function parseJson(text: string): unknown {
  if (depthBeyond(text, budgets.jsonDepth)) throw tooDeep(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Failure(
      "E_JSON_INVALID",
      text.trim() === "" ? "The answer is empty where JSON was due." : "The answer is not valid JSON.",
      {
        evidence: `${placeOf(error, text)}${text.slice(0, 200)}`,
      },
    );
  }
}

/** The failure of a text that nests deeper than 256. */
export function tooDeep(text: string): Failure {
  return new Failure("E_JSON_TOO_DEEP", `The answer is nested deeper than ${budgets.jsonDepth}.`, {
    limit: { name: "jsonDepth", value: budgets.jsonDepth, unit: "depth" },
    evidence: text.slice(0, 200),
  });
}

/** The failure of a text that holds more values than any real answer. */
export function tooManyValues(text: string): Failure {
  return new Failure("E_BODY_TOO_LARGE", `The answer holds more than ${budgets.jsonValues} values.`, {
    limit: { name: "jsonValues", value: budgets.jsonValues, unit: "count" },
    evidence: text.slice(0, 200),
  });
}

/** The failure of a text that stops being JSON at or soon after a place. */
export function whereInvalid(text: string, place: number): Failure {
  return new Failure("E_JSON_INVALID", "The answer is not valid JSON.", {
    evidence: `after character ${place} of ${text.length}: ${text.slice(0, 200)}`,
  });
}

/** True when brackets outside strings nest deeper than `limit`. One pass, no recursion. */
export function depthBeyond(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      // A string: to the next quote that an even number of backslashes precedes.
      for (;;) {
        at = text.indexOf('"', at + 1);
        if (at < 0) return false;
        let slashes = 0;
        while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
        if (slashes % 2 === 0) break;
      }
    } else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return false;
}

function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : "";
  const at = /position (\d+)/.exec(message)?.[1];
  const short = message.replaceAll(/"[^]*"/g, "...").slice(0, 120);
  return `${at === undefined ? short : `at character ${at} of ${text.length}`}: `;
}
