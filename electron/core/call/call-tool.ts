import { setImmediate } from "node:timers/promises";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import { ok, type Result } from "#shared/base/result.ts";
import type { CallRecord, CallRow } from "#shared/contract/call-record.ts";
import type { CallOutcome, SchemaVerdict } from "#shared/mcp/call.ts";
import { viewTool } from "#shared/mcp/tool.ts";
import type { JobParts, OpenedServer } from "#core/ports.ts";
import { checkOutput } from "./check-output.ts";
import type { CalledTool } from "./find-tool.ts";

/** A call that was found to be possible. */
export interface PreparedCall {
  readonly id: string;
  readonly opened: OpenedServer;
  readonly toolName: string;
  readonly tool: CalledTool;
  readonly argumentsValue: JsonObject;
  readonly argumentsText: string;
  readonly exampleId?: string;
}

const PREVIEW_LENGTH = 200;
const PROGRESS_EVERY_MS = 100;

/**
 * One tool call from its row to its last event: the intent is stored before anything is sent, the input check runs
 * beside the call and never stops it, the result is checked against the output schema, and what is kept has the
 * server's known secrets masked. Whatever the server answers, or if it does not, there is a record.
 */
export async function callTool(
  parts: JobParts,
  call: PreparedCall,
  signal: AbortSignal,
): Promise<Result<CallRecord, ConsoleError>> {
  const { store, clock, schemas, inputCheck: when } = parts.ports;
  const { server, target, mask } = call.opened;
  const view = viewTool(call.tool.raw);
  const argumentsText = mask(call.argumentsText);
  const intent: CallRecord = {
    id: call.id,
    serverId: server.id,
    toolName: call.toolName,
    startedAt: clock.now(),
    state: "started",
    argumentsPreview: argumentsText.slice(0, PREVIEW_LENGTH),
    argumentsText,
    entryHash: call.tool.hash,
    ...(call.exampleId === undefined ? {} : { exampleId: call.exampleId }),
  };
  await store.startCall(intent);
  const begun = clock.monotonicMs();
  const checkInput = (): Promise<SchemaVerdict> => schemas.check(view.inputSchema, call.argumentsValue, signal);
  const checking = when === "after-failure" ? undefined : checkInput();

  const answered = await parts.gateway.call(
    target,
    { name: call.toolName, argumentsValue: call.argumentsValue, tool: call.tool.raw },
    {
      jobId: call.id,
      signal,
      ...(server.remembered === undefined ? {} : { remembered: server.remembered }),
      onProgress: progressTeller(parts, call.id, mask),
    },
  );
  const totalMs = clock.monotonicMs() - begun;
  const end = endingOf(answered, signal);
  // A large answer is gone over several times from here on; other work is let in between.
  await setImmediate();
  const outputCheck = await checkOutput(schemas, view.outputSchema, end.outcome, signal);
  const inputCheck = await (checking ?? (end.state === "completed" ? undefined : checkInput()));
  await setImmediate();
  const { outcome, error } = maskJson({ outcome: end.outcome, error: end.error }, mask);
  const record: CallRecord = {
    ...intent,
    state: end.state,
    totalMs: answered.ok ? answered.value.timings.totalMs : totalMs,
    ...(outcome === undefined ? {} : { outcome }),
    ...(error === undefined ? {} : { error }),
    ...(answered.ok ? { timings: answered.value.timings } : {}),
    ...(end.resultBytes === undefined ? {} : { resultBytes: end.resultBytes }),
    ...(outputCheck === undefined ? {} : { outputCheck: maskJson(outputCheck, mask) }),
    ...(inputCheck === undefined ? {} : { inputCheck: maskJson(inputCheck, mask) }),
  };
  await setImmediate();
  await store.finishCall(record);
  if (answered.ok) await store.updateServer(server.id, { remembered: maskJson(answered.value.remember, mask) });
  parts.emit("call.finished", { call: rowOf(record) });
  return ok(record);
}

interface Ending {
  readonly state: CallRecord["state"];
  readonly outcome?: CallOutcome;
  readonly error?: ConsoleError;
  readonly resultBytes?: number;
}

/** Above this the size of a result is the size of the answer that it came in: writing it out again would take too long. */
const MEASURED_BYTES = 256 * 1024;

function endingOf(
  answered: Result<{ readonly outcome: CallOutcome; readonly bytes?: number }, ConsoleError>,
  signal: AbortSignal,
): Ending {
  if (!answered.ok) {
    const stopped = signal.aborted || answered.error.kind === "cancelled";
    return stopped
      ? { state: "cancelled", outcome: { kind: "cancelled" } }
      : { state: "failed", error: answered.error };
  }
  const { outcome, bytes = 0 } = answered.value;
  if (!("result" in outcome)) return { state: outcome.kind, outcome };
  const resultBytes = bytes > MEASURED_BYTES ? bytes : Buffer.byteLength(JSON.stringify(outcome.result));
  return { state: outcome.kind, outcome, resultBytes };
}

/** Passes progress on, ten times a second at most; the first at once. A storm of a server never reaches a screen. */
function progressTeller(parts: JobParts, callId: string, mask: (text: string) => string) {
  let next = Number.NEGATIVE_INFINITY;
  return (progress: number, total?: number, message?: string): void => {
    const now = parts.ports.clock.monotonicMs();
    if (now < next || !Number.isFinite(progress)) return;
    next = now + PROGRESS_EVERY_MS;
    parts.emit("call.progressed", {
      callId,
      progress,
      ...(total === undefined || !Number.isFinite(total) ? {} : { total }),
      ...(message === undefined ? {} : { message: mask(message).slice(0, 500) }),
    });
  };
}

function rowOf(record: CallRecord): CallRow {
  const { id, serverId, toolName, startedAt, state, totalMs, resultBytes, argumentsPreview, exampleId } = record;
  return {
    id,
    serverId,
    toolName,
    startedAt,
    state,
    argumentsPreview,
    ...(totalMs === undefined ? {} : { totalMs }),
    ...(resultBytes === undefined ? {} : { resultBytes }),
    ...(exampleId === undefined ? {} : { exampleId }),
  };
}
