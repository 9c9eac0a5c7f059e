import { Worker } from "node:worker_threads";
import type { Decision } from "#shared/converse/simulate/decision.ts";
import { workerFile } from "#core/worker-file.ts";
import { SimulationFailure, type ModelTool, type SimulatedInput } from "#core/model-ports.ts";
import type { SimulateMessage, SimulateRequest } from "./simulate-message.ts";
import type { SimulateBudgets } from "./simulate-budgets.ts";
import { stopped, tooLarge } from "./simulation-errors.ts";

/** The worker of the simulated model, seen from the main loop. */
export interface SimulateWorker {
  open(key: string, tools: readonly ModelTool[], signal: AbortSignal): Promise<void>;
  /** `tools` are read again where the worker has lost them. */
  decide(key: string, tools: readonly ModelTool[], input: SimulatedInput, signal: AbortSignal): Promise<Decision>;
  close(): Promise<void>;
}

type Asked = {
  readonly [T in SimulateRequest["type"]]: Omit<Extract<SimulateRequest, { type: T }>, "id">;
}[SimulateRequest["type"]];

/**
 * Starts with the first request. A request that breaks its budget ends the worker, and fails every other request with
 * it; the next one gets a new worker. A cancelled request fails at once; what it asked for is done and thrown away.
 */
export function createSimulateWorker(budgets: SimulateBudgets): SimulateWorker {
  let closing = new AbortController();
  const waiting = new Map<number, (message: SimulateMessage | undefined) => void>();
  let worker: Worker | undefined;
  let nextId = 1;

  const drop = (ended: Worker): Promise<unknown> => {
    if (worker !== ended) return Promise.resolve();
    worker = undefined;
    ended.removeAllListeners();
    ended.on("error", () => undefined); // it may still report the end it is given
    for (const settle of waiting.values()) settle(undefined);
    return ended.terminate();
  };
  const running = (): Worker => {
    if (worker !== undefined) return worker;
    const started = new Worker(workerFile(import.meta.url, "simulate-worker"), {
      resourceLimits: { maxOldGenerationSizeMb: budgets.heapMiB, stackSizeMb: 8 },
      env: {},
      stdin: false,
    });
    started.on("message", (message: SimulateMessage) => waiting.get(message.id)?.(message));
    started.on("error", () => void drop(started));
    started.on("exit", () => void drop(started));
    worker = started;
    return started;
  };
  /** The worker's answer; undefined where it ended without one. */
  const ask = (asked: Asked, ms: number, cancelled: AbortSignal): Promise<SimulateMessage | undefined> =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.any([cancelled, closing.signal]);
      if (signal.aborted) return reject(new SimulationFailure(stopped));
      const id = nextId++;
      const used = running();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", cancel);
        waiting.delete(id);
        if (waiting.size === 0) used.unref();
      };
      const cancel = (): void => {
        end();
        reject(new SimulationFailure(stopped));
      };
      const timer = setTimeout(() => void drop(used), ms);
      signal.addEventListener("abort", cancel, { once: true });
      waiting.set(id, (message) => {
        end();
        resolve(message);
      });
      used.ref();
      used.postMessage({ ...asked, id } satisfies SimulateRequest, []);
    });
  const open = async (key: string, tools: readonly ModelTool[], signal: AbortSignal): Promise<void> => {
    const answer = await ask({ type: "open", key, tools }, budgets.openMs, signal);
    if (answer === undefined) throw new SimulationFailure(tooLarge("read these tools", budgets.openMs));
  };
  const failed = (): never => {
    throw new SimulationFailure(tooLarge("decide among these tools", budgets.decideMs));
  };

  return {
    open,
    async decide(key, tools, input, signal) {
      // A worker that must start first is given the time to start.
      if (worker === undefined) await open(key, tools, signal);
      let answer = await ask({ type: "decide", key, input }, budgets.decideMs, signal);
      if (answer?.type === "unknown") {
        await open(key, tools, signal);
        answer = await ask({ type: "decide", key, input }, budgets.decideMs, signal);
      }
      return answer?.type === "decided" ? answer.decision : failed();
    },
    async close() {
      closing.abort(); // whoever still waits was stopped, and hit no limit
      closing = new AbortController();
      if (worker !== undefined) await drop(worker);
    },
  };
}
