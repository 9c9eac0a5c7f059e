import { createHash } from "node:crypto";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import type { ConnectionTarget, Discovered, JobOptions, McpGateway } from "#core/ports.ts";
import type { RememberedEra } from "#core/store-port.ts";

/** What the fake answers next; change it between two asks. */
export interface FakeServer {
  tools: readonly JsonObject[];
  malformed: Discovered["malformed"];
  warnings: readonly string[];
  incomplete?: string;
  /** What the server asks every client to tell the model. */
  instructions?: string;
  /** Where there is one, every ask fails with it. */
  failure?: ConsoleError;
  outcome: CallOutcome;
  /** Whether it tells when its tools change; `changed` then says so. */
  listens?: boolean;
  changed?: () => void;
  /** Held back until it resolves, or until the ask is cancelled. */
  hold?: Promise<void>;
  progress: readonly (readonly [progress: number, total?: number, message?: string])[];
}

/** One ask as the gateway heard it. */
export interface HeardAsk {
  readonly what: "discover" | "call" | "listen" | "unconsumed";
  readonly target: ConnectionTarget;
  readonly options: JobOptions;
  readonly request?: { readonly name: string; readonly argumentsValue: JsonObject };
}

export interface FakeGateway extends McpGateway {
  readonly server: FakeServer;
  readonly heard: readonly HeardAsk[];
}

export const cancelledError: ConsoleError = {
  kind: "cancelled",
  code: "E_CANCELLED",
  phase: "mcp",
  said: "It was cancelled.",
  evidence: "",
  retriable: true,
  next: "Run it again.",
};

export const remembered: RememberedEra = {
  era: "modern",
  transport: "streamable-http",
  at: "2026-01-01T00:00:00.000Z",
};

/** A gateway without a network: answers what `server` holds and remembers what it was asked. */
export function fakeGateway(start: Partial<FakeServer> = {}): FakeGateway {
  const server: FakeServer = {
    tools: [tool("search_tickets")],
    malformed: [],
    warnings: [],
    outcome: { kind: "completed", result: { content: [{ type: "text", text: "done" }] } },
    progress: [],
    ...start,
  };
  const heard: HeardAsk[] = [];
  const answer = async <T>(signal: AbortSignal, value: () => T): Promise<Result<T, ConsoleError>> => {
    const aborted = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([server.hold ?? Promise.resolve(), aborted]);
    if (signal.aborted) return fail(cancelledError);
    return server.failure === undefined ? ok(value()) : fail(server.failure);
  };
  return {
    server,
    heard,
    discover(target, options) {
      heard.push({ what: "discover", target, options });
      options.onProgress?.("connecting", "Streamable HTTP", 0);
      options.onProgress?.("listing", "page 1", server.tools.length);
      return answer(options.signal, () => discovered(server));
    },
    call(target, request, options) {
      heard.push({ what: "call", target, options, request });
      for (const step of server.progress) options.onProgress?.(...step);
      const timings = { connectMs: 1, waitMs: 2, readMs: 3, totalMs: 6 };
      return answer(options.signal, () => ({ outcome: server.outcome, timings, remember: remembered }));
    },
    async listen(target, options) {
      heard.push({ what: "listen", target, options });
      if (server.listens !== true) return ok("unsupported");
      server.changed = options.onListChanged;
      await new Promise<void>((resolve) => options.signal.addEventListener("abort", () => resolve(), { once: true }));
      return ok("ended");
    },
    unconsumed(target, options) {
      heard.push({ what: "unconsumed", target, options });
      return answer(options.signal, () => ({ resources: [{ uri: "demo://a" }], prompts: [{ name: "greet" }] }));
    },
  };
}

/** A tool as a server lists it. */
export function tool(name: string, more: JsonObject = {}): JsonObject {
  return { name, description: `Does ${name}`, inputSchema: { type: "object" }, ...more };
}

function discovered(server: FakeServer): Discovered {
  return {
    facts: {
      era: "modern",
      transport: "streamable-http",
      protocolVersion: "2026-07-28",
      serverInfo: { name: "fake", version: "1" },
      capabilities: { tools: {} },
      declaredCapabilities: {},
      ...(server.instructions === undefined ? {} : { instructions: server.instructions }),
      rungs: [{ transport: "streamable-http", era: "modern", ms: 1 }],
      warnings: [...server.warnings],
    },
    tools: server.tools.map((raw, position) => ({
      position,
      hash: createHash("sha256").update(stableJson(raw)).digest("hex"),
      name: typeof raw["name"] === "string" ? raw["name"] : "",
      raw,
    })),
    malformed: server.malformed,
    ...(server.incomplete === undefined ? {} : { incomplete: server.incomplete }),
    pages: 1,
    timings: { connectMs: 1, listMs: 2, totalMs: 3, requests: 2 },
    remember: remembered,
  };
}
