import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { isJsonObject } from "#shared/base/json.ts";
import { secretsOfUrl } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { SealedSecret, Secrets, StoredServer } from "#core/ports.ts";

/** Where a server is, in the clear. Lives in the core only. */
export interface ServerAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What was secret in the address as it was typed, beyond what its URL and headers still show (a password, say). */
  readonly secrets: readonly string[];
}

/** Every secret string of an address, header values included (a scheme word such as `Bearer` apart). Frozen: see `maskSecrets`. */
export function secretsOf(address: ServerAddress): readonly string[] {
  const values = Object.values(address.headers).flatMap((value) => [value, value.replace(/^[A-Za-z]+\s+/, "")]);
  const basic = Object.values(address.headers).flatMap(basicCredentials);
  const all = [...secretsOfUrl(address.url), ...address.secrets, ...values.map((value) => value.trim()), ...basic];
  return Object.freeze([...new Set(all)].filter((secret) => secret !== ""));
}

/** User, password and the pair of both in a `Basic` header value (RFC 7617); nothing for any other value. */
function basicCredentials(value: string): readonly string[] {
  const encoded = /^\s*basic\s+(\S+)/iu.exec(value)?.[1];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? [pair] : [pair, pair.slice(0, colon), pair.slice(colon + 1)];
}

/** Seals an address where it holds anything secret; undefined where its URL may be seen by anyone. */
export async function sealAddress(address: ServerAddress, secrets: Secrets): Promise<SealedSecret | undefined> {
  if (secretsOf(address).length === 0) return undefined;
  return secrets.seal(JSON.stringify({ url: address.url, headers: address.headers, secrets: address.secrets }));
}

/** The address of a stored server. Fails where its secret cannot be opened here; the sealed bytes stay as they are. */
export async function readAddress(
  server: StoredServer,
  secrets: Secrets,
): Promise<Result<ServerAddress, ConsoleError>> {
  if (server.sealed === undefined) return ok({ url: server.maskedUrl, headers: {}, secrets: [] });
  const opened = await secrets.open(server.sealed);
  if (!opened.ok) return opened;
  const address = parseAddress(opened.value);
  if (address !== undefined) return ok(address);
  return fail(
    invalidInput(
      "E_SECRET_FORM",
      `The stored secret of "${server.name}" is not of the form this version writes.`,
      "Enter the server's URL again.",
    ),
  );
}

function parseAddress(text: string): ServerAddress | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined; // the one expected failure of JSON.parse: not JSON
  }
  if (!isJsonObject(json) || typeof json["url"] !== "string") return undefined;
  const { url, headers, secrets } = json;
  const pairs = isJsonObject(headers) ? Object.entries(headers) : [];
  return {
    url,
    headers: Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string")),
    secrets: Array.isArray(secrets) ? secrets.filter((secret) => typeof secret === "string") : [],
  };
}
