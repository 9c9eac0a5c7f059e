import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { secretsOfHeader } from "#shared/base/header-secrets.ts";
import { isJsonObject, readJsonObject } from "#shared/base/json.ts";
import { secretsOfUrl } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Secrets } from "#core/ports.ts";
import type { SealedSecret, StoredServer } from "#core/store-port.ts";

/** Where a server is, in the clear. Lives in the core only. */
export interface ServerAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What was secret in the address as it was typed, beyond what its URL and headers still show (a password, say). */
  readonly secrets: readonly string[];
}

/** Every secret string of an address, header values included (a scheme word such as `Bearer` apart). Frozen: see `maskSecrets`. */
export function secretsOf(address: ServerAddress): readonly string[] {
  const values = Object.values(address.headers).flatMap(secretsOfHeader);
  const all = [...secretsOfUrl(address.url), ...address.secrets, ...values];
  return Object.freeze([...new Set(all)].filter((secret) => secret !== ""));
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
  const json = readJsonObject(text);
  if (typeof json?.["url"] !== "string") return undefined;
  const { url, headers, secrets } = json;
  const pairs = isJsonObject(headers) ? Object.entries(headers) : [];
  return {
    url,
    headers: Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string")),
    secrets: Array.isArray(secrets) ? secrets.filter((secret) => typeof secret === "string") : [],
  };
}
