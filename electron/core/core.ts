import { randomUUID } from "node:crypto";
import type { EventListener } from "#shared/contract/events.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { coalesced } from "#core/coalesced.ts";
import { createListeners } from "#core/create-listeners.ts";
import { purgeRemoved } from "#core/purge-removed.ts";
import { compareHandlers } from "#core/compare/compare-handlers.ts";
import { assistantHandlers } from "#core/assistants/assistant-handlers.ts";
import { httpToolHandlers } from "#core/assistants/http-tool-handlers.ts";
import { modelHandlers } from "#core/assistants/model-handlers.ts";
import { openModel } from "#core/assistants/stored-model.ts";
import { openHttpTool } from "#core/assistants/stored-http-tool.ts";
import { callHandlers } from "#core/call/call-handlers.ts";
import { exampleHandlers } from "#core/call/example-handlers.ts";
import { createConversations } from "#core/converse/conversation-handlers.ts";
import { openSampleHandlers } from "#core/converse/open-sample.ts";
import { diagnosisHandlers } from "#core/diagnose/diagnosis-handlers.ts";
import { discoveryHandlers } from "#core/discover/discovery-handlers.ts";
import type { JobParts, Ports } from "#core/ports.ts";
import { appHandlers } from "#core/servers/app-handlers.ts";
import { openServer, openUrl } from "#core/servers/open-server.ts";
import { sampleHandlers } from "#core/servers/sample-handlers.ts";
import { serverHandlers } from "#core/servers/server-handlers.ts";
import { createShownServers } from "#core/servers/shown-servers.ts";
import { createSuites } from "#core/suites/create-suites.ts";
import { createWatch } from "#core/watch/watch-handlers.ts";
import { trackJobs } from "#core/track-jobs.ts";
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
  const { emit, ...listeners } = createListeners(ports.log);
  await purgeRemoved(ports.store);
  const traffic = createTrafficLog(emit);
  const gateway = ports.gateway(traffic);
  const shown = createShownServers(ports);
  // Twenty discoveries that end together tell the list once or twice, not twenty times.
  const serversChanged = coalesced(async () => emit("servers.changed", { servers: await shown.list() }));
  const samplesChanged = (): void => emit("samples.changed", { samples: [...ports.samples.list()] });
  const parts: JobParts = {
    ports,
    gateway,
    emit,
    traffic,
    serversChanged,
    samplesChanged,
    openServer: (id) => openServer(ports, id, samplesChanged),
    openUrl,
    openModel: (id) => openModel(ports, id),
    openHttpTool: (id) => openHttpTool(ports, id),
  };

  const discovery = discoveryHandlers(parts);
  const calls = callHandlers(parts);
  const discover = async (serverId: string, signal: AbortSignal) =>
    discovery["discovery.run"]({ runId: randomUUID(), serverId }, { signal });
  const servers = serverHandlers(parts, shown);
  const assistants = assistantHandlers(parts);
  const conversations = createConversations(parts, { discover, call: calls["tools.call"] });
  const suites = createSuites(parts, discover);
  const watch = createWatch(parts, { discover, show: (server) => shown.one(server) });
  const jobs = trackJobs({
    ...appHandlers(ports),
    ...servers,
    ...sampleHandlers(parts),
    ...discovery,
    ...compareHandlers(parts),
    ...watch.handlers,
    ...diagnosisHandlers(parts),
    ...calls,
    ...conversations.handlers,
    ...exampleHandlers(parts),
    ...assistants,
    ...openSampleHandlers(parts, { ...servers, ...assistants }),
    ...modelHandlers(parts),
    ...httpToolHandlers(parts),
    ...suites.handlers,
    ...trafficHandlers(traffic),
  });
  await watch.resume();
  return {
    handlers: jobs.handlers,
    subscribe: listeners.subscribe,
    async close() {
      watch.close();
      await Promise.all([jobs.end(), conversations.close()]);
      await suites.close();
      listeners.clear();
      await Promise.all([ports.samples.close(), ports.schemas.close(), ports.drift.close()]);
      await ports.store.close();
    },
  };
}
