import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideTurn, newTurn } from "#shared/converse/decide-turn.ts";
import { turnLimits, type TurnEffect, type TurnEvent, type TurnRules, type TurnState } from "#shared/converse/turn.ts";

const rules: TurnRules = { limits: turnLimits, confirm: true, readOnly: new Set(["read"]), holdInvalid: true };
const thought = (text: string, ...tools: readonly string[]): TurnEvent => ({
  kind: "thought",
  thought: { text, calls: tools.map((tool, at) => ({ callId: `${tool}${at}`, tool, problem: false })), finish: "done" },
});
const ended = (how: string, why = ""): TurnEffect => ({ kind: "end", how: how as "done", why });

/** Plays events from the start; gives the effects of each, as short words. */
function play(events: readonly TurnEvent[], start: TurnState = newTurn(rules)) {
  let state = start;
  const effects: TurnEffect[][] = [];
  for (const event of events) {
    const decided = decideTurn(state, event);
    state = decided.state;
    effects.push([...decided.effects]);
  }
  return { state, effects };
}
const words = (effects: readonly (readonly TurnEffect[])[]): readonly string[] =>
  effects.map((some) =>
    some.map((effect) => ("callId" in effect ? `${effect.kind} ${effect.callId}` : effect.kind)).join(", "),
  );

describe("a turn", () => {
  it("thinks, checks, calls a tool that only reads, thinks again and replies", () => {
    const { effects, state } = play([
      { kind: "said" },
      thought("", "read"),
      { kind: "checked", callId: "read0", fits: true },
      { kind: "called", callId: "read0" },
      thought("It is open."),
    ]);
    expect(words(effects)).toEqual(["think", "check read0", "call read0", "think", "say, end"]);
    expect(state).toMatchObject({ phase: "ended", thoughts: 2, made: 1 });
  });

  it("asks before it calls a tool that does not claim to only read, and tells the model when it was refused", () => {
    const { effects } = play([
      { kind: "said" },
      thought("I will add it.", "write"),
      { kind: "checked", callId: "write0", fits: true },
      { kind: "permitted", callId: "write0", allow: false, always: false },
    ]);
    expect(words(effects)).toEqual(["think", "say, check write0", "ask-permission write0", "think"]);
  });

  it("does not ask again for a tool that was always allowed", () => {
    const first = play([
      { kind: "said" },
      thought("", "write"),
      { kind: "checked", callId: "write0", fits: true },
      { kind: "permitted", callId: "write0", allow: true, always: true },
    ]);
    expect(words(first.effects).at(-1)).toBe("call write0");
    const { effects } = play(
      [{ kind: "said" }, thought("", "write"), { kind: "checked", callId: "write0", fits: true }],
      newTurn(rules, first.state.allowed),
    );
    expect(words(effects).at(-1)).toBe("call write0");
  });

  it("holds back arguments that do not fit, where the rules say so, and sends them where a platform would", () => {
    const events: TurnEvent[] = [
      { kind: "said" },
      thought("", "read"),
      { kind: "checked", callId: "read0", fits: false },
    ];
    expect(words(play(events).effects).at(-1)).toBe("think");
    expect(words(play(events, newTurn({ ...rules, holdInvalid: false })).effects).at(-1)).toBe("call read0");
  });

  it("carries several calls out side by side and thinks once after the last one", () => {
    const { effects } = play([
      { kind: "said" },
      thought("", "read", "read"),
      { kind: "checked", callId: "read1", fits: true },
      { kind: "checked", callId: "read0", fits: true },
      { kind: "called", callId: "read1" },
      { kind: "called", callId: "read0" },
    ]);
    expect(words(effects)).toEqual(["think", "check read0, check read1", "call read1", "call read0", "", "think"]);
  });

  it("a call of an unknown tool is told to the model at once", () => {
    const unknown = { callId: "x", tool: "nothing", problem: true };
    const { effects } = play([
      { kind: "said" },
      { kind: "thought", thought: { text: "", calls: [unknown], finish: "done" } },
    ]);
    expect(words(effects)).toEqual(["think", "think"]);
  });

  it("ends at the limit of calls, of steps, and says which", () => {
    const eleven = Array.from({ length: 11 }, () => "read");
    expect(play([{ kind: "said" }, thought("", ...eleven)]).effects.at(-1)).toEqual([
      ended("limit", "The model wanted more than 10 calls in one turn."),
    ]);
    const round: TurnEvent[] = [
      thought("", "read"),
      { kind: "checked", callId: "read0", fits: true },
      { kind: "called", callId: "read0" },
    ];
    const { effects } = play([{ kind: "said" }, ...Array.from({ length: 8 }, () => round).flat()]);
    expect(effects.flat().find(({ kind }) => kind === "end")).toEqual(
      ended("limit", "The model wanted to go on after 8 steps."),
    );
  });

  it("a model that fails, is stopped by its provider, or says nothing, ends the turn and says so", () => {
    const last = (event: TurnEvent) => play([{ kind: "said" }, event]).effects.at(-1);
    expect(last({ kind: "failed" })).toEqual([ended("failed")]);
    expect(last(thought(""))).toEqual([ended("failed", "The model gave neither text nor a call.")]);
    expect(last({ kind: "thought", thought: { text: "", calls: [], finish: "refused" } })).toEqual([
      ended("failed", "The provider's filter stopped the answer."),
    ]);
    expect(last({ kind: "thought", thought: { text: "So", calls: [], finish: "length" } })?.at(-1)).toMatchObject({
      how: "done",
      why: "The answer was cut at the most tokens of one answer.",
    });
  });

  it("stops at any moment, and nothing after that has an effect", () => {
    const { effects } = play([{ kind: "said" }, { kind: "stop" }, thought("late"), { kind: "stop" }, { kind: "said" }]);
    expect(words(effects)).toEqual(["think", "end", "", "", ""]);
  });
});

