import type { McpGateway, Ports, SampleServers, TrafficSink } from "#core/ports.ts";
import { fillSecond } from "./second-demo.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { SampleServer } from "#shared/contract/server.ts";
import { ok } from "#shared/base/result.ts";
import { serve } from "#shared/rpc/serve.ts";
import { startWebShell, type WebShell } from "../../../electron/web/web-shell.ts";
import { coreFixture, type CoreFixture } from "../core-fixture.ts";
import { fakeGateway, type FakeGateway, type FakeServer } from "../fake-gateway.ts";
import { DEMO_SERVERS } from "./demo-servers.ts";

/** A console with servers that need no network, on the real browser shell. For looking, and for `shoot.ts`. */
export interface DemoConsole {
  readonly fixture: CoreFixture;
  readonly shell: WebShell;
  /** What the server at this address answers from now on. */
  gatewayOf(url: string): FakeGateway;
  /** Adds the demo servers and discovers each, some of them twice. */
  fill(): Promise<void>;
  /** Adds a server that answers what `server` says, and discovers it once. */
  add(id: string, name: string, url: string, server: Partial<FakeServer>): Promise<FakeGateway>;
  /** Lets an exchange with a server have crossed. */
  record(serverId: string, exchange: Partial<Exchange>): void;
  /** Adds servers with a history, and assistants. */
  fillSecond(): Promise<void>;
  /** Closed with the console. */
  readonly closers: Set<() => Promise<unknown>>;
  close(): Promise<void>;
}

/** Starts it on the page in `pageFolder`. */
export async function startDemoConsole(pageFolder: string): Promise<DemoConsole> {
  const gateways = new Map<string, FakeGateway>();
  let sink: TrafficSink | undefined;
  const clock = { now: () => new Date().toISOString(), monotonicMs: () => performance.now() };
  const changes: Partial<Ports> = {
    clock,
    samples: demoSamples(),
    gateway: (traffic) => {
      sink = traffic;
      return byHost(gateways, () => sink);
    },
    capabilities: {
      shell: "browser",
      version: "0.1.0",
      secretStorage: false,
      secretStorageReason: "This is the demo: nothing outlives it.",
      openExternal: false,
      nativeMenu: false,
    },
  };
  const fixture = await coreFixture({}, changes);
  const shell = await startWebShell({
    pageFolder,
    onWire: (wire) =>
      serve(wire, fixture.core.handlers, {
        subscribe: fixture.core.subscribe,
        onBug: (method, error) => console.error(method, error),
      }),
  });
  const closers = new Set<() => Promise<unknown>>();
  let recorded = 0;
  const demo: DemoConsole = {
    record: (serverId, more) =>
      sink?.append({ ...exchange(`recorded-${(recorded += 1)}`, serverId, "job", "tools/call", {}), ...more }),
    fixture,
    shell,
    closers,
    async add(id, name, url, server) {
      const gateway = fakeGateway(server);
      gateways.set(new URL(url).host, gateway);
      await fixture.ask("servers.add", { id, name, url });
      await fixture.ask("discovery.run", { runId: `${id}-1`, serverId: id });
      return gateway;
    },
    fillSecond: () => fillSecond(demo),
    gatewayOf: (url) => gateways.get(new URL(url).host) ?? fakeGateway(),
    async fill() {
      for (const [index, { name, url, server, later }] of DEMO_SERVERS.entries()) {
        const gateway = fakeGateway(server);
        gateways.set(new URL(url).host, gateway);
        const serverId = `demo-${index}`;
        await fixture.ask("servers.add", { id: serverId, name, url });
        await fixture.ask("discovery.run", { runId: `run-${index}-1`, serverId });
        if (later === undefined) continue;
        Object.assign(gateway.server, later);
        await fixture.ask("discovery.run", { runId: `run-${index}-2`, serverId });
      }
      for (let call = 0; call < 12; call += 1) {
        await fixture.ask("tools.call", {
          callId: `call-${call}`,
          serverId: "demo-0",
          toolName: call % 3 === 0 ? "search_tickets" : "get_account_status",
          argumentsText: call % 3 === 0 ? '{"query":"invoice"}' : '{"account_id":"acc_10293847"}',
        });
      }
    },
    async close() {
      await shell.close();
      await fixture.core.close();
      for (const close of closers) await close();
    },
  };
  return demo;
}

