import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { MASK } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { SampleServer } from "#shared/contract/server.ts";
import { readServerUrl, type ServerUrlReading } from "#shared/platform/server-url.ts";
import { sampleAt, withoutPort } from "./sample-origin.ts";
import type { ServerAddress } from "./server-address.ts";

/** A server as someone typed it, read. */
export interface TypedServer {
  readonly address: ServerAddress;
  readonly maskedUrl: string;
  readonly suggestedName: string;
  readonly sample?: string;
}

/**
 * Reads a typed URL and headers: userinfo becomes a header, a header given beside it wins. A URL into a running sample
 * server is kept without its port. `knownSample` is the sample the server was before, where the URL did not change.
 */
export function readTypedServer(
  url: string,
  headers: Readonly<Record<string, string>> | undefined,
  samples: readonly SampleServer[],
  knownSample?: string,
): Result<TypedServer, ConsoleError> {
  if (url.includes(MASK)) {
    return fail(
      invalidInput(
        "E_URL_MASKED",
        `The URL holds ${MASK} in the place of a secret.`,
        "Enter the whole URL, its secret included.",
      ),
    );
  }
  const badHeader = Object.entries(headers ?? {}).find(([name, value]) => !isHeader(name, value));
  if (badHeader !== undefined) {
    return fail(
      invalidInput(
        "E_HEADER_FORM",
        `The header ${JSON.stringify(badHeader[0].slice(0, 80))} cannot be sent.`,
        "Use letters, digits and hyphens in the name, and one line of text in the value.",
      ),
    );
  }
  const read = readServerUrl(url);
  if (read.kind !== "remote") return fail(refusalOf(read));
  const sample = sampleAt(read.url, samples)?.id ?? knownSample;
  const lasting = (text: string): string => (sample === undefined ? text : withoutPort(text));
  return ok({
    address: { url: lasting(read.url), headers: joinHeaders(read.headers, headers ?? {}), secrets: read.secrets },
    maskedUrl: lasting(read.maskedUrl),
    suggestedName: read.suggestedName,
    ...(sample === undefined ? {} : { sample }),
  });
}

/** The name that was given, or what to call it instead where it is blank. */
export function nameOr(given: string | undefined, otherwise: string): string {
  const name = given?.trim() ?? "";
  return name === "" ? otherwise : name;
}

// Header names are alike whatever their case: the one that was typed replaces the one made from the URL.
function joinHeaders(
  fromUrl: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(typed).map((name) => name.toLowerCase()));
  const kept = Object.entries(fromUrl).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.fromEntries([...kept, ...Object.entries(typed)]);
}

function refusalOf(reading: Exclude<ServerUrlReading, { readonly kind: "remote" }>): ConsoleError {
  if (reading.kind === "empty") {
    return invalidInput("E_URL_EMPTY", "There is no URL.", "Paste the server's URL, beginning with https://.");
  }
  if (reading.kind === "stdio") {
    return invalidInput("E_STDIO", reading.said, "Give the URL of a hosted server instead.", reading.command);
  }
  return { ...invalidInput("E_URL_INVALID", reading.said, reading.next), phase: "url" };
}

function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/.test(name) && /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value);
}
