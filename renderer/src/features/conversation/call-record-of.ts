import type { CallRecord } from "#shared/contract/call-record.ts";
import type { Conversation, ConversationStep, Turn } from "#shared/contract/conversation.ts";

type Called = Extract<ConversationStep, { kind: "called" }>;

/** A call of a turn in the form of the call history, so that it is drawn as every other call is. */
export function callRecordOf(step: Called, turn: Turn, { opening }: Pick<Conversation, "opening">): CallRecord {
  const { callId, tool, startedAt, state, outcome, error, timings, outputCheck, resultBytes, ms } = step;
  const offered = opening.tools.find(({ name }) => name === tool);
  const decided = turn.steps
    .flatMap((one) => (one.kind === "decided" ? one.calls : []))
    .find((call) => call.callId === callId);
  const argumentsText = decided?.argumentsText ?? "{}";
  return {
    id: callId,
    serverId: offered?.serverId ?? "",
    toolName: offered?.toolName ?? tool,
    startedAt,
    state: state === "running" ? "started" : state,
    totalMs: timings?.totalMs ?? ms,
    argumentsPreview: argumentsText.slice(0, 200),
    argumentsText,
    ...(resultBytes === undefined ? {} : { resultBytes }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(error === undefined ? {} : { error }),
    ...(timings === undefined ? {} : { timings }),
    ...(outputCheck === undefined ? {} : { outputCheck }),
    ...(decided?.check === undefined ? {} : { inputCheck: decided.check }),
  };
}
