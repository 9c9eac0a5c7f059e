import { asFailure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";
import { parseJsonInTurns } from "./json-in-turns.ts";
import { readEvents } from "./sse-events.ts";
import type { Receiver } from "./wire.ts";

/**
 * Reads the optional GET stream of a legacy server, on which its questions come, until it ends. Never opened again and
 * never throws: a call does not depend on it. An answer on it is a fault of the server that is only noted.
 */
export async function readUnasked(answer: GuardedAnswer, receiver: Receiver): Promise<void> {
  if (answer.status !== 200 || answer.mediaType !== "text/event-stream") return answer.discard();
  try {
    for await (const event of readEvents(answer.body))
      if (event.event === "message" && event.data.trim() !== "")
        receiver.receive(await parseJsonInTurns(event.data), undefined);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "E_STREAM_ENDED" && failure.code !== "E_CANCELLED")
      receiver.warn(`The stream for unasked messages failed: ${failure.message}`);
  }
}
