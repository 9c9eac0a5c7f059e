import { TextDecoder } from "node:util";
import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";
import { sizeText } from "./read-body.ts";
import { takeTurns } from "./turns.ts";

/** One server-sent event (WHATWG HTML, 9.2). `retryMs` is the last `retry` seen on the stream. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
  readonly retryMs?: number;
  /** The stream ended before the event did. */
  readonly unfinished?: true;
}

/**
 * Reads server-sent events from decoded bytes, bounded in the size of an event, of the stream, and in their number.
 * An event that the end of the stream cuts off (no blank line) is yielded too when it carries data: real servers do that,
 * and a whole answer counts. Throws a Failure at a bound and whatever the body throws.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<SseEvent> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let parts: string[] = []; // of the line that has not ended yet
  let pendingBytes = 0;
  let streamBytes = 0;
  let events = 0;
  let afterReturn = false;
  let touched = false;
  let data: string[] = [];
  let event = "";
  let id: string | undefined;
  let retryMs: number | undefined;

  const take = (line: string): SseEvent | undefined => {
    if (line === "") {
      const ready = touched;
      touched = false;
      const done: SseEvent = {
        event: event === "" ? "message" : event,
        data: data.join("\n"),
        ...(id === undefined ? {} : { id }),
        ...(retryMs === undefined ? {} : { retryMs }),
      };
      data = [];
      event = "";
      pendingBytes = 0;
      return ready ? done : undefined;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return undefined; // a comment keeps the connection alive
    touched = true;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1);
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && isEventId(value)) id = value;
    else if (field === "retry" && /^\d{1,15}$/.test(value)) retryMs = Number(value);
    return undefined;
  };

  const turns = takeTurns();
  for await (const chunk of body) {
    await turns.giveWay(); // a server that sends faster than it is read would leave no room for other work
    streamBytes += chunk.length;
    pendingBytes += chunk.length;
    if (streamBytes > budgets.streamBytes) throw tooLong("stream", budgets.streamBytes);
    const text = decode(decoder, chunk);
    if (text === "") continue; // an empty chunk, or half a character
    let from = afterReturn && text.startsWith("\n") ? 1 : 0;
    afterReturn = false;
    const breaks = /[\r\n]/g;
    for (;;) {
      breaks.lastIndex = from;
      const end = breaks.exec(text)?.index;
      if (end === undefined) break;
      parts.push(text.slice(from, end));
      const line = parts.join("");
      parts = [];
      const isReturn = text.charCodeAt(end) === 0x0d;
      afterReturn = isReturn && end === text.length - 1;
      from = isReturn && text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
      const done = take(line);
      if (line === "" || line.startsWith(":")) pendingBytes = text.length - from;
      if (done === undefined) continue;
      events += 1;
      if (events > budgets.streamEvents) throw tooMany();
      yield done;
    }
    if (from < text.length) parts.push(text.slice(from));
    if (pendingBytes > budgets.eventBytes) throw tooLong("event", budgets.eventBytes);
  }
  take(parts.join(""));
  const last = data.length > 0 ? take("") : undefined;
  if (last !== undefined) yield { ...last, unfinished: true };
}

/** An id that may be echoed in Last-Event-ID: short, and free of what a header forbids. */
function isEventId(value: string): boolean {
  return value.length <= 1024 && !/[^\u0020-\u007e]/.test(value);
}

function decode(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new Failure("E_UTF8_INVALID", "The event stream is not valid UTF-8.");
  }
}

function tooLong(what: "event" | "stream", bytes: number): Failure {
  return new Failure("E_STREAM_TOO_LONG", `The server sent more than ${sizeText(bytes)} in one ${what}.`, {
    limit: { name: what === "event" ? "eventBytes" : "streamBytes", value: bytes, unit: "bytes" },
  });
}

function tooMany(): Failure {
  return new Failure(
    "E_STREAM_TOO_LONG",
    `The server sent more than ${budgets.streamEvents} events before its answer.`,
    {
      limit: { name: "streamEvents", value: budgets.streamEvents, unit: "count" },
    },
  );
}
