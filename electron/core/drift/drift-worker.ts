import { performance } from "node:perf_hooks";
import { parentPort } from "node:worker_threads";
import { diff } from "#shared/drift/diff.ts";
import type { DriftMessage, DriftRequest } from "./drift-message.ts";
import { ajvValidator } from "./validator.ts";

// The bounded worker of the drift engine: it compiles and runs schemas and patterns of servers, and may be ended.

const say = (message: DriftMessage): void => parentPort?.postMessage(message, []);
const validate = ajvValidator();
const now = (): number => performance.now();

parentPort?.on("message", ({ id, before, after, examples, searchMs }: DriftRequest) => {
  const drift = diff(before, after, { validate, now, until: now() + searchMs, examples: new Map(examples) });
  say({ type: "done", id, drift });
});
say({ type: "ready" });
