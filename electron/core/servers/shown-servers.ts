import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import type { SampleServer, Server } from "#shared/contract/server.ts";
import type { Ports } from "#core/ports.ts";
import type { StoredServer } from "#core/store-port.ts";
import { atSample } from "./sample-origin.ts";

/** Stored servers as a screen may see them. */
export interface ShownServers {
  /** Every server that is not removed, in the order in which they were added. */
  list(): Promise<Server[]>;
  one(server: StoredServer): Promise<Server>;
}

/** Shows stored servers: masked URL, header names, whether the secret can be opened here, and the last run. */
export function createShownServers(ports: Ports): ShownServers {
  // Opening a secret may ask the keyring each time, so what was readable once is not asked again.
  const readable = new Set<string>();
  const secretState = async ({ sealed }: StoredServer): Promise<Server["secret"]> => {
    if (sealed === undefined) return "none";
    if (readable.has(sealed.data)) return "readable";
    const opened = await ports.secrets.open(sealed);
    if (opened.ok) readable.add(sealed.data);
    return opened.ok ? "readable" : "unreadable";
  };
  const show = async (
    server: StoredServer,
    samples: readonly SampleServer[],
    lastRun: DiscoveryRun | undefined,
  ): Promise<Server> => ({
    id: server.id,
    name: server.name,
    maskedUrl: atSample(
      server.maskedUrl,
      samples.find(({ id }) => id === server.sample),
    ),
    headerNames: [...server.headerNames],
    secret: await secretState(server),
    addedAt: server.addedAt,
    ...(server.transport === undefined ? {} : { transport: server.transport }),
    ...(server.sample === undefined ? {} : { sample: server.sample }),
    ...(server.baseline === undefined ? {} : { baseline: server.baseline }),
    ...(server.watchMs === undefined ? {} : { watchMs: server.watchMs }),
    ...(lastRun === undefined ? {} : { lastRun }),
  });
  return {
    async list() {
      const [servers, runs] = await Promise.all([ports.store.listServers(), ports.store.lastRuns()]);
      const samples = ports.samples.list();
      const kept = servers.filter(({ removedAt }) => removedAt === undefined);
      return Promise.all(kept.map((server) => show(server, samples, runs.get(server.id))));
    },
    async one(server) {
      const runs = await ports.store.lastRuns();
      return show(server, ports.samples.list(), runs.get(server.id));
    },
  };
}
