import { createCore, type Core } from "#core/core.ts";
import { createHttpToolGateway } from "#core/http-tools/http-tool-gateway.ts";
import { createModelGateway } from "#core/models/model-gateway.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import type { DriftComparer, Ports, SchemaChecker, Secrets } from "#core/ports.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { systemClock } from "#core/system-clock.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Server } from "#shared/contract/server.ts";
import type { CommandIo } from "./command.ts";
import type { NamedServer } from "./server-input.ts";
import { version } from "./version.ts";

/** A core for one command, with the server it is about. Close it before the process ends. */
export interface Session {
  readonly core: Core;
  readonly server: Server;
}

/** Opens a core that keeps nothing: store and secrets live in this process's memory. Starts no worker by itself. */
export function openCore(
  io: CommandIo,
  samples: Ports["samples"] = withoutSamples,
  store: Ports["store"] = memoryStore(),
): Promise<Core> {
  const ports: Ports = {
    gateway: (traffic) => createGateway({ traffic, clock: systemClock }),
    store,
    secrets: memorySecrets,
    schemas: lazyChecker(),
    drift: lazyDrift(),
    models: createModelGateway({ clock: systemClock }),
    httpTools: createHttpToolGateway({ clock: systemClock }),
    simulated: createSimulatedModels(),
    inputCheck: "after-failure",
    samples,
    preferences: { get: () => preferences, set: () => preferences },
    capabilities: { shell: "command-line", version, secretStorage: false, openExternal: false, nativeMenu: false },
    clock: systemClock,
    log: {
      warn: () => undefined,
      bug: (where) => io.err(`preflight: bug in ${where}\n`),
    },
  };
  return createCore(ports);
}

/** Runs `work` with a core that knows the server, and closes the core whatever happens. */
export async function withServer(
  io: CommandIo,
  named: NamedServer,
  work: (session: Session) => Promise<number>,
): Promise<Result<number, ConsoleError>> {
  const core = await openCore(io);
  try {
    const added = await core.handlers["servers.add"](
      {
        id: "server",
        url: named.url,
        headers: named.headers,
        ...(named.transport === undefined ? {} : { transport: named.transport }),
      },
      { signal: io.signal },
    );
    return added.ok ? ok(await work({ core, server: added.value })) : added;
  } finally {
    await core.close();
  }
}

const preferences = { theme: "system" as const, layout: {}, view: {} };

/** Secrets of one process stay in its memory: sealing is the form that the port asks for, not protection. */
const memorySecrets: Secrets = {
  inKeyring: false,
  seal: async (text) => ({ backend: "memory", sealedAt: "", data: Buffer.from(text).toString("base64") }),
  open: async ({ data }) => ok(Buffer.from(data, "base64").toString()),
};

/** The bounded checker, loaded at the first check: most runs have none. */
function lazyChecker(): SchemaChecker {
  let loading: Promise<SchemaChecker> | undefined;
  return {
    async check(schema, value, signal) {
      loading ??= import("#core/schema-check/schema-checker.ts").then(({ createSchemaChecker }) =>
        createSchemaChecker(),
      );
      return (await loading).check(schema, value, signal);
    },
    async close() {
      await (await loading)?.close();
    },
  };
}

/** The drift engine, loaded at the first comparison. */
function lazyDrift(): DriftComparer {
  let loading: Promise<DriftComparer> | undefined;
  return {
    async diff(before, after, options) {
      loading ??= import("#core/drift/drift-engine.ts").then(({ createDriftEngine }) => createDriftEngine());
      return (await loading).diff(before, after, options);
    },
    async close() {
      await (await loading)?.close();
    },
  };
}

const noSamples: ConsoleError = {
  kind: "not-found",
  code: "E_NO_SAMPLE",
  phase: "storage",
  said: "This command runs no sample server.",
  evidence: "",
  retriable: false,
  next: "Start them with: preflight serve-samples",
};

const withoutSamples: Ports["samples"] = {
  list: () => [],
  start: async () => fail(noSamples),
  stop: async () => fail(noSamples),
  close: async () => undefined,
};