function byHost(gateways: ReadonlyMap<string, FakeGateway>, sink: () => TrafficSink | undefined): McpGateway {
  const unknown = fakeGateway();
  const at = (url: string): FakeGateway => gateways.get(new URL(url).host) ?? unknown;
  let count = 0;
  const note = (serverId: string, jobId: string, rpcMethod: string, body: unknown): void => {
    count += 1;
    sink()?.append(exchange(`x-${count}`, serverId, jobId, rpcMethod, body));
  };
  return {
    discover(target, options) {
      note(target.serverId, options.jobId, "server/discover", {});
      note(target.serverId, options.jobId, "tools/list", {});
      return at(target.url).discover(target, options);
    },
    call(target, request, options) {
      note(target.serverId, options.jobId, "tools/call", { name: request.name, arguments: request.argumentsValue });
      return at(target.url).call(target, request, options);
    },
    listen: (target, options) => at(target.url).listen(target, options),
    unconsumed: (target, options) => at(target.url).unconsumed(target, options),
  };
}

function exchange(id: string, serverId: string, jobId: string, rpcMethod: string, params: unknown): Exchange {
  const answer = JSON.stringify({ jsonrpc: "2.0", id: 1, result: { content: [{ type: "text", text: "done" }] } });
  return {
    id,
    serverId,
    jobId,
    startedAt: new Date().toISOString(),
    method: "POST",
    maskedUrl: "https://mcp.acme.example/v1?token=••••",
    requestHeaders: [
      ["content-type", "application/json"],
      ["accept", "application/json, text/event-stream"],
      ["mcp-protocol-version", "2026-07-28"],
    ],
    requestBody: JSON.stringify({ jsonrpc: "2.0", id: 1, method: rpcMethod, params }),
    status: 200,
    responseHeaders: [["content-type", "application/json"]],
    responseBody: answer,
    responseBytes: answer.length,
    cut: false,
    rpcMethod,
    firstByteMs: 96,
    totalMs: 128,
  };
}

const sample = (id: string, title: string, summary: string, surfaces: SampleServer["surfaces"]): SampleServer => ({
  id,
  title,
  summary,
  surfaces,
});

function demoSamples(): SampleServers {
  const samples = [
    sample(
      "customer-success",
      "Customer success",
      "Seven tools of a support team: accounts, seats, tickets, renewals.",
      [{ path: "/mcp", title: "All tools" }],
    ),
    sample("logistics", "Logistics", "Tracking, creating a dispatch, and finding a route.", [
      { path: "/mcp", title: "All tools" },
    ]),
    sample("agency", "Agency", "One server whose path decides the surface that a client sees.", [
      { path: "/dental/mcp", title: "Dental" },
      { path: "/plumbing/mcp", title: "Plumbing" },
      { path: "/real-estate/mcp", title: "Real estate" },
    ]),
    sample("troublesome", "Troublesome", "Pick a misbehaviour by its path: expired token, slow answers, HTML, drift.", [
      { path: "/expired-token/mcp", title: "Expired token" },
      { path: "/slow/mcp", title: "Slow" },
    ]),
  ];
  const start = (id: string): SampleServer => {
    const found = samples.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no sample ${id}`);
    return { ...found, url: "http://127.0.0.1:40001" };
  };
  return {
    list: () => samples,
    start: async (id) => ok(start(id)),
    stop: async (id) => ok(start(id)),
    close: async () => undefined,
  };
}
