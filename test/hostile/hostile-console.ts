import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { maskSecrets } from "#shared/base/redact.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import { createCore, type Core } from "#core/core.ts";
import { diagnose } from "#core/diagnose/diagnose.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import { openNodePorts } from "#core/node-ports.ts";
import type { ConnectionTarget, JobOptions, McpGateway } from "#core/ports.ts";
import { openStore } from "#core/store/open-store.ts";
import { systemClock } from "#core/system-clock.ts";
import type { HostileRow, Seen } from "../servers/hostile/row.ts";

/** The secret that every hostile server is given and that may be seen nowhere. */
export const SEED = "S33dedSecret-9f8e7d6c5b4a";
export const HEADER_SEED = "H3aderSeed-1a2b3c4d5e6f";
const DIAGNOSIS_MS = 7_000;

/** The console without a screen, on a real database in a folder of its own. */
export interface HostileConsole {
  readonly core: Core;
  readonly folder: string;
  /** Bugs that the core caught, and what no one caught. */
  readonly bugs: string[];
  /** Everything that was told while it ran. */
  readonly told: unknown[];
  drive(
    row: HostileRow,
    key: string,
    started: { readonly url: string; readonly extra: string },
  ): Promise<Omit<Seen, "state">>;
  diagnose(row: HostileRow, started: { readonly url: string; readonly extra: string }): Promise<Diagnosis>;
  /** Discovers as the diagnosis goes, by the same environment. */
  discover(
    row: HostileRow,
    started: { readonly url: string; readonly extra: string },
  ): ReturnType<McpGateway["discover"]>;
  /** Calls the healthy server; milliseconds. */
  callHealthy(): Promise<number>;
  /** Everything that is on disk, by kind and id. */
  kept(): Promise<ReadonlySet<string>>;
  /** Closes it, opens the database again and gives what is there, and whether a seed is in a file. */
  close(): Promise<{ readonly kept: ReadonlySet<string>; readonly leaked: readonly string[] }>;
}

type Deadlines = NonNullable<JobOptions["deadlines"]>;
const SHORT: Deadlines = { connectMs: 5_000, listMs: 5_000, callMs: 4_000 };

