import { describe, expect, it } from "vitest";
import { putStep, putTurn } from "#renderer/features/conversation/conversation-store.ts";
import { callRecordOf } from "#renderer/features/conversation/call-record-of.ts";
import { callsApart } from "#renderer/features/conversation/calls-apart.ts";
import { describeStep } from "#renderer/features/conversation/describe-step.ts";
import { markUtterance } from "#renderer/features/conversation/mark-utterance.ts";
import { rowOfTurn } from "#renderer/features/conversation/row-of-turn.ts";
import { tellingStep } from "#renderer/features/conversation/telling-step.ts";
import { settledTurn } from "#shared/contract/settled-turn.ts";
import type { Conversation, ConversationStep, DecidedCall, Turn } from "#shared/contract/conversation.ts";

const step = { startedAt: "2026-11-22T10:00:00.000Z", ms: 1 };
const call = (more: Partial<DecidedCall> = {}): DecidedCall => ({
  callId: "call",
  tool: "acme__search",
  argumentsText: '{"query":"invoice"}',
  sources: {},
  ...more,
});
const decided = (decision: "call" | "ask" | "answer", calls: DecidedCall[] = []): ConversationStep => ({
  ...step,
  id: "decided",
  kind: "decided",
  decision,
  calls,
  missing: decision === "ask" ? ["query"] : [],
});
const considered: ConversationStep = {
  ...step,
  id: "considered",
  kind: "considered",
  ranking: [{ name: "search", score: 1, parts: [] }],
  offered: 3,
  unsure: false,
  notes: [],
};
const called: ConversationStep = {
  ...step,
  id: "called",
  kind: "called",
  callId: "call",
  tool: "acme__search",
  recorded: true,
  state: "completed",
  outcome: { kind: "completed", result: { content: [] } },
};
const turn = (id: string, steps: ConversationStep[], more: Partial<Turn> = {}): Turn => ({
  id,
  saidAt: step.startedAt,
  utterance: `said in ${id}`,
  state: "done",
  steps,
  totalMs: 1,
  ...more,
});
const conversation = (turns: Turn[]): Conversation => ({
  id: "conversation",
  assistantId: "assistant",
  assistantName: "Support",
  modelId: "simulated",
  modelName: "Simulated model",
  profileId: "insighto",
  startedAt: step.startedAt,
  prompt: "",
  opening: {
    ms: 1,
    servers: [],
    tools: [
      { name: "acme__search", toolName: "search", serverId: "acme", position: 4, readOnly: true, drafted: false },
    ],
    shared: [],
    verdict: "",
  },
  turns,
});

describe("steps as they arrive", () => {
  it("are put at the end, or in the place of the one with their id, and a question makes the turn wait", () => {
    const asked = (answer: "waiting" | "allowed"): ConversationStep => ({
      ...step,
      id: "asked",
      kind: "asked-permission",
      callId: "call",
      tool: "search",
      answer,
    });
    const begun = conversation([turn("one", [considered], { state: "running" })]);
    const waiting = putStep(begun, "one", asked("waiting"));
    expect(waiting.turns[0]?.state).toBe("waiting");
    const going = putStep(waiting, "one", asked("allowed"));
    expect([going.turns[0]?.state, going.turns[0]?.steps.length]).toEqual(["running", 2]);
    expect(putStep(begun, "unknown", called)).toBe(begun);
  });

  it("end with the turn where it is stopped", () => {
    const running: ConversationStep = {
      ...step,
      id: "running",
      kind: "called",
      callId: "call",
      tool: "x",
      recorded: true,
      state: "running",
    };
    const { state, steps } = settledTurn(turn("one", [called, running], { state: "running" }), "stopped");
    expect([state, ...steps.map((one) => one.kind === "called" && one.state)]).toEqual([
      "stopped",
      "completed",
      "cancelled",
    ]);
  });

  it("that come after the end of a turn do not set it going again", () => {
    const over = conversation([turn("one", [], { state: "stopped" })]);
    expect(putStep(over, "one", called).turns[0]?.state).toBe("stopped");
    expect(putTurn(over, turn("two", [])).turns.map(({ id }) => id)).toEqual(["one", "two"]);
  });
});

