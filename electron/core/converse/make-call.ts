import { isJsonObject } from "#shared/base/json.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import type { ConversationStep } from "#shared/contract/conversation.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import type { JobParts } from "#core/ports.ts";
import type { NamedTool } from "./attached-tools.ts";

type CalledStep = Extract<ConversationStep, { readonly kind: "called" }>;
/** What a finished call adds to its step; the outcome whole. */
export type CallEnding = Omit<CalledStep, "id" | "startedAt" | "kind" | "callId" | "tool">;

/** Makes one call: of a server's tool through the history's own way, of a custom tool over HTTP. */
export async function makeCall(
  parts: JobParts,
  call: Handlers["tools.call"],
  { attached }: NamedTool,
  callId: string,
  argumentsText: string,
  signal: AbortSignal,
): Promise<CallEnding> {
  const { origin, toolName } = attached;
  if (origin.kind === "http") return callCustom(parts, origin.httpToolId, callId, argumentsText, signal);
  const { serverId, snapshotId, position } = origin;
  const begun = parts.ports.clock.monotonicMs();
  const called = await call({ callId, serverId, toolName, position, argumentsText, snapshotId }, { signal });
  const ms = parts.ports.clock.monotonicMs() - begun;
  if (!called.ok) return signal.aborted ? stopped(ms) : { ms, recorded: false, state: "failed", error: called.error };
  const { state, outcome, error, timings, outputCheck, resultBytes } = called.value;
  return {
    ms: called.value.totalMs ?? ms,
    recorded: true,
    state: state === "started" || state === "interrupted" ? "failed" : state,
    ...(outcome === undefined ? {} : { outcome }),
    ...(error === undefined ? {} : { error }),
    ...(timings === undefined ? {} : { timings }),
    ...(outputCheck === undefined ? {} : { outputCheck }),
    ...(resultBytes === undefined ? {} : { resultBytes }),
  };
}

async function callCustom(
  { ports, traffic, openHttpTool }: JobParts,
  id: string,
  jobId: string,
  argumentsText: string,
  signal: AbortSignal,
): Promise<CallEnding> {
  const begun = ports.clock.monotonicMs();
  const spent = (): number => ports.clock.monotonicMs() - begun;
  const opened = await openHttpTool(id);
  if (!opened.ok) return { ms: spent(), recorded: false, state: "failed", error: opened.error };
  const given: unknown = JSON.parse(argumentsText); // checked before it came here
  const answered = await ports.httpTools.call(opened.value, isJsonObject(given) ? given : {}, {
    jobId,
    signal,
    onExchange: (exchange) => traffic.append(exchange),
  });
  if (signal.aborted) return stopped(spent());
  const { mask } = opened.value;
  if (!answered.ok) return { ms: spent(), recorded: false, state: "failed", error: maskJson(answered.error, mask) };
  const { outcome, timings, bytes } = answered.value;
  const known = maskJson(outcome, mask);
  return { ms: timings.totalMs, recorded: false, state: known.kind, outcome: known, timings, resultBytes: bytes };
}

const stopped = (ms: number): CallEnding => ({
  ms,
  recorded: false,
  state: "cancelled",
  outcome: { kind: "cancelled" },
});

/** Whether an answer makes one doubt that the server still has the tool: it is listed again to find out. */
export function doubtful(outcome: CallOutcome | undefined, toolName: string): boolean {
  if (outcome?.kind === "protocol-error") return true;
  if (outcome?.kind !== "tool-error") return false;
  // Servers of the 1.x SDK answer a call of an unknown tool with a tool error that names it.
  const text = JSON.stringify(outcome.result).slice(0, 4_000);
  return text.includes(toolName) && /not found|unknown|no such|does not exist|disabled/i.test(text);
}
