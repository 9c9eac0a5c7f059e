import { isJsonObject } from "#shared/base/json.ts";
import { ask } from "./ask.ts";
import { budgets } from "./budgets.ts";
import type { Connection } from "./connection.ts";
import type { Deadline } from "./deadline.ts";
import { asFailure, Failure } from "./failure.ts";
import type { Listener } from "./connection.ts";

/** What listening needs of the job it runs in. */
interface ListeningJob {
  readonly signal: AbortSignal;
  connect(how: { readonly trustMemory: boolean; readonly listener: Listener }): Promise<Connection>;
  deadline(totalMs: number, expired: (ms: number) => Failure): Deadline;
}

const LIST_CHANGED = "notifications/tools/list_changed";
/** One stream lives at most this long; whoever listens opens another. */
const STREAM_MS = 6 * 3_600_000;

/**
 * Holds a connection open and tells when the server says that its tools changed: on the GET stream of a legacy server,
 * on the event stream of SSE, on `subscriptions/listen` of a modern one (2026-07-28, basic/patterns/subscriptions).
 * Ends with `unsupported` where the server does not declare that it tells, with `ended` when the stream does.
 */
export async function listenForChanges(job: ListeningJob, onListChanged: () => void): Promise<"ended" | "unsupported"> {
  const ends = new AbortController();
  const ended = new Promise<void>((resolve) => ends.signal.addEventListener("abort", () => resolve(), { once: true }));
  const end = (): void => ends.abort();
  const connection = await job.connect({
    trustMemory: false,
    listener: {
      onNotification: (method) => {
        if (method === LIST_CHANGED) onListChanged();
      },
      onStreamEnd: end,
    },
  });
  const { tools } = connection.capabilities;
  if (!isJsonObject(tools) || tools["listChanged"] !== true) return "unsupported";
  if (connection.era === "legacy") {
    job.signal.addEventListener("abort", end, { once: true });
    if (job.signal.aborted) end();
    await ended;
    job.signal.removeEventListener("abort", end);
    return "ended";
  }
  const deadline = job.deadline(STREAM_MS, () => new Failure("E_STREAM_ENDED", "The stream was held long enough."));
  connection.wire.scope = { deadline, maxBodyBytes: budgets.streamBytes, limitName: "streamBytes" };
  try {
    await ask(connection, { method: "subscriptions/listen", params: { notifications: { toolsListChanged: true } } });
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "E_STREAM_ENDED") throw failure;
  }
  return "ended";
}
