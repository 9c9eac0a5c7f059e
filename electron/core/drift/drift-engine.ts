import { Worker } from "node:worker_threads";
import type { DriftComparer } from "#core/ports.ts";
import { workerFile } from "#core/worker-file.ts";
import { diff } from "#shared/drift/diff.ts";
import type { Drift } from "#shared/drift/drift.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import type { DriftMessage } from "./drift-message.ts";

export interface DriftBudgets {
  /** For the witnesses of one comparison together, in milliseconds; the rest of it stays "not proven". */
  readonly searchMs: number;
  /** For one comparison as a whole; past it the worker is ended and nothing is proved. */
  readonly totalMs: number;
  /** For the worker's own start. */
  readonly startMs: number;
  readonly heapMiB: number;
}

export const driftBudgets: DriftBudgets = { searchMs: 15_000, totalMs: 30_000, startMs: 10_000, heapMiB: 512 };

/** One comparison at a time; the worker starts with the first one and does not keep the process alive. */
export function createDriftEngine(budgets: DriftBudgets = driftBudgets): DriftComparer {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let closed = false;

  const drop = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  const compute: DriftComparer["diff"] = async (before, after, { examples, signal } = {}) => {
    const plain = (): Drift => diff(before, after, { witnesses: false });
    if (closed || signal?.aborted === true) return plain();
    worker ??= new Worker(workerFile(import.meta.url, "drift-worker"), {
      resourceLimits: { maxOldGenerationSizeMb: budgets.heapMiB, stackSizeMb: 8 },
      env: {},
      stdin: false,
    });
    const answer = await ask(worker, nextId++, before, after, [...(examples ?? [])], budgets, signal);
    if (answer !== undefined) return answer;
    await drop();
    return plain();
  };
  return {
    diff(before, after, options) {
      const next = queue.then(() => compute(before, after, options));
      queue = next.catch(() => undefined);
      return next;
    },
    async close() {
      closed = true;
      await drop();
    },
  };
}

/** The worker's answer; undefined where it failed, was cancelled or took too long. */
function ask(
  worker: Worker,
  id: number,
  before: readonly unknown[],
  after: readonly unknown[],
  examples: readonly (readonly [string, readonly SavedCall[]])[],
  budgets: DriftBudgets,
  signal: AbortSignal | undefined,
): Promise<Drift | undefined> {
  return new Promise((resolve) => {
    const settle = (drift: Drift | undefined): void => {
      clearTimeout(timer);
      worker.off("message", hear).off("error", fail).off("exit", fail);
      signal?.removeEventListener("abort", fail);
      if (drift === undefined) worker.on("error", () => undefined); // it may still report the end it is given
      worker.unref();
      resolve(drift);
    };
    const fail = (): void => settle(undefined);
    const hear = (message: DriftMessage): void => {
      if (message.type === "done" && message.id === id) settle(message.drift);
    };
    const timer = setTimeout(fail, budgets.startMs + budgets.totalMs);
    worker.on("message", hear).on("error", fail).on("exit", fail);
    signal?.addEventListener("abort", fail, { once: true });
    worker.ref();
    worker.postMessage({ id, before, after, examples, searchMs: budgets.searchMs }, []);
  });
}
