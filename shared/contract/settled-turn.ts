import type { ConversationStep, Turn } from "#shared/contract/conversation.ts";

/** A turn in which nothing runs any more: calls under way are cancelled, open questions refused. */
export const settledTurn = (turn: Turn, state: Turn["state"]): Turn => ({
  ...turn,
  state,
  steps: turn.steps.map(settledStep),
});

function settledStep(step: ConversationStep): ConversationStep {
  if (step.kind === "called" && step.state === "running")
    return { ...step, state: "cancelled", outcome: { kind: "cancelled" } };
  if (step.kind === "asked-permission" && step.answer === "waiting") return { ...step, answer: "refused" };
  return step;
}

/** Whether a turn has not ended. */
export const isOpenTurn = ({ state }: Turn): boolean => state === "running" || state === "waiting";
