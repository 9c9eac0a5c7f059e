import type { McpGateway } from "#core/ports.ts";
import { createSchemaChecker } from "#core/schema-check/schema-checker.ts";
import { serve } from "#shared/rpc/serve.ts";
import { startWebShell } from "../../../electron/web/web-shell.ts";
import { coreFixture } from "../../support/core-fixture.ts";
import { fakeGateway } from "../../support/fake-gateway.ts";
import { HUGE_LIST, outcomeOf, WORKBENCH_TOOLS } from "./workbench-tools.ts";

/** A console on the real browser shell, with a server for everything that the workbench shows. */
export interface WorkbenchConsole {
  readonly link: () => string;
  readonly bugs: readonly unknown[];
  /** Ends the calls that are held back. */
  readonly release: () => void;
  close(): Promise<void>;
}

/** Starts it on the page in `pageFolder`. Two servers: "Workbench" with every kind of tool, "Ten thousand" with as many. */
export async function startWorkbenchConsole(pageFolder: string): Promise<WorkbenchConsole> {
  const releases = new Set<() => void>();
  const bugs: unknown[] = [];
  const fixture = await coreFixture(
    {},
    {
      clock: { now: () => new Date().toISOString(), monotonicMs: () => performance.now() },
      schemas: createSchemaChecker(),
      gateway: () => workbenchGateway(releases),
      capabilities: { shell: "browser", version: "0.1.0", secretStorage: false, openExternal: true, nativeMenu: false },
      log: { warn: () => undefined, bug: (_where, error) => bugs.push(error) },
    },
  );
  for (const [id, name, host] of [
    ["workbench", "Workbench", "workbench.example"],
    ["huge", "Ten thousand", "huge.example"],
  ] as const) {
    await fixture.ask("servers.add", { id, name, url: `https://${host}/mcp?token=sk-live-0123456789abcdef` });
    await fixture.ask("discovery.run", { runId: `run-${id}`, serverId: id });
  }
  const shell = await startWebShell({
    pageFolder,
    onWire: (wire) =>
      serve(wire, fixture.core.handlers, {
        subscribe: fixture.core.subscribe,
        onBug: (_method, error) => bugs.push(error),
      }),
  });
  return {
    link: () => shell.link(),
    bugs,
    release: () => {
      for (const release of releases) release();
    },
    async close() {
      await shell.close();
      await fixture.core.close();
    },
  };
}

function workbenchGateway(releases: Set<() => void>): McpGateway {
  const huge = fakeGateway({ tools: HUGE_LIST });
  const bench = fakeGateway({
    tools: WORKBENCH_TOOLS,
    malformed: [
      {
        position: WORKBENCH_TOOLS.length,
        hash: "f".repeat(64),
        name: "lookup",
        reason: "inputSchema is missing",
        raw: { name: "lookup", description: "Looks something up." },
      },
    ],
    incomplete: "The server repeated its cursor after 2 pages.",
  });
  return {
    discover: (target, options) => (target.url.includes("huge") ? huge : bench).discover(target, options),
    listen: (target, options) => bench.listen(target, options),
    unconsumed: (target, options) => bench.unconsumed(target, options),
    async call(target, request, options) {
      const { server } = bench;
      server.outcome = outcomeOf(request.name);
      server.progress = request.name === "slow" ? [[3, 10, "Reading the archive"]] : [];
      const held = new Promise<void>((resolve) => releases.add(resolve));
      const gateway = fakeGateway({
        ...server,
        ...(request.name === "slow" ? { hold: held } : {}),
        ...(request.name === "unreachable"
          ? {
              failure: {
                kind: "timeout",
                code: "E_CALL_TIMEOUT",
                phase: "mcp",
                said: "The server did not answer the call within 60 s.",
                evidence: "POST https://workbench.example/mcp?token=••••\nheaders received after 41 ms, then silence",
                limit: { name: "call deadline", value: 60_000, unit: "ms" },
                retriable: true,
                next: "Ask whoever runs the server whether this tool is known to be slow.",
              },
            }
          : {}),
      });
      const result = await gateway.call(target, request, options);
      if (!result.ok) return result;
      const readMs = request.name === "huge_result" ? 240 : 4;
      return {
        ok: true,
        value: { ...result.value, timings: { connectMs: 38, waitMs: 86, readMs, totalMs: 124 + readMs } },
      };
    },
  };
}
