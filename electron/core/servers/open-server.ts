import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { maskSecrets } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { OpenedServer, OpenedUrl, Ports } from "#core/ports.ts";
import type { StoredServer } from "#core/store-port.ts";
import { atSample } from "./sample-origin.ts";
import { readAddress, secretsOf } from "./server-address.ts";
import { readTypedServer } from "./typed-server.ts";

/** The stored server of an id that is not removed. */
export async function findServer(ports: Ports, id: string): Promise<Result<StoredServer, ConsoleError>> {
  const server = await ports.store.getServer(id);
  if (server === undefined || server.removedAt !== undefined) return fail(notFound("server", id));
  return ok(server);
}

/**
 * Reads a server and opens its secrets. Where it is a sample server that does not run, starts it and tells
 * `onSampleStarted`, so that one click is enough after a restart.
 */
export async function openServer(
  ports: Ports,
  id: string,
  onSampleStarted: () => void,
): Promise<Result<OpenedServer, ConsoleError>> {
  const found = await findServer(ports, id);
  if (!found.ok) return found;
  const server = found.value;
  const address = await readAddress(server, ports.secrets);
  if (!address.ok) return address;
  let { url } = address.value;
  if (server.sample !== undefined) {
    const ran = ports.samples.list().some((sample) => sample.id === server.sample && sample.url !== undefined);
    const started = await ports.samples.start(server.sample);
    if (!started.ok) return started;
    if (!ran) onSampleStarted();
    url = atSample(url, started.value);
  }
  const secrets = secretsOf(address.value);
  return ok({
    server,
    target: {
      serverId: id,
      url,
      headers: address.value.headers,
      ...(server.transport === undefined ? {} : { transport: server.transport }),
      secrets,
    },
    mask: (text) => maskSecrets(text, secrets),
  });
}

/** Reads an address that was typed and is not kept: the same refusals, and the same secrets, as for one that is. */
export function openUrl(typed: string, name: string): Result<OpenedUrl, ConsoleError> {
  const read = readTypedServer(typed, undefined, []);
  if (!read.ok) return read;
  const { address, maskedUrl } = read.value;
  const secrets = secretsOf(address);
  return ok({
    target: { serverId: name, url: address.url, headers: address.headers, secrets },
    mask: (text) => maskSecrets(text, secrets),
    maskedUrl,
  });
}