const anyId = fc.constantFrom("read0", "write1", "read1", "write0", "none");
const anyEvent: fc.Arbitrary<TurnEvent> = fc.oneof(
  fc.constant<TurnEvent>({ kind: "said" }),
  fc.record({ kind: fc.constant("checked" as const), callId: anyId, fits: fc.boolean() }),
  fc.record({ kind: fc.constant("permitted" as const), callId: anyId, allow: fc.boolean(), always: fc.boolean() }),
  fc.record({ kind: fc.constant("called" as const), callId: anyId }),
  fc.constant<TurnEvent>({ kind: "failed" }),
  fc.record({
    kind: fc.constant("thought" as const),
    thought: fc.record({
      text: fc.constantFrom("", "Hm."),
      calls: fc
        .array(fc.record({ tool: fc.constantFrom("read", "write"), problem: fc.boolean() }), { maxLength: 14 })
        .map((calls) => calls.map((call, at) => ({ ...call, callId: `${call.tool}${at}` }))),
      finish: fc.constantFrom("done" as const, "length" as const, "refused" as const),
    }),
  }),
);
const anyRules: fc.Arbitrary<TurnRules> = fc.record({
  limits: fc.constant(turnLimits),
  confirm: fc.boolean(),
  readOnly: fc.constantFrom(new Set<string>(), new Set(["read"])),
  holdInvalid: fc.boolean(),
});

describe("whatever happens", () => {
  it("the limits hold, nothing is called unasked, and an ended turn is quiet", () => {
    fc.assert(
      fc.property(anyRules, fc.array(anyEvent, { maxLength: 120 }), (some, events) => {
        const { effects } = play([{ kind: "said" }, ...events], newTurn(some));
        const flat = effects.flat();
        expect(flat.filter(({ kind }) => kind === "call").length).toBeLessThanOrEqual(turnLimits.calls);
        expect(flat.filter(({ kind }) => kind === "think").length).toBeLessThanOrEqual(turnLimits.thoughts);
        const end = flat.findIndex(({ kind }) => kind === "end");
        if (end >= 0) expect(end).toBe(flat.length - 1);
        if (some.confirm && !events.some((event) => event.kind === "permitted" && event.allow))
          for (const effect of flat)
            if (effect.kind === "call") expect(some.readOnly.has(effect.callId.replace(/\d+$/, ""))).toBe(true);
      }),
    );
  });

  it("a turn whose effects are answered ends, in whatever order they are answered", () => {
    fc.assert(
      fc.property(anyRules, fc.infiniteStream(anyEvent), fc.infiniteStream(fc.nat(20)), (some, stream, order) => {
        let state = newTurn(some);
        const open: TurnEffect[] = [];
        const take = (event: TurnEvent): void => {
          const decided = decideTurn(state, event);
          state = decided.state;
          open.push(...decided.effects.filter(({ kind }) => kind !== "say" && kind !== "end"));
        };
        take({ kind: "said" });
        let rounds = 0;
        for (; open.length > 0; rounds += 1) {
          const [effect] = open.splice((order.next().value ?? 0) % open.length, 1);
          if (effect === undefined) break;
          if (effect.kind === "think") {
            let next = stream.next().value;
            while (next?.kind !== "thought" && next?.kind !== "failed") next = stream.next().value;
            take(next);
          } else if (effect.kind === "check") take({ kind: "checked", callId: effect.callId, fits: rounds % 3 > 0 });
          else if (effect.kind === "ask-permission")
            take({ kind: "permitted", callId: effect.callId, allow: rounds % 2 > 0, always: rounds % 5 === 0 });
          else if (effect.kind === "call") take({ kind: "called", callId: effect.callId });
        }
        expect(state.phase).toBe("ended");
        // Eight thoughts, each with at most 14 calls that are checked, asked about and made.
        expect(rounds).toBeLessThan(8 + 8 * 14 * 3);
      }),
    );
  });
});
