import type { ConsoleError } from "#shared/base/console-error.ts";
import { cancelled } from "#shared/base/failure.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { JobParts } from "#core/ports.ts";
import { freezeList } from "./freeze-list.ts";

/**
 * One discovery run from its first row to its last event. The run is written before the server is asked, and finished
 * whatever happens: a failed or cancelled run is a row of the timeline too. Remembers the era that worked.
 */
export async function runDiscovery(
  parts: JobParts,
  { runId, serverId }: { readonly runId: string; readonly serverId: string },
  signal: AbortSignal,
): Promise<Result<Snapshot, ConsoleError>> {
  const { store, clock } = parts.ports;
  const startedAt = clock.now();
  const begun = clock.monotonicMs();
  await store.startRun({ id: runId, serverId, startedAt });
  const told = { runId, serverId };

  const failed = async (error: ConsoleError): Promise<Result<never, ConsoleError>> => {
    const totalMs = clock.monotonicMs() - begun;
    const run = await store.finishRun(runId, fail({ error, totalMs }));
    parts.emit("discovery.finished", { run });
    await parts.serversChanged();
    return fail(error);
  };

  const opened = await parts.openServer(serverId);
  if (!opened.ok) return failed(opened.error);
  const { server, target, mask } = opened.value;
  const found = await parts.gateway.discover(target, {
    jobId: runId,
    signal,
    ...(server.remembered === undefined ? {} : { remembered: server.remembered }),
    onProgress: (step, detail, tools) =>
      parts.emit("discovery.progressed", { ...told, step, detail: mask(detail), tools }),
  });
  if (signal.aborted) return failed(cancelled("The discovery run"));
  if (!found.ok) return failed(maskJson(found.error, mask));

  const tools = found.value.tools.length;
  parts.emit("discovery.progressed", { ...told, step: "storing", detail: "", tools });
  const list = await freezeList(found.value, mask);
  const run = await store.finishRun(runId, ok(list));
  await store.updateServer(serverId, { remembered: maskJson(found.value.remember, mask) });
  parts.emit("discovery.finished", { run });
  await parts.serversChanged();
  return ok({ ...list, id: runId, serverId, takenAt: startedAt });
}
