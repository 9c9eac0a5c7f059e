import { create } from "zustand";
import { idle, ready, running, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** How many exchanges of a server are held here, and how many characters of theirs; the core's own log may hold fewer. */
const MOST = 2000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

interface TrafficState {
  readonly serverId: string | undefined;
  /** Newest first. */
  readonly exchanges: Remote<readonly Exchange[]>;
}

/** The mirror of one server's exchanges: of the one that is looked at. */
export const useTrafficStore = create<TrafficState>(() => ({ serverId: undefined, exchanges: idle }));

const NONE: readonly Exchange[] = [];

/** The exchanges that are held, newest first. */
export const useExchanges = (): readonly Exchange[] => useTrafficStore((state) => valueOf(state.exchanges) ?? NONE);

/** Reads a server's exchanges and hears new ones. Returns the end of hearing. */
export function followTraffic(api: ConsoleApi, serverId: string): () => void {
  useTrafficStore.setState({ serverId, exchanges: running });
  const early: Exchange[] = [];
  const stop = api.on("traffic.appended", ({ exchange }) => {
    if (exchange.serverId !== serverId) return;
    const held = valueOf(useTrafficStore.getState().exchanges);
    if (held === undefined) early.push(exchange);
    else useTrafficStore.setState({ exchanges: ready(merge(held, [exchange])) });
  });
  api.call("traffic.list", { serverId, limit: MOST }).then(
    (exchanges) => {
      if (useTrafficStore.getState().serverId === serverId)
        useTrafficStore.setState({ exchanges: ready(merge(exchanges, early)) });
    },
    () => undefined, // only where the wire died; the connection bar says so
  );
  return stop;
}

/** Both, each exchange once (the later report wins), newest first. `held` is newest first, `fresh` as it came. */
function merge(held: readonly Exchange[], fresh: readonly Exchange[]): readonly Exchange[] {
  const newest = new Map<string, Exchange>();
  for (const exchange of [...fresh.toReversed(), ...held])
    if (!newest.has(exchange.id)) newest.set(exchange.id, exchange);
  const all = [...newest.values()].toSorted((a, b) =>
    a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0,
  );
  let characters = 0;
  const past = all.findIndex((exchange) => (characters += lengthOf(exchange)) > MOST_CHARACTERS);
  return all.slice(0, past < 0 ? MOST : Math.min(MOST, past));
}

function lengthOf({ requestBody, responseBody, requestHeaders, responseHeaders }: Exchange): number {
  const headers = [...requestHeaders, ...responseHeaders].reduce((sum, pair) => sum + pair.join("").length, 0);
  return headers + (requestBody?.length ?? 0) + (responseBody?.length ?? 0);
}
