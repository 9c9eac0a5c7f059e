import type { ConversationStep, Turn } from "#shared/contract/conversation.ts";
import type { SchemaVerdict } from "#shared/mcp/call.ts";
import type { Clock } from "#core/ports.ts";
import { freshId } from "./open-server.ts";

/** The fields of a step that differ from kind to kind. */
type StepPart = ConversationStep extends infer S
  ? S extends ConversationStep
    ? Omit<S, "id" | "startedAt">
    : never
  : never;

/** The steps of a running turn, in the order in which they began. */
export interface TurnSteps {
  turn(): Turn;
  /** The turn as it is now, for good: what comes later changes nothing. */
  end(): Turn;
  /** Adds a step and answers its id. */
  add(part: StepPart): string;
  /** Puts the end of a running step in its place; its id and start stay. */
  replace(id: string, part: StepPart): void;
  /** What the arguments of a decided call are against their schema. */
  checked(callId: string, verdict: SchemaVerdict): void;
}

/** `onStep` is given each new state of the turn with the step that changed, and gives the step as it is to be kept. */
export function turnSteps(
  start: Turn,
  clock: Clock,
  mask: (step: ConversationStep) => ConversationStep,
  onStep: (turn: Turn, step: ConversationStep) => void,
): TurnSteps {
  let turn = start;
  let ended = false;
  const put = (given: ConversationStep): void => {
    if (ended) return;
    const step = mask(given);
    const known = turn.steps.some(({ id }) => id === step.id);
    const steps = known ? turn.steps.map((one) => (one.id === step.id ? step : one)) : [...turn.steps, step];
    const waits = steps.some((one) => one.kind === "asked-permission" && one.answer === "waiting");
    turn = { ...turn, steps, state: waits ? "waiting" : "running" };
    onStep(turn, step);
  };
  return {
    turn: () => turn,
    end() {
      ended = true;
      return turn;
    },
    add(part) {
      const id = freshId();
      put({ ...part, id, startedAt: clock.now() });
      return id;
    },
    replace(id, part) {
      const before = turn.steps.find((step) => step.id === id);
      put({ ...part, id, startedAt: before?.startedAt ?? clock.now() });
    },
    checked(callId, verdict) {
      const decided = turn.steps.findLast(
        (step) => step.kind === "decided" && step.calls.some((call) => call.callId === callId),
      );
      if (decided?.kind !== "decided") return;
      const calls = decided.calls.map((call) => (call.callId === callId ? { ...call, check: verdict } : call));
      put({ ...decided, calls });
    },
  };
}
