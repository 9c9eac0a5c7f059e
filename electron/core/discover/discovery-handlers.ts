import { invalidInput, notFound } from "#shared/base/failure.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { JobParts } from "#core/ports.ts";
import { runDiscovery } from "./run-discovery.ts";

type DiscoveryHandlers = Pick<
  Handlers,
  "discovery.run" | "discovery.runs" | "discovery.unconsumed" | "snapshots.get" | "snapshots.latest"
>;

/** `discovery.*` and `snapshots.*` of the contract. */
export function discoveryHandlers(parts: JobParts): DiscoveryHandlers {
  const { store } = parts.ports;
  const running = new Set<string>();

  return {
    async "discovery.run"(input, { signal }) {
      if (running.has(input.runId)) {
        return fail(
          invalidInput("E_ID_TAKEN", "A discovery run with this id is under way.", "Start it under a new id."),
        );
      }
      const server = await store.getServer(input.serverId);
      if (server === undefined || server.removedAt !== undefined) return fail(notFound("server", input.serverId));
      running.add(input.runId);
      try {
        return await runDiscovery(parts, input, signal);
      } finally {
        running.delete(input.runId);
      }
    },

    async "discovery.runs"({ serverId, limit, before }) {
      return [...(await store.listRuns(serverId, limit, before))];
    },

    async "discovery.unconsumed"({ runId, serverId }, { signal }) {
      const opened = await parts.openServer(serverId);
      if (!opened.ok) return opened;
      const { server, target, mask } = opened.value;
      const read = await parts.gateway.unconsumed(target, {
        jobId: runId,
        signal,
        ...(server.remembered === undefined ? {} : { remembered: server.remembered }),
      });
      if (!read.ok) return fail(maskJson(read.error, mask));
      const { resources, prompts } = maskJson(read.value, mask);
      return ok({ resources: [...resources], prompts: [...prompts] });
    },

    async "snapshots.get"({ id }) {
      const snapshot = await store.getSnapshot(id);
      return snapshot === undefined ? fail(notFound("snapshot", id)) : ok(snapshot);
    },

    async "snapshots.latest"({ serverId }) {
      return (await store.latestSnapshot(serverId)) ?? null;
    },
  };
}
