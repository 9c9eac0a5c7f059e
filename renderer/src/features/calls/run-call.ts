import { describeJob, newId, runJob } from "#renderer/api/jobs.ts";
import { setProgress, setView, toolKey, type Progress } from "#renderer/features/calls/calls-store.ts";
import type { Result } from "#shared/base/result.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import { cancelled } from "#shared/base/failure.ts";
import { RpcFailure } from "#shared/rpc/message.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** A call to be made: exactly these arguments, nothing remembered. */
export interface CallRequest {
  readonly serverId: string;
  readonly toolName: string;
  readonly position?: number;
  readonly argumentsText: string;
  readonly exampleId?: string;
}

/**
 * Calls a tool under a row in Activity. `signal` cancels it beside the row's own cancel. A record of a cancelled call
 * is read back from the history, where the core wrote it.
 */
export async function performCall(
  api: ConsoleApi,
  request: CallRequest,
  callId: string,
  signal?: AbortSignal,
): Promise<Result<CallRecord, ConsoleError>> {
  const job = { id: callId, kind: "call", serverId: request.serverId, title: request.toolName } as const;
  try {
    return await runJob(job, (own) => {
      const both = signal === undefined ? own : AbortSignal.any([own, signal]);
      return api.call("tools.call", { callId, ...request }, { signal: both });
    });
  } catch (error) {
    if (!(error instanceof RpcFailure)) throw error;
    if (error.kind === "cancelled") return recordOfCancelled(api, callId, request.toolName);
    return { ok: false, error: lost(error) };
  }
}

/** Runs a tool and shows it in the tool's pane: at once as running, then as it ended. */
export async function runCall(api: ConsoleApi, request: CallRequest): Promise<void> {
  const key = toolKey(request.serverId, request.toolName);
  const callId = newId();
  setView(key, { state: "running", callId, startedAt: Date.now() });
  const result = await performCall(api, request, callId);
  setView(key, result.ok ? { state: "done", record: result.value } : { state: "refused", error: result.error });
}

/** Follows the progress of calls, at most once a frame, however often servers speak. Returns its own end. */
export function followProgress(api: ConsoleApi): () => void {
  const latest = new Map<string, Progress>();
  let frame = 0;
  const flush = (): void => {
    frame = 0;
    for (const [callId, progress] of latest) {
      setProgress(callId, progress);
      describeJob(callId, sayProgress(progress));
    }
    latest.clear();
  };
  const end = api.on("call.progressed", ({ callId, ...progress }) => {
    latest.set(callId, progress);
    if (frame === 0) frame = requestAnimationFrame(flush);
  });
  return () => {
    end();
    cancelAnimationFrame(frame);
  };
}

/** "3 of 10", "40 %", with the server's own words after it. */
export function sayProgress({ progress, total, message }: Progress): string {
  const amount = total !== undefined && total > 0 ? `${format(progress)} of ${format(total)}` : format(progress);
  return message === undefined || message === "" ? amount : `${amount} · ${message.slice(0, 200)}`;
}

const format = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 1 });

async function recordOfCancelled(
  api: ConsoleApi,
  callId: string,
  toolName: string,
): Promise<Result<CallRecord, ConsoleError>> {
  const record = await api.call("calls.get", { id: callId });
  // The core may still be writing its end; what matters is known.
  if (record.ok && record.value.state !== "started") return record;
  return { ok: false, error: cancelled(`The call of ${toolName}`) };
}

function lost(failure: RpcFailure): ConsoleError {
  return {
    kind: "unreachable",
    code: `E_WIRE_${failure.kind.toUpperCase().replace("-", "_")}`,
    phase: "transport",
    said:
      failure.kind === "disconnected"
        ? "The console’s core went away during the call."
        : "The console could not make the call.",
    evidence: failure.message.slice(0, 2048),
    retriable: true,
    next: "Restart the console; the call stands in the history, as interrupted if no answer came.",
  };
}
