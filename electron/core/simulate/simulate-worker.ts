import { parentPort } from "node:worker_threads";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools } from "#shared/converse/simulate/index-tools.ts";
import { replaceTools } from "#shared/converse/simulate/replace-tools.ts";
import { indexCache } from "./index-cache.ts";
import type { SimulateMessage, SimulateRequest } from "./simulate-message.ts";

// The bounded worker of the simulated model: reads large tool lists and decides on them beside the main loop.

const say = (message: SimulateMessage): void => parentPort?.postMessage(message, []);
const held = indexCache(indexTools);

parentPort?.on("message", (request: SimulateRequest) => {
  const { id, key } = request;
  if (request.type === "open") {
    held.read(key, request.tools);
    say({ type: "opened", id });
    return;
  }
  const index = held.known(key);
  if (index === undefined) say({ type: "unknown", id });
  else {
    const { instead = [], ...input } = request.input;
    say({ type: "decided", id, decision: decide({ ...input, index: replaceTools(index, instead) }) });
  }
});
