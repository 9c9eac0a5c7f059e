import { randomUUID } from "node:crypto";
import type { JobParts } from "#core/ports.ts";
import { rest } from "./refreshing.ts";

/** A server that keeps closing the stream is left to the interval alone. */
const MOST_OPENINGS = 5;
const REOPEN_MS = 30_000;

/**
 * Listens to a watched server for as long as the signal allows. A stream that ends is opened again after half a minute,
 * five times at most without a word on it; a server that does not tell, or cannot be reached, is left alone.
 */
export async function hearChanges(
  { gateway, openServer }: JobParts,
  serverId: string,
  signal: AbortSignal,
  onChanged: () => void,
): Promise<void> {
  for (let openings = 0; openings < MOST_OPENINGS && !signal.aborted; openings += 1) {
    const opened = await openServer(serverId);
    if (!opened.ok || signal.aborted) return;
    const { target, server } = opened.value;
    const result = await gateway.listen(target, {
      jobId: randomUUID(),
      signal,
      ...(server.remembered === undefined ? {} : { remembered: server.remembered }),
      onListChanged: () => {
        openings = 0;
        onChanged();
      },
    });
    if (!result.ok || result.value === "unsupported") return;
    await rest(REOPEN_MS, signal);
  }
}
