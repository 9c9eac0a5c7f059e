import { assertNever } from "#shared/base/assert-never.ts";
import type { Thought, TurnCall, TurnEffect, TurnEnd, TurnEvent, TurnRules, TurnState } from "#shared/converse/turn.ts";

/** A state with what is to be done about it. */
export interface Decided {
  readonly state: TurnState;
  readonly effects: readonly TurnEffect[];
}

/** A turn in which nothing was said yet. */
export function newTurn(rules: TurnRules, allowed: ReadonlySet<string> = new Set()): TurnState {
  return { rules, phase: "new", thoughts: 0, made: 0, calls: [], allowed };
}

/**
 * One step of a turn: what happened in, what to do out. Think, check the arguments, ask permission, call, think again,
 * until the model replies without a call, a limit is hit, or somebody stops it. No clock, no chance: the same events give
 * the same effects. Events that come too late, or that nobody waits for, change nothing.
 */
export function decideTurn(state: TurnState, event: TurnEvent): Decided {
  const nothing: Decided = { state, effects: [] };
  if (state.phase === "ended") return nothing;
  switch (event.kind) {
    case "said":
      return state.phase === "new" ? think(state) : nothing;
    case "thought":
      return state.phase === "thinking" ? act(state, event.thought) : nothing;
    case "checked":
      return settleOr(state, event.callId, "checking", (call) =>
        !event.fits && state.rules.holdInvalid
          ? { stand: "settled" }
          : mayCall(state, call.tool)
            ? { stand: "calling", effect: "call" }
            : { stand: "waiting", effect: "ask-permission" },
      );
    case "permitted":
      return permitted(state, event);
    case "called":
      return settleOr(state, event.callId, "calling", () => ({ stand: "settled" }));
    case "failed":
      return state.phase === "thinking" ? end(state, "failed", "") : nothing;
    case "stop":
      return end(state, "stopped", "");
    default:
      return assertNever(event);
  }
}

const mayCall = ({ rules, allowed }: TurnState, tool: string): boolean =>
  !rules.confirm || rules.readOnly.has(tool) || allowed.has(tool);

/** There is a thought left: a decision that the last one could not follow up ends the turn. */
const think = (state: TurnState): Decided => ({
  state: { ...state, phase: "thinking", thoughts: state.thoughts + 1, calls: [] },
  effects: [{ kind: "think" }],
});

function act(state: TurnState, { text, calls, finish }: Thought): Decided {
  const said: readonly TurnEffect[] = text === "" ? [] : [{ kind: "say", text }];
  const after = (decided: Decided): Decided => ({ ...decided, effects: [...said, ...decided.effects] });
  if (finish === "refused") return after(end(state, "failed", "The provider's filter stopped the answer."));
  if (calls.length === 0) {
    if (text === "") return end(state, "failed", "The model gave neither text nor a call.");
    return after(end(state, "done", finish === "length" ? "The answer was cut at the most tokens of one answer." : ""));
  }
  const { limits } = state.rules;
  if (state.thoughts >= limits.thoughts)
    return after(end(state, "limit", `The model wanted to go on after ${limits.thoughts} steps.`));
  const wanted = state.made + calls.filter(({ problem }) => !problem).length;
  if (wanted > limits.calls)
    return after(end(state, "limit", `The model wanted more than ${limits.calls} calls in one turn.`));
  const acting: TurnState = {
    ...state,
    phase: "acting",
    calls: calls.map(({ callId, tool, problem }) => ({ callId, tool, stand: problem ? "settled" : "checking" })),
  };
  const checks: readonly TurnEffect[] = calls.flatMap(({ callId, problem }) =>
    problem ? [] : [{ kind: "check" as const, callId }],
  );
  return after(goOn(acting, checks));
}

interface Moved {
  readonly stand: TurnCall["stand"];
  readonly effect?: "call" | "ask-permission";
}

/** Moves one call on from where it must stand; then thinks again where it was the last one. */
function settleOr(state: TurnState, callId: string, from: TurnCall["stand"], move: (call: TurnCall) => Moved): Decided {
  const call = state.calls.find((one) => one.callId === callId && one.stand === from);
  if (state.phase !== "acting" || call === undefined) return { state, effects: [] };
  const { stand, effect } = move(call);
  const moved: TurnState = {
    ...state,
    made: state.made + (effect === "call" ? 1 : 0),
    calls: state.calls.map((one) => (one === call ? { ...one, stand } : one)),
  };
  return goOn(moved, effect === undefined ? [] : [{ kind: effect, callId }]);
}

function permitted(
  state: TurnState,
  { callId, allow, always }: Extract<TurnEvent, { readonly kind: "permitted" }>,
): Decided {
  const tool = state.calls.find((one) => one.callId === callId && one.stand === "waiting")?.tool;
  if (tool === undefined) return { state, effects: [] };
  const allowed = allow && always ? new Set([...state.allowed, tool]) : state.allowed;
  return settleOr({ ...state, allowed }, callId, "waiting", () =>
    allow ? { stand: "calling", effect: "call" } : { stand: "settled" },
  );
}

/** Thinks again once every call is settled. */
function goOn(state: TurnState, effects: readonly TurnEffect[]): Decided {
  if (state.calls.some(({ stand }) => stand !== "settled")) return { state, effects };
  const next = think(state);
  return { ...next, effects: [...effects, ...next.effects] };
}

function end(state: TurnState, how: TurnEnd, why: string): Decided {
  return { state: { ...state, phase: "ended" }, effects: [{ kind: "end", how, why }] };
}
