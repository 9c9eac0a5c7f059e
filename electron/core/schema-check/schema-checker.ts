import { Worker } from "node:worker_threads";
import type { JsonObject } from "#shared/base/json.ts";
import type { SchemaVerdict } from "#shared/mcp/call.ts";
import type { SchemaChecker } from "#core/ports.ts";
import { workerFile } from "#core/worker-file.ts";
import type { CheckRequest, WorkerMessage } from "./check-message.ts";
import { fitTexts, schemaBudgets, type SchemaBudgets } from "./schema-limits.ts";

interface Job {
  readonly request: CheckRequest;
  readonly settle: (verdict: SchemaVerdict) => void;
}

const unchecked = (reason: string): SchemaVerdict => ({ verdict: "unchecked", reason });

/**
 * Checks values against server-controlled schemas in one warm worker, started at the first check, one check at a time.
 * A check that breaks a budget ends the worker and is `unchecked` with the reason; the next check gets a new worker.
 * Never rejects, and never says "valid" of what was not checked. An idle worker does not keep the process alive.
 */
export function createSchemaChecker(budgets: SchemaBudgets = schemaBudgets): SchemaChecker {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let current: Job | undefined;
  let partial: SchemaVerdict | undefined;
  let timer: NodeJS.Timeout | undefined;
  let nextId = 1;
  let closed = false;

  const within = (ms: number, reason: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => endWorker(reason), ms);
  };
  const settle = (verdict: SchemaVerdict): void => {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    partial = undefined;
    if (waiting.length === 0) worker?.unref();
    job?.settle(verdict);
    next();
  };
  /** Ends the worker at once. The check it had gets what is known of it: its first violation, or the reason. */
  const endWorker = (reason: string): void => {
    const ended = worker;
    worker = undefined;
    ready = false;
    ended?.removeAllListeners();
    ended?.on("error", () => undefined); // it may still report the end we gave it
    void ended?.terminate();
    settle(partial ?? unchecked(reason));
  };
  const next = (): void => {
    if (current !== undefined || waiting.length === 0) return;
    current = waiting.shift();
    if (worker === undefined) startWorker();
    worker?.ref();
    if (ready) post();
    else within(budgets.startMs, `the checker did not start within ${budgets.startMs} ms`);
  };
  const post = (): void => {
    if (current === undefined) return;
    within(budgets.compileMs, `compiling the schema took longer than ${budgets.compileMs} ms`);
    worker?.postMessage(current.request, []);
  };
  const startWorker = (): void => {
    const started = new Worker(workerFile(import.meta.url, "schema-worker"), {
      resourceLimits: { maxOldGenerationSizeMb: budgets.heapMiB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
      env: {},
      stdin: false,
    });
    worker = started;
    started.on("message", (message: WorkerMessage) => {
      if (message.type === "ready") {
        ready = true;
        post();
      } else if (message.id !== current?.request.id) return;
      else if (message.type === "compiled") within(budgets.validateMs, slowReason(current.request, budgets));
      else if (message.type === "first") partial = message.verdict;
      else settle(message.verdict);
    });
    started.on("error", (error: NodeJS.ErrnoException) => {
      const heap = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      endWorker(heap ? `the check needed more than ${budgets.heapMiB} MiB of memory` : "the checker stopped by itself");
    });
    started.on("exit", () => endWorker("the checker stopped by itself"));
  };

  return {
    check(schema: JsonObject, value: unknown, signal: AbortSignal) {
      if (closed) return Promise.resolve(unchecked("the console is closing"));
      if (signal.aborted) return Promise.resolve(unchecked("cancelled"));
      const texts = fitTexts(schema, value, budgets);
      if (!texts.ok) return Promise.resolve(unchecked(texts.error));
      return new Promise((resolve) => {
        const id = nextId;
        nextId += 1;
        const cancel = (): void => {
          if (current?.request.id === id) return endWorker("cancelled");
          const place = waiting.findIndex(({ request }) => request.id === id);
          if (place >= 0) waiting.splice(place, 1)[0]?.settle(unchecked("cancelled"));
        };
        signal.addEventListener("abort", cancel, { once: true });
        const done = (verdict: SchemaVerdict): void => {
          signal.removeEventListener("abort", cancel);
          resolve(verdict);
        };
        waiting.push({ request: { id, ...texts.value }, settle: done });
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.settle(unchecked("the console is closing"));
      const ended = worker;
      if (current !== undefined) endWorker("the console is closing");
      worker = undefined;
      await ended?.terminate();
    },
  };
}

function slowReason({ schemaText }: CheckRequest, { validateMs }: SchemaBudgets): string {
  const cause = /"(pattern|patternProperties|format)"/.test(schemaText) ? " (a pattern that is too slow?)" : "";
  return `validation took longer than ${validateMs} ms${cause}`;
}
