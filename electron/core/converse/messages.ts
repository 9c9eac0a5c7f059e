import { assertNever } from "#shared/base/assert-never.ts";
import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import type { ConversationStep, DecidedCall, Turn } from "#shared/contract/conversation.ts";
import type { ModelMessage } from "#core/model-ports.ts";
import type { InFull } from "./in-full.ts";

/** What one tool result may take of a model's window, in characters. */
const LONGEST_RESULT = 60_000;
/** Earlier turns that are told again. */
const MOST_TURNS = 40;

/**
 * Everything that was said and done, as a real model is told of it, oldest first; the last turn may still be running.
 * Every call is answered: by its result, or by why it was not made. What was said and called is told as it was, where `full`
 * still has it; results with known secrets masked.
 */
export const messagesOf = (turns: readonly Turn[], full: InFull): readonly ModelMessage[] =>
  turns.slice(-MOST_TURNS).flatMap((turn) => turnMessages(turn, full));

function turnMessages({ id: turnId, utterance, steps }: Turn, full: InFull): readonly ModelMessage[] {
  const messages: ModelMessage[] = [{ role: "user", text: full.said.get(turnId) ?? utterance }];
  let said: string[] = [];
  for (const step of steps) {
    if (step.kind === "replied") said.push(step.text);
    if (step.kind !== "decided" || step.decision !== "call" || step.calls.length === 0) continue;
    messages.push({
      role: "assistant",
      text: said.join("\n"),
      calls: step.calls.map(({ callId, tool, argumentsText }) => ({
        id: callId,
        name: tool,
        argumentsText: full.args.get(callId) ?? argumentsText,
      })),
    });
    said = [];
    for (const call of step.calls) messages.push(answerOf(call, steps, full));
  }
  if (said.length > 0) messages.push({ role: "assistant", text: said.join("\n"), calls: [] });
  return messages;
}

function answerOf(call: DecidedCall, steps: readonly ConversationStep[], full: InFull): ModelMessage {
  const { callId, tool: name, problem } = call;
  const tell = (text: string, isError: boolean): ModelMessage => ({ role: "tool", callId, name, text, isError });
  if (problem !== undefined) return tell(problem, true);
  const called = steps.findLast((step) => step.kind === "called" && step.callId === callId);
  if (called?.kind !== "called") {
    const refused = steps.some(
      (step) => step.kind === "asked-permission" && step.callId === callId && step.answer === "refused",
    );
    return tell(refused ? "The person did not allow this call." : "This call was not made.", true);
  }
  const outcome = full.outcomes.get(callId) ?? called.outcome;
  if (outcome === undefined) return tell(called.error?.said ?? "The call gave no answer.", true);
  switch (outcome.kind) {
    case "completed":
      return tell(modelText(outcome.result), false);
    case "tool-error":
      return tell(modelText(outcome.result), true);
    case "protocol-error":
      return tell(`Error ${outcome.error.code}: ${outcome.error.message.slice(0, 2_000)}`, true);
    case "input-required":
      return tell("The tool asked something back, which this platform cannot answer.", true);
    case "cancelled":
      return tell("The call was stopped.", true);
    default:
      return assertNever(outcome);
  }
}

/** A tool result as platforms hand it to a model: its text blocks, or its structured content as JSON; bounded. */
function modelText(result: JsonObject): string {
  const { content, structuredContent } = result;
  const blocks = Array.isArray(content) ? (content as readonly Json[]).filter(isJsonObject) : [];
  const texts = blocks.map((block) =>
    block["type"] === "text" && typeof block["text"] === "string"
      ? block["text"]
      : `[${typeof block["type"] === "string" ? block["type"] : "content"}]`,
  );
  const text = texts.length > 0 ? texts.join("\n") : JSON.stringify(structuredContent ?? {});
  return text.length > LONGEST_RESULT ? `${text.slice(0, LONGEST_RESULT).toWellFormed()}\n[cut]` : text;
}
