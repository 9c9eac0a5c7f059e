import { fail } from "#shared/base/result.ts";
import type {
  EventListener,
  EventName,
  EventPayload,
  Handlers,
  MethodName,
  MethodOutput,
} from "#shared/contract/methods.ts";
import { callHandlers } from "#core/call/call-handlers.ts";
import { exampleHandlers } from "#core/call/example-handlers.ts";
import { diagnosisHandlers } from "#core/diagnose/diagnosis-handlers.ts";
import { discoveryHandlers } from "#core/discover/discovery-handlers.ts";
import { StorageFailure, type JobParts, type Ports } from "#core/ports.ts";
import { appHandlers } from "#core/servers/app-handlers.ts";
import { openServer } from "#core/servers/open-server.ts";
import { sampleHandlers } from "#core/servers/sample-handlers.ts";
import { serverHandlers } from "#core/servers/server-handlers.ts";
import { createShownServers } from "#core/servers/shown-servers.ts";
import { createTrafficLog, trafficHandlers } from "#core/traffic/traffic-log.ts";

/** The console without a screen. */
export interface Core {
  readonly handlers: Handlers;
  readonly subscribe: (listener: EventListener) => () => void;
  /** Ends every job and closes what the ports hold open. */
  close(): Promise<void>;
}

/** Wires the jobs to the ports. The only wiring in the core. Purges the servers that were removed before this start. */
export async function createCore(ports: Ports): Promise<Core> {
  const listeners = new Set<EventListener>();
  const emit: EventListener = (name, payload) => {
    for (const listener of listeners) tell(listener, name, payload);
  };
  const tell = <E extends EventName>(listener: EventListener, name: E, payload: EventPayload<E>): void => {
    try {
      listener(name, payload);
    } catch (error) {
      ports.log.bug(`a listener of ${name}`, error); // one broken screen must not stop a job or the other screens
    }
  };

  await ports.store.purgeRemoved();
  const traffic = createTrafficLog(emit);
  const gateway = ports.gateway(traffic);
  const shown = createShownServers(ports);
  const serversChanged = async (): Promise<void> => emit("servers.changed", { servers: await shown.list() });
  const samplesChanged = (): void => emit("samples.changed", { samples: [...ports.samples.list()] });
  const parts: JobParts = {
    ports,
    gateway,
    emit,
    serversChanged,
    samplesChanged,
    openServer: (id) => openServer(ports, id, samplesChanged),
  };

  const jobs = trackJobs({
    ...appHandlers(ports),
    ...serverHandlers(parts, shown),
    ...sampleHandlers(parts),
    ...discoveryHandlers(parts),
    ...diagnosisHandlers(parts),
    ...callHandlers(parts),
    ...exampleHandlers(ports),
    ...trafficHandlers(traffic),
  });
  return {
    handlers: jobs.handlers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await jobs.end();
      listeners.clear();
      await Promise.all([ports.samples.close(), ports.schemas.close()]);
      await ports.store.close();
    },
  };
}

type AnyHandler = (input: unknown, context: { readonly signal: AbortSignal }) => unknown;

/** Methods that answer plain data: a storage failure of theirs has no place in the answer, so it stays an exception. */
type PlainName = { [M in MethodName]: MethodOutput<M> extends { readonly ok: boolean } ? never : M }[MethodName];
const plainNames: Readonly<Record<PlainName, true>> = {
  "app.capabilities": true,
  "preferences.get": true,
  "preferences.set": true,
  "servers.list": true,
  "discovery.runs": true,
  "snapshots.latest": true,
  "calls.list": true,
  "examples.list": true,
  "traffic.list": true,
  "samples.list": true,
};

/**
 * The same handlers, where a storage failure is a value and each signal also fires when the core closes.
 * `end` fires it and waits for all that is under way.
 */
function trackJobs(handlers: Handlers): { readonly handlers: Handlers; end(): Promise<void> } {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const answer = async (name: string, input: unknown, signal: AbortSignal): Promise<unknown> => {
    try {
      return await (handlers[name as MethodName] as AnyHandler)(input, { signal });
    } catch (error) {
      if (error instanceof StorageFailure && !Object.hasOwn(plainNames, name)) return fail(error.error);
      throw error;
    }
  };
  const tracked = Object.keys(handlers).map((name) => [
    name,
    (input: unknown, context: { readonly signal: AbortSignal }): Promise<unknown> => {
      const job = answer(name, input, AbortSignal.any([context.signal, closing.signal]));
      const done = job.finally(() => running.delete(done));
      running.add(done);
      return done;
    },
  ]);
  return {
    handlers: Object.fromEntries(tracked) as Handlers,
    async end() {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}
