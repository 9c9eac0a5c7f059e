import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";
import { evidenceOf } from "./http-status-failure.ts";
import { parseJsonInTurns } from "./json-in-turns.ts";
import { readErrorBody } from "./read-body.ts";
import type { PendingRequest } from "./rpc-message.ts";
import { readEvents } from "./sse-events.ts";
import { pause, type Receiver } from "./wire.ts";

/** How long a stream may stay open after its answer, so that its connection can be used again. */
const LULL_MS = 500;

/** What one opening of a stream brought. */
interface Opening {
  answered: boolean;
  lastId: string | undefined;
  retryMs: number | undefined;
  broken?: Failure;
}

/** How a stream is opened again, and how often it may be opened in all. */
interface Resumption {
  readonly reopen: (lastEventId: string) => Promise<GuardedAnswer>;
  readonly openings: number;
}

/**
 * Reads the event stream that answers one POST until the answer is there. A legacy server may close it and let the
 * client poll with `Last-Event-ID` (spec 2025-11-25, "Sending messages to the server", 6): then it is opened again, at
 * most 5 times in all and never faster than once a second. Throws E_STREAM_ENDED as soon as no answer can come any more.
 */
export async function readAnswerStream(
  first: GuardedAnswer,
  pending: PendingRequest,
  receiver: Receiver,
  { reopen, openings }: Resumption,
): Promise<void> {
  const { signal, leftMs } = receiver.scope().deadline;
  let answer = first;
  let lastId: string | undefined;
  let retryMs = 0;
  for (let opening = 1; ; opening += 1) {
    const seen = await readOnce(answer, pending, receiver);
    if (seen.answered) return;
    lastId = seen.lastId ?? lastId;
    retryMs = seen.retryMs ?? retryMs;
    if (pending.modern || lastId === undefined) throw seen.broken ?? endedEarly(pending);
    if (opening >= openings) {
      throw new Failure(
        "E_STREAM_ENDED",
        `The server keeps closing the stream before its answer to ${pending.method}.`,
        { limit: { name: "streamOpenings", value: openings, unit: "count" } },
      );
    }
    const waitMs = Math.min(Math.max(retryMs, budgets.reconnectFloorMs), budgets.reconnectCeilingMs);
    // Waiting for what cannot come in time any more would only hide why.
    if (waitMs >= leftMs())
      throw new Failure(
        "E_STREAM_ENDED",
        `The server closed the stream before its answer to ${pending.method} and wants the client to come back later than there is time for.`,
        { evidence: `retry: ${retryMs} ms` },
      );
    await pause(waitMs, signal);
    answer = await reopen(lastId);
    if (answer.status === 200 && answer.mediaType === "text/event-stream") continue;
    const { status } = answer;
    throw new Failure(
      "E_STREAM_ENDED",
      `The stream ended before the answer to ${pending.method}, and could not be resumed (${status}).`,
      { status, evidence: evidenceOf(answer, await readErrorBody(answer)) },
    );
  }
}

async function readOnce(answer: GuardedAnswer, pending: PendingRequest, receiver: Receiver): Promise<Opening> {
  const { signal } = receiver.scope().deadline;
  const opening: Opening = { answered: false, lastId: undefined, retryMs: undefined };
  let lull: NodeJS.Timeout | undefined;
  let unfinished = false;
  try {
    for await (const event of readEvents(answer.body)) {
      if (opening.answered) continue; // reading on to the end keeps the connection usable for the next request
      unfinished = event.unfinished === true;
      opening.lastId = event.id ?? opening.lastId;
      opening.retryMs = event.retryMs ?? opening.retryMs;
      if (event.data.trim() === "") continue;
      if (event.event !== "message") {
        receiver.warn(
          `The server named an event ${JSON.stringify(event.event.slice(0, 40))}; only "message" carries answers.`,
        );
        continue;
      }
      receiver.marks.bytes = event.data.length;
      if (isBrokenNotification(event.data)) {
        receiver.warn("A notification of the server is not valid JSON; it is left out.");
        continue;
      }
      opening.answered = receiver.receive(await parseJsonInTurns(event.data), pending);
      if (opening.answered) lull = setTimeout(() => answer.discard(), LULL_MS);
    }
  } catch (error) {
    if (opening.answered) return opening; // the answer is there: how the stream ends after it does not matter
    const cut =
      error instanceof Failure &&
      (error.code === "E_BODY_CUT_SHORT" || (unfinished && error.code === "E_JSON_INVALID"));
    if (signal.aborted || !cut) throw error;
    const evidence = `${error.message} ${error.detail.evidence ?? ""}`.trim();
    return {
      ...opening,
      broken: new Failure("E_STREAM_ENDED", `The stream broke off before the answer to ${pending.method}.`, {
        evidence,
      }),
    };
  } finally {
    clearTimeout(lull);
  }
  return opening;
}

/** A short event that names a method, carries no answer, and is no JSON: losing it costs nothing, failing for it a call. */
function isBrokenNotification(data: string): boolean {
  if (data.length > 4_096 || !/"method"\s*:/.test(data) || /"(?:result|error)"\s*:/.test(data)) return false;
  try {
    JSON.parse(data);
    return false;
  } catch {
    return true; // the one expected failure: not JSON
  }
}

/** The stream ended in good order, and the answer was not in it. */
export function endedEarly(pending: PendingRequest): Failure {
  return new Failure("E_STREAM_ENDED", `The stream ended before the answer to ${pending.method}.`);
}
