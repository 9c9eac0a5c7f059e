import { create } from "zustand";
import { newId, runJob, useJobs } from "#renderer/api/jobs.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Diagnosis, DiagnosisStep } from "#shared/mcp/diagnosis.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";

/** One server's diagnosis in this window. It stays until another is run. */
export type Diagnosed =
  | { readonly state: "none" }
  | { readonly state: "running"; readonly jobId: string; readonly steps: readonly DiagnosisStep[] }
  | { readonly state: "done"; readonly diagnosis: Diagnosis }
  | { readonly state: "failed"; readonly error: ConsoleError };

const NONE: Diagnosed = { state: "none" };

const useDiagnosisStore = create<{ readonly byServer: ReadonlyMap<string, Diagnosed> }>(() => ({
  byServer: new Map(),
}));

/** The diagnosis of one server. */
export const useDiagnosis = (serverId: string): Diagnosed =>
  useDiagnosisStore(({ byServer }) => byServer.get(serverId) ?? NONE);

/** Repetitions of the latency probe: enough for a p95 that means something, 5 s at most one a second. */
const DISCOVERIES = 5;

/** Diagnoses a server step by step. One at a time a server. */
export async function startDiagnosis(
  api: ConsoleApi,
  serverId: string,
  options: { readonly latency: boolean },
): Promise<void> {
  if (at(serverId).state === "running") return;
  const jobId = newId();
  put(serverId, { state: "running", jobId, steps: [] });
  const stop = api.on("diagnosis.stepped", ({ diagnosisId, step }) => {
    const now = at(serverId);
    if (diagnosisId === jobId && now.state === "running") put(serverId, { ...now, steps: [...now.steps, step] });
  });
  try {
    const result = await runJob({ id: jobId, kind: "diagnosis", serverId, title: "Diagnose" }, (signal) =>
      api.call(
        "diagnosis.run",
        {
          diagnosisId: jobId,
          subject: { serverId },
          ...(options.latency ? { latency: { discoveries: DISCOVERIES } } : {}),
        },
        { signal },
      ),
    );
    put(serverId, result.ok ? { state: "done", diagnosis: result.value } : { state: "failed", error: result.error });
  } catch (error) {
    put(serverId, NONE);
    // Cancelled by the person, or the wire died, which the connection bar says.
    if (!(error instanceof RpcFailure) || (error.kind !== "cancelled" && error.kind !== "disconnected")) throw error;
  } finally {
    stop();
  }
}

/** Stops the diagnosis under way, if there is one. */
export function cancelDiagnosis(serverId: string): void {
  const now = at(serverId);
  if (now.state === "running")
    useJobs
      .getState()
      .running.find(({ id }) => id === now.jobId)
      ?.cancel();
}

const at = (serverId: string): Diagnosed => useDiagnosisStore.getState().byServer.get(serverId) ?? NONE;

function put(serverId: string, diagnosed: Diagnosed): void {
  useDiagnosisStore.setState(({ byServer }) => ({ byServer: new Map(byServer).set(serverId, diagnosed) }));
}