/** Opens it. `authority` is trusted in this process from now on; `healthyUrl` is a server that behaves. */
export async function openHostileConsole(authority: string, healthyUrl: string): Promise<HostileConsole> {
  setDefaultCACertificates([...getCACertificates("default"), authority]);
  const folder = await mkdtemp(join(tmpdir(), "preflight-hostile-"));
  const bugs: string[] = [];
  const told: unknown[] = [];
  const deadlines = new Map<string, Deadlines>();
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(`the store refused: ${JSON.stringify(opened.error)}`);
  const ports = openNodePorts({
    shell: "command-line",
    version: "0.0.0",
    folder,
    store: opened.value,
    log: { warn: () => {}, bug: (where, error) => bugs.push(`${where}: ${String(error)}`) },
  });
  const bounded = (gateway: McpGateway): McpGateway => {
    const withDeadlines = <O extends JobOptions>({ serverId }: ConnectionTarget, options: O): O => ({
      ...options,
      deadlines: { ...SHORT, ...deadlines.get(serverId), ...options.deadlines },
    });
    return {
      ...gateway,
      discover: (target, options) => gateway.discover(target, withDeadlines(target, options)),
      call: (target, request, options) => gateway.call(target, request, withDeadlines(target, options)),
    };
  };
  const core = await createCore({ ...ports, gateway: (traffic) => bounded(ports.gateway(traffic)) });
  core.subscribe((name, payload) => {
    if (name !== "traffic.appended") told.push(payload);
  });
  const context = { signal: new AbortController().signal };
  const ask = core.handlers;
  const own = createGateway({ traffic: { append() {} }, clock: systemClock });
  const healthy: ConnectionTarget = { serverId: "healthy", url: healthyUrl, headers: {}, secrets: [] };

  const gatewayOf = (row: HostileRow, extra: string): McpGateway =>
    row.environment === undefined
      ? own
      : createGateway({ traffic: { append() {} }, clock: systemClock, environment: row.environment({ extra }) });

  const secretUrl = (url: string): string =>
    URL.canParse(url) ? `${url}${url.includes("?") ? "&" : "?"}token=${SEED}` : url;
  const kept = async (): Promise<ReadonlySet<string>> => {
    const ids = new Set<string>();
    for (const { id } of await ask["servers.list"]({}, context)) {
      ids.add(`server ${id}`);
      for (const run of await ask["discovery.runs"]({ serverId: id, limit: 50 }, context)) ids.add(`run ${run.id}`);
    }
    for (const call of await ask["calls.list"]({ limit: 200 }, context)) ids.add(`call ${call.id}`);
    return ids;
  };

  return {
    core,
    folder,
    bugs,
    told,
    kept,
    async drive(row, key, { url }) {
      if (row.deadlines !== undefined) deadlines.set(key, row.deadlines);
      const added = await ask["servers.add"](
        { id: key, url: secretUrl(url), headers: { "x-api-key": HEADER_SEED } },
        context,
      );
      if (!added.ok) throw new Error(`not added: ${JSON.stringify(added.error)}`);
      const discovery = await ask["discovery.run"]({ runId: `${key}-run`, serverId: key }, context);
      const call =
        row.drive === "call"
          ? await ask["tools.call"](
              { callId: `${key}-call`, serverId: key, toolName: "first", argumentsText: row.argumentsText ?? "{}" },
              context,
            )
          : undefined;
      const traffic = await ask["traffic.list"]({ serverId: key, limit: 2_000 }, context);
      return { discovery, ...(call === undefined ? {} : { call }), traffic };
    },
    diagnose(row, { url, extra }) {
      const reading = readServerUrl(secretUrl(url));
      const remote = reading.kind === "remote";
      const secrets = remote ? [...reading.secrets, HEADER_SEED] : [];
      return diagnose(
        {
          serverId: "diagnosed",
          url: remote ? reading.url : url,
          headers: remote ? { ...reading.headers, "x-api-key": HEADER_SEED } : {},
          secrets,
        },
        { gateway: gatewayOf(row, extra), clock: systemClock },
        {
          jobId: "diagnosis",
          profile: insighto,
          signal: context.signal,
          totalMs: DIAGNOSIS_MS,
          mask: (text) => maskSecrets(text, secrets),
          ...(row.environment === undefined ? {} : { environment: row.environment({ extra }) }),
          ...(row.usesDns === true ? { resolvers: [extra] } : {}),
        },
      );
    },
    discover: (row, { url, extra }) =>
      gatewayOf(row, extra).discover(
        { serverId: "discovered", url: secretUrl(url), headers: {}, secrets: [SEED] },
        { jobId: "discovered", signal: context.signal, deadlines: SHORT },
      ),
    async callHealthy() {
      const began = performance.now();
      const result = await own.call(healthy, { name: "first", argumentsValue: {} }, { jobId: "healthy", ...context });
      if (!result.ok) throw new Error(`the healthy server's call failed: ${JSON.stringify(result.error)}`);
      return performance.now() - began;
    },
    async close() {
      await core.close();
      const leaked: string[] = [];
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const bytes = await readFile(join(entry.parentPath, entry.name));
        for (const secret of [SEED, HEADER_SEED])
          if (bytes.includes(secret)) leaked.push(`${secret.slice(0, 4)} in ${entry.name}`);
      }
      const again = await openStore({ folder });
      if (!again.ok) throw new Error(`the store did not open again: ${JSON.stringify(again.error)}`);
      const ids = new Set<string>();
      for (const { id } of await again.value.listServers()) {
        ids.add(`server ${id}`);
        for (const run of await again.value.listRuns(id, 50)) ids.add(`run ${run.id}`);
      }
      for (const call of await again.value.listCalls({ limit: 500 })) ids.add(`call ${call.id}`);
      await again.value.close();
      await rm(folder, { recursive: true, force: true });
      return { kept: ids, leaked };
    },
  };
}
