import { Worker } from "node:worker_threads";
import { StorageFailure } from "#core/store-port.ts";
import { workerFile } from "#core/worker-file.ts";
import { storeGone } from "./storage-errors.ts";
import { Refused } from "./store-refusal.ts";
import type { Answer, Request, WorkerRequests } from "./worker-messages.ts";

/** The store's worker, seen from the main thread. */
export interface WorkerClient {
  /** Rejects with `StorageFailure`, with `Refused` while opening, or with a plain error for a bug in the worker. */
  ask<N extends keyof WorkerRequests>(
    name: N,
    ...args: Parameters<WorkerRequests[N]>
  ): Promise<ReturnType<WorkerRequests[N]>>;
  end(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the worker. It keeps the process alive only while it owes an answer. */
export function startWorker(): WorkerClient {
  const worker = new Worker(workerFile(import.meta.url, "store-worker"), { name: "store" });
  worker.unref();
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let gone: Error | undefined;

  const end = (error: Error): void => {
    gone ??= error;
    for (const { reject } of pending.values()) reject(gone);
    pending.clear();
  };
  worker.on("message", (answer: Answer) => {
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if (pending.size === 0) worker.unref();
    if (answer.kind === "done") asked?.resolve(answer.value as never);
    else asked?.reject(errorOf(answer));
  });
  worker.on("error", end);
  worker.on("exit", () => end(storeGone("the worker ended")));

  return {
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        if (gone !== undefined) return reject(gone);
        const request: Request = { id: nextId, name, args };
        nextId += 1;
        pending.set(request.id, { resolve, reject });
        worker.ref();
        worker.postMessage(request, args.flatMap(handedOver));
      }),
    async end() {
      end(storeGone("it was closed"));
      await worker.terminate();
    },
  };
}

/** The memory that goes along with an argument instead of being copied: a large body. */
function handedOver(arg: unknown): ArrayBuffer[] {
  const body = typeof arg === "object" && arg !== null && "body" in arg ? arg.body : undefined;
  return body instanceof Uint8Array && body.buffer instanceof ArrayBuffer ? [body.buffer] : [];
}

function errorOf(answer: Exclude<Answer, { kind: "done" }>): Error {
  if (answer.kind === "failed") return new StorageFailure(answer.error);
  if (answer.kind === "bug") return new Error(`in the store worker: ${answer.said}`);
  const { state, said, evidence, choices } = answer.refusal;
  return new Refused(state, said, evidence, choices);
}
