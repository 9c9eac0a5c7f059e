import { diff } from "#shared/drift/diff.ts";
import { createCore, type Core } from "#core/core.ts";
import type { Clock, Ports, SampleServers, Secrets } from "#core/ports.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { createHttpToolGateway } from "#core/http-tools/http-tool-gateway.ts";
import { createModelGateway } from "#core/models/model-gateway.ts";
import { systemClock } from "#core/system-clock.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { EventName, EventPayload } from "#shared/contract/events.ts";
import type { MethodInput, MethodName, MethodOutput, Preferences } from "#shared/contract/methods.ts";
import type { SampleServer } from "#shared/contract/server.ts";
import { fakeGateway, type FakeGateway, type FakeServer } from "./fake-gateway.ts";

/** A clock that stands at one moment until it is moved. */
export interface FixedClock extends Clock {
  forward(ms: number): void;
}

export function fixedClock(start = "2026-01-02T03:04:05.000Z"): FixedClock {
  let moment = Date.parse(start);
  return {
    now: () => new Date(moment).toISOString(),
    monotonicMs: () => moment,
    forward: (ms) => {
      moment += ms;
    },
  };
}

/** Secrets "sealed" by base64, which can be made unreadable. */
export function fakeSecrets(): Secrets & { locked: boolean } {
  const secrets = {
    inKeyring: false,
    locked: false,
    seal: async (text: string) => ({
      backend: "fake",
      sealedAt: "2026-01-01T00:00:00.000Z",
      data: Buffer.from(text).toString("base64"),
    }),
    open: async (sealed: { readonly data: string }) =>
      secrets.locked
        ? fail({
            kind: "storage" as const,
            code: "E_SECRET_LOCKED",
            phase: "storage" as const,
            said: "The keyring is locked.",
            evidence: "",
            retriable: true,
            next: "Unlock it.",
          })
        : ok(Buffer.from(sealed.data, "base64").toString()),
  };
  return secrets;
}

/** One sample server that gets another port at each start. */
export function fakeSamples(): SampleServers {
  let port = 40_000;
  let sample: SampleServer = {
    id: "agency",
    title: "Agency",
    summary: "The path decides the surface.",
    surfaces: [{ path: "/dental", title: "Dental" }],
  };
  return {
    list: () => [sample],
    async start() {
      if (sample.url === undefined) {
        port += 1;
        sample = { ...sample, url: `http://127.0.0.1:${port}` };
      }
      return ok(sample);
    },
    async stop() {
      const { url: _stopped, ...rest } = sample;
      sample = rest;
      return ok(sample);
    },
    close: async () => undefined,
  };
}

export interface CoreFixture {
  readonly core: Core;
  readonly gateway: FakeGateway;
  readonly ports: Ports;
  readonly clock: FixedClock;
  readonly events: { readonly name: EventName; readonly payload: unknown }[];
  readonly bugs: unknown[];
  ask<M extends MethodName>(method: M, input: MethodInput<M>, signal?: AbortSignal): Promise<MethodOutput<M>>;
  heard<E extends EventName>(name: E): EventPayload<E>[];
}

/** A core on a memory store and a fake gateway. Close `core` after the test. */
export async function coreFixture(
  server: Partial<FakeServer> = {},
  changes: Partial<Ports> = {},
): Promise<CoreFixture> {
  const gateway = fakeGateway(server);
  const clock = fixedClock();
  const bugs: unknown[] = [];
  let preferences: Preferences = { theme: "system", layout: {}, view: {} };
  const ports: Ports = {
    gateway: () => gateway,
    store: memoryStore(),
    secrets: fakeSecrets(),
    schemas: { check: async () => ({ verdict: "valid" }), close: async () => undefined },
    drift: {
      diff: async (before, after, options) =>
        diff(before, after, options?.examples === undefined ? {} : { examples: options.examples }),
      close: async () => undefined,
    },
    models: createModelGateway({ clock: systemClock }),
    httpTools: createHttpToolGateway({ clock: systemClock }),
    simulated: createSimulatedModels(),
    samples: fakeSamples(),
    preferences: {
      get: () => preferences,
      set: (change) => (preferences = { ...preferences, ...change }),
    },
    capabilities: {
      shell: "command-line",
      version: "0.0.0",
      secretStorage: false,
      openExternal: false,
      nativeMenu: false,
    },
    clock,
    log: { warn: () => undefined, bug: (_where, error) => bugs.push(error) },
    ...changes,
  };
  const core = await createCore(ports);
  const events: CoreFixture["events"] = [];
  core.subscribe((name, payload) => events.push({ name, payload }));
  return {
    core,
    gateway,
    ports,
    clock,
    events,
    bugs,
    async ask(method, input, signal = new AbortController().signal) {
      const handler = core.handlers[method] as unknown as (
        input: unknown,
        context: { readonly signal: AbortSignal },
      ) => Promise<MethodOutput<typeof method>>;
      return handler(input, { signal });
    },
    heard: (name) => events.filter((event) => event.name === name).map((event) => event.payload as never),
  };
}

/** The value of a result that must be one. */
export function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (result.ok) return result.value;
  throw new Error(`expected a value: ${JSON.stringify(result.error)}`);
}
