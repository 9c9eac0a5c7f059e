/** Longest a batch may take, in milliseconds: one endless word makes any byte-pair encoder quadratic. */
const PATIENCE = 8_000;

interface Waiting {
  readonly resolve: (counts: readonly number[] | undefined) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

let worker: Worker | undefined;
let nextId = 1;
const waiting = new Map<number, Waiting>();

/**
 * Counts the tokens of each text in OpenAI's o200k encoding, in a worker that is started on first use.
 * Undefined where counting took too long or cannot be done here.
 */
export function countTokens(texts: readonly string[]): Promise<readonly number[] | undefined> {
  return new Promise((resolve) => {
    const id = nextId;
    nextId += 1;
    waiting.set(id, { resolve, timer: setTimeout(giveUp, PATIENCE) });
    worker ??= startWorker();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker?.postMessage({ id, texts });
    if (worker === undefined) giveUp();
  });
}

function startWorker(): Worker | undefined {
  if (typeof Worker === "undefined") return undefined;
  const started = new Worker(new URL("./count-tokens-worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data }: MessageEvent<{ id: number; counts: readonly number[] }>) => {
    const entry = waiting.get(data.id);
    waiting.delete(data.id);
    clearTimeout(entry?.timer);
    entry?.resolve(data.counts);
  });
  started.addEventListener("error", giveUp);
  return started;
}

/** Ends the worker and everything that waits for it. The next count starts a new one. */
function giveUp(): void {
  worker?.terminate();
  worker = undefined;
  for (const { resolve, timer } of waiting.values()) {
    clearTimeout(timer);
    resolve(undefined);
  }
  waiting.clear();
}
