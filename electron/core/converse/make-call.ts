import { setOwn, isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import type { ConversationStep } from "#shared/contract/conversation.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { CallOutcome } from "#shared/mcp/call.ts";
import type { JobParts } from "#core/ports.ts";
import type { NamedTool } from "./attached-tools.ts";

type CalledStep = Extract<ConversationStep, { readonly kind: "called" }>;
/** What a finished call adds to its step. */
export type CallEnding = Omit<CalledStep, "id" | "startedAt" | "kind" | "callId" | "tool">;

/** What a conversation keeps of one result, in characters of JSON; the history has the whole. */
const LONGEST_KEPT = 256 * 1024;
const LONGEST_BLOCK = 64 * 1024;

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
  if (origin.kind === "http") return callCustom(parts, origin.httpToolId, argumentsText, signal);
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
    ...(outcome === undefined ? {} : { outcome: bounded(outcome) }),
    ...(error === undefined ? {} : { error }),
    ...(timings === undefined ? {} : { timings }),
    ...(outputCheck === undefined ? {} : { outputCheck }),
    ...(resultBytes === undefined ? {} : { resultBytes }),
  };
}

async function callCustom(
  { ports, openHttpTool }: JobParts,
  id: string,
  argumentsText: string,
  signal: AbortSignal,
): Promise<CallEnding> {
  const begun = ports.clock.monotonicMs();
  const spent = (): number => ports.clock.monotonicMs() - begun;
  const opened = await openHttpTool(id);
  if (!opened.ok) return { ms: spent(), recorded: false, state: "failed", error: opened.error };
  const given: unknown = JSON.parse(argumentsText); // checked before it came here
  const answered = await ports.httpTools.call(opened.value, isJsonObject(given) ? given : {}, signal);
  if (signal.aborted) return stopped(spent());
  const { mask } = opened.value;
  if (!answered.ok) return { ms: spent(), recorded: false, state: "failed", error: maskJson(answered.error, mask) };
  const { outcome, timings, bytes } = answered.value;
  const kept = bounded(maskJson(outcome, mask));
  return { ms: timings.totalMs, recorded: false, state: kept.kind, outcome: kept, timings, resultBytes: bytes };
}

const stopped = (ms: number): CallEnding => ({
  ms,
  recorded: false,
  state: "cancelled",
  outcome: { kind: "cancelled" },
});

/** An outcome that a conversation can keep: text blocks cut, the rest of a result that is too large left out. */
function bounded(outcome: CallOutcome): CallOutcome {
  if (!("result" in outcome) || JSON.stringify(outcome.result).length <= LONGEST_KEPT) return outcome;
  const { content } = outcome.result;
  const blocks = Array.isArray(content) ? (content as readonly Json[]) : [];
  const kept = blocks.slice(0, 20).map(cutBlock);
  return { ...outcome, result: { content: [...kept, { type: "text", text: "[cut: the whole is in Activity]" }] } };
}

function cutBlock(block: Json): JsonObject {
  if (!isJsonObject(block)) return { type: "text", text: "[cut]" };
  const cut: JsonObject = {};
  for (const key of ["type", "mimeType", "uri", "name"]) {
    const value = block[key];
    if (typeof value === "string") setOwn(cut, key, value.slice(0, 500));
  }
  const { text } = block;
  if (typeof text === "string") setOwn(cut, "text", text.slice(0, LONGEST_BLOCK / 4).toWellFormed());
  return cut;
}

/** Whether an answer makes one doubt that the server still has the tool: it is listed again to find out. */
export function doubtful(outcome: CallOutcome | undefined, toolName: string): boolean {
  if (outcome?.kind === "protocol-error") return true;
  if (outcome?.kind !== "tool-error") return false;
  // Servers of the 1.x SDK answer a call of an unknown tool with a tool error that names it.
  const text = JSON.stringify(outcome.result).slice(0, 4_000);
  return text.includes(toolName) && /not found|unknown|no such|does not exist|disabled/i.test(text);
}
