import type { EventListener } from "#shared/contract/events.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { TrafficSink } from "#core/ports.ts";

const MOST_EXCHANGES = 2000;
const MOST_BYTES = 64 * 1024 * 1024;

/** The newest exchanges of all servers, in memory only. */
export interface TrafficLog extends TrafficSink {
  /** At most `limit` exchanges of one server, newest first. */
  list(serverId: string, limit: number): readonly Exchange[];
}

/**
 * Keeps the last 2,000 exchanges or 64 MiB, whichever is less, over all servers; the oldest go first.
 * An exchange with a known id replaces the one it continues.
 */
export function createTrafficLog(emit: EventListener): TrafficLog {
  const kept = new Map<string, { readonly exchange: Exchange; readonly bytes: number }>();
  let bytes = 0;
  const drop = (id: string): void => {
    bytes -= kept.get(id)?.bytes ?? 0;
    kept.delete(id);
  };
  return {
    append(exchange) {
      drop(exchange.id);
      const size = sizeOf(exchange);
      kept.set(exchange.id, { exchange, bytes: size });
      bytes += size;
      for (const id of kept.keys()) {
        if (kept.size <= MOST_EXCHANGES && bytes <= MOST_BYTES) break;
        drop(id);
      }
      emit("traffic.appended", { exchange });
    },
    list(serverId, limit) {
      const mine: Exchange[] = [];
      for (const { exchange } of kept.values()) if (exchange.serverId === serverId) mine.push(exchange);
      return mine.slice(-limit).toReversed();
    },
  };
}

/** `traffic.*` of the contract. */
export function trafficHandlers(traffic: TrafficLog): Pick<Handlers, "traffic.list"> {
  return { "traffic.list": ({ serverId, limit }) => [...traffic.list(serverId, limit)] };
}

// Two bytes a character is what V8 takes at most; the fixed part covers the object itself.
function sizeOf(exchange: Exchange): number {
  const headers = [...exchange.requestHeaders, ...exchange.responseHeaders];
  const characters =
    exchange.maskedUrl.length +
    (exchange.requestBody?.length ?? 0) +
    (exchange.responseBody?.length ?? 0) +
    headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return 512 + 2 * characters;
}
