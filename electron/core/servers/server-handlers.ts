import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { Server } from "#shared/contract/server.ts";
import type { JobParts } from "#core/ports.ts";
import type { ServerChange, StoredServer } from "#core/store-port.ts";
import { findServer } from "./open-server.ts";
import { atSample } from "./sample-origin.ts";
import { readAddress, sealAddress } from "./server-address.ts";
import type { ShownServers } from "./shown-servers.ts";
import { nameOr, readTypedServer } from "./typed-server.ts";

type ServerHandlers = Pick<
  Handlers,
  "servers.list" | "servers.add" | "servers.update" | "servers.remove" | "servers.restore" | "servers.reveal"
>;

const forgetEra = { remembered: undefined } as const;

/** `servers.*` of the contract. Storage failures are thrown as `StorageFailure`; the wiring makes values of them. */
export function serverHandlers({ ports, serversChanged }: JobParts, shown: ShownServers): ServerHandlers {
  const { store, clock } = ports;
  const change = async (id: string, fields: ServerChange): Promise<Result<Server, ConsoleError>> => {
    const server = await store.updateServer(id, fields);
    if (server === undefined) return fail(notFound("server", id));
    await serversChanged();
    return ok(await shown.one(server));
  };

  return {
    "servers.list": () => shown.list(),

    async "servers.add"(input) {
      if ((await store.getServer(input.id)) !== undefined) {
        return fail(invalidInput("E_ID_TAKEN", "A server with this id is already there.", "Add it under another id."));
      }
      const typed = readTypedServer(input.url, input.headers, ports.samples.list());
      if (!typed.ok) return typed;
      const { address, ...place } = typed.value;
      const sealed = await sealAddress(address, ports.secrets);
      const server: StoredServer = {
        id: input.id,
        name: nameOr(input.name, place.suggestedName),
        maskedUrl: place.maskedUrl,
        headerNames: Object.keys(address.headers),
        addedAt: clock.now(),
        ...(input.transport === undefined ? {} : { transport: input.transport }),
        ...(place.sample === undefined ? {} : { sample: place.sample }),
        ...(sealed === undefined ? {} : { sealed }),
      };
      await store.putServer(server);
      await serversChanged();
      return ok(await shown.one(server));
    },

    async "servers.update"(input) {
      const found = await findServer(ports, input.id);
      if (!found.ok) return found;
      const before = found.value;
      const transport = input.transport === undefined ? before.transport : (input.transport ?? undefined);
      const name = nameOr(input.name, before.name);
      const sameUrl = input.url === undefined || input.url === before.maskedUrl;
      if (sameUrl && input.headers === undefined) {
        // What was learned about the server stays true unless the way to reach it changed.
        return change(input.id, { name, transport, ...(transport === before.transport ? {} : forgetEra) });
      }
      let { url, headers } = input;
      if (sameUrl || headers === undefined) {
        const address = await readAddress(before, ports.secrets);
        // A URL typed anew replaces a secret that cannot be opened, unless headers would be lost with it.
        if (!address.ok && (sameUrl || before.headerNames.length > 0)) return address;
        if (address.ok && sameUrl) url = address.value.url;
        if (address.ok) headers ??= address.value.headers;
      }
      const typed = readTypedServer(url ?? "", headers, ports.samples.list(), sameUrl ? before.sample : undefined);
      if (!typed.ok) return typed;
      const { address, maskedUrl, sample } = typed.value;
      return change(input.id, {
        ...forgetEra,
        name,
        transport,
        maskedUrl,
        sample,
        headerNames: Object.keys(address.headers),
        sealed: await sealAddress(address, ports.secrets),
      });
    },

    async "servers.remove"({ id }) {
      const found = await findServer(ports, id);
      if (!found.ok) return found;
      const removed = await change(id, { removedAt: clock.now() });
      return removed.ok ? ok({}) : removed;
    },

    async "servers.restore"({ id }) {
      return change(id, { removedAt: undefined });
    },

    async "servers.reveal"({ id }) {
      const found = await findServer(ports, id);
      if (!found.ok) return found;
      const address = await readAddress(found.value, ports.secrets);
      if (!address.ok) return address;
      const sample = ports.samples.list().find((one) => one.id === found.value.sample);
      return ok({ url: atSample(address.value.url, sample) });
    },
  };
}
