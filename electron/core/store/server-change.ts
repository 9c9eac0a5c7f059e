import type { ServerChange, StoredServer } from "#core/store-port.ts";

/** A server with the named fields changed; `undefined` clears one. The id stays. */
export function applyChange(server: StoredServer, change: ServerChange): StoredServer {
  const after = { ...server, ...change, id: server.id };
  return Object.fromEntries(
    Object.entries(after).filter(([, value]) => value !== undefined),
  ) as unknown as StoredServer;
}