describe("the words that arguments came from", () => {
  it("are marked in the utterance, also where two arguments share them", () => {
    const parts = markUtterance(
      { id: "one", utterance: "open tickets" },
      {
        status: [{ start: 0, end: 4, words: "open" }],
        query: [{ start: 0, end: 12, words: "open tickets" }],
        earlier: [{ start: 0, end: 4, words: "said", turnId: "zero" }],
        outside: [{ start: 5, end: 99, words: "?" }],
      },
      "one",
    );
    expect(parts).toEqual([
      { at: 0, text: "open", parameters: ["status", "query"] },
      { at: 4, text: " tickets", parameters: ["query"] },
    ]);
  });

  it("of an earlier turn are marked there", () => {
    const sources = { id: [{ start: 0, end: 4, words: "said", turnId: "zero" }] };
    expect(markUtterance({ id: "zero", utterance: "said so" }, sources, "one")[0]?.parameters).toEqual(["id"]);
    expect(markUtterance({ id: "one", utterance: "said so" }, sources, "one")[0]?.parameters).toEqual([]);
  });
});

describe("a turn as a row of a suite", () => {
  it("expects the server's own tool with at least these arguments, after what was said before", () => {
    const first = turn("first", [{ ...step, id: "r", kind: "replied", text: "Which one?" }]);
    const second = turn("second", [considered, decided("call", [call()]), called]);
    expect(rowOfTurn(conversation([first, second]), second, "row")).toEqual({
      id: "row",
      utterance: "said in second",
      history: [
        { role: "user", text: "said in first" },
        { role: "assistant", text: "Which one?" },
      ],
      expect: { kind: "call", calls: [{ tool: "search", match: "partial", args: { query: "invoice" } }] },
    });
  });

  it("expects a question, or no tool, or any arguments where they are no JSON", () => {
    const expected = (steps: ConversationStep[]) => {
      const only = turn("only", steps);
      return rowOfTurn(conversation([only]), only, "row").expect;
    };
    expect(expected([decided("ask", [call()])])).toEqual({ kind: "ask", tool: "search" });
    expect(expected([decided("ask")])).toEqual({ kind: "ask" });
    expect(expected([decided("answer")])).toEqual({ kind: "none" });
    expect(expected([])).toEqual({ kind: "none" });
    expect(expected([decided("call", [call({ argumentsText: "{" })])])).toEqual({
      kind: "call",
      calls: [{ tool: "search", match: "ignored" }],
    });
  });
});

describe("what is shown of a turn before a person chooses", () => {
  it("is its call, else what was considered", () => {
    expect(tellingStep(turn("one", [considered, decided("call", [call()]), called]))?.id).toBe("called");
    expect(tellingStep(turn("one", [considered, decided("answer")]))?.id).toBe("considered");
    expect(tellingStep(turn("one", []))).toBeUndefined();
  });
});

describe("a call of a turn", () => {
  it("is drawn as one of the history, under the name that its server uses", () => {
    const one = turn("one", [decided("call", [call({ check: { verdict: "valid" } })]), called]);
    expect(callRecordOf(called as never, one, conversation([one]))).toMatchObject({
      id: "call",
      serverId: "acme",
      toolName: "search",
      state: "completed",
      argumentsText: '{"query":"invoice"}',
      inputCheck: { verdict: "valid" },
    });
  });
});

describe("a step in a line", () => {
  it("tells calls of one tool apart by the first argument in which they differ", () => {
    const args = (value: object): string => JSON.stringify(value);
    const calls = [
      call({ callId: "1", argumentsText: args({ role: "editor", account: "ACC-1" }) }),
      call({ callId: "2", argumentsText: args({ role: "editor", account: "ACC-2" }) }),
      call({ callId: "3", tool: "other" }),
    ];
    const apart = callsApart([decided("call", calls)]);
    expect([...apart]).toEqual([
      ["1", "ACC-1"],
      ["2", "ACC-2"],
    ]);
    expect(describeStep(decided("call", calls), apart).title).toBe(
      "Decided to call `acme__search` (ACC-1), `acme__search` (ACC-2), `other`",
    );
    expect(describeStep({ ...called, callId: "2" } as ConversationStep, apart).title).toBe(
      "`acme__search` (ACC-2) answered",
    );
    const alike = [call({ callId: "1" }), call({ callId: "2" }), call({ callId: "3", argumentsText: "{" })];
    expect([...callsApart([decided("call", alike.slice(0, 2))]).values()]).toEqual(["no. 1", "no. 2"]);
    expect(callsApart([decided("call", alike)]).get("3")).toBe("no. 3");
  });

  it("says what was decided", () => {
    expect(describeStep(decided("ask")).title).toBe("Decided to ask for `query`");
    expect(describeStep(decided("answer")).title).toBe("Decided to answer without a tool");
    expect(
      describeStep(
        decided(
          "call",
          Array.from({ length: 5 }, () => call()),
        ),
      ).title,
    ).toContain("and 2 more");
    expect(describeStep({ ...considered, offered: 0, ranking: [] } as ConversationStep).title).toContain("no tool");
  });
});
