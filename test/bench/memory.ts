import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createCore } from "#core/core.ts";
import { openNodePorts } from "#core/node-ports.ts";
import { openStore } from "#core/store/open-store.ts";
import { startLoopback } from "../servers/loopback.ts";
import { valueOf } from "../support/core-fixture.ts";
import type { BenchFigure } from "./figure.ts";

/** Discoveries until what is kept on purpose (the last exchanges, mostly) is full, and as many again. */
const EACH = 1_000;
const context = { signal: new AbortController().signal };

const tools = Array.from({ length: 50 }, (_, at) => ({
  name: `search_orders_${at}`,
  description: `Searches the orders of region ${at}. ${"Use it when a caller asks. ".repeat(10)}`,
  inputSchema: { type: "object", properties: { words: { type: "string", description: "What to look for" } } },
}));

const FACTS = { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "s", version: "1" } };

function answerTo(body: string): string {
  const { id, method } = JSON.parse(body) as { readonly id: number; readonly method: string };
  const result = method === "initialize" ? FACTS : method === "tools/list" ? { tools } : undefined;
  const answer = result === undefined ? { error: { code: -32601, message: "Method not found" } } : { result };
  return JSON.stringify({ jsonrpc: "2.0", id, ...answer });
}

/** Measures what stays in memory of a discovery once the console has long been running. */
export async function run(): Promise<readonly BenchFigure[]> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const folder = await mkdtemp(join(tmpdir(), "preflight-bench-memory-"));
  await using server = await startLoopback((request, response, body) => {
    const status = request.method !== "POST" ? 405 : body.includes('"id"') ? 200 : 202; // 202: a notification
    response.writeHead(status, { "content-type": "application/json" });
    response.end(status === 200 ? answerTo(body) : "");
  });
  const opened = await openStore({ folder: join(folder, "data") });
  if (!opened.ok) throw new Error(opened.error.said);
  const core = await createCore(
    openNodePorts({ shell: "command-line", version: "0.0.0", folder, store: opened.value }),
  );
  try {
    valueOf(await core.handlers["servers.add"]({ id: "s", url: `${server.origin}/mcp` }, context));
    const heapAfter = async (): Promise<number> => {
      for (let at = 0; at < EACH; at += 1)
        valueOf(await core.handlers["discovery.run"]({ runId: crypto.randomUUID(), serverId: "s" }, context));
      collect();
      return process.memoryUsage().heapUsed;
    };
    const first = await heapAfter();
    const second = await heapAfter();
    const round = (bytes: number): number => Math.round(bytes / 100_000) / 10;
    return [
      { name: `memory: heap after ${EACH} discoveries`, value: round(first), unit: "MB", bar: 120 },
      { name: `memory: grown by ${EACH} discoveries more`, value: round(second - first), unit: "MB", bar: 5 },
    ];
  } finally {
    await core.close();
    await rm(folder, { recursive: true, force: true });
  }
}
