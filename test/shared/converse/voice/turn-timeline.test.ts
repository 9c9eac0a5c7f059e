import { describe, expect, it } from "vitest";
import { readAssumed, presetOf, USUAL } from "#shared/converse/voice/assumptions.ts";
import { silenceBand } from "#shared/converse/voice/silence.ts";
import { toolLatency } from "#shared/converse/voice/tool-latency.ts";
import { turnTimeline, type TimedStep } from "#shared/converse/voice/turn-timeline.ts";

const ASSUMED = { endpoint: 500, hearing: 100, firstToken: 300, speaking: 200 };
const step = (kind: string, ms: number, more: Partial<TimedStep> = {}): TimedStep => ({
  kind,
  ms,
  at: 0,
  ...more,
});
const timings = (connectMs: number, waitMs: number, readMs: number) => ({
  connectMs,
  waitMs,
  readMs,
  totalMs: connectMs + waitMs + readMs,
});

describe("a turn as it is heard", () => {
  it("without a tool has one silence, from the end of speech to the answer", () => {
    const { segments, silences, totalMs, measuredMs } = turnTimeline(
      [step("considered", 3), step("decided", 1), step("replied", 0)],
      ASSUMED,
      false,
    );
    expect(segments.map(({ kind, startMs, ms, measured }) => [kind, startMs, ms, measured])).toEqual([
      ["endpoint", 0, 500, false],
      ["hearing", 500, 100, false],
      ["decide", 600, 4, true],
      ["firstToken", 604, 300, false],
      ["speaking", 904, 200, false],
    ]);
    expect(silences).toEqual([{ title: "until the answer", startMs: 0, ms: 1104 }]);
    expect([totalMs, measuredMs]).toEqual([1104, 4]);
  });

  it("with a tool has two silences, and a filler could stand between them", () => {
    const steps = [
      step("considered", 4),
      step("decided", 0),
      step("called", 400, { tool: "search", timings: timings(50, 340, 10) }),
      step("considered", 2),
      step("decided", 0),
      step("replied", 0),
    ];
    const { silences, segments, totalMs } = turnTimeline(steps, ASSUMED, false);
    expect(segments.filter(({ tool }) => tool === "search").map(({ kind }) => kind)).toEqual([
      "connect",
      "wait",
      "read",
    ]);
    expect(silences.map(({ startMs, ms }) => [startMs, ms])).toEqual([
      [0, 904 + 200],
      [904, 400 + 2 + 300 + 200],
    ]);
    expect(totalMs).toBe(1806);
  });

  it("of a real model has its measured first token instead of an assumed one", () => {
    // As the loop writes it: what was weighed lasts until the first token, the reply from there on.
    const answer = [step("considered", 350), step("replied", 550, { firstTokenMs: 350 })];
    const { segments } = turnTimeline(answer, ASSUMED, true);
    expect(segments.map(({ kind, ms, measured }) => [kind, ms, measured])).toEqual([
      ["endpoint", 500, false],
      ["hearing", 100, false],
      ["decide", 350, true],
      ["speaking", 200, false],
    ]);
    const call = [step("considered", 900), step("decided", 0, { firstTokenMs: 300 }), step("called", 100)];
    expect(turnTimeline([...call, ...answer], ASSUMED, true).measuredMs).toBe(900 + 100 + 350);
  });

  it("keeps calls that ran at the same time at the same time", () => {
    const called = (tool: string, at: number, ms: number) => step("called", ms, { tool, at });
    const { totalMs } = turnTimeline(
      [step("decided", 0), called("one", 0, 400), called("two", 10, 500), called("three", 2_000, 100)],
      { ...ASSUMED, firstToken: 0 },
      false,
    );
    expect(totalMs).toBe(500 + 100 + 510 + 100 + 200);
  });

  it("leaves the wait for permission out", () => {
    const steps = [
      step("decided", 5),
      step("asked-permission", 60_000, { tool: "x" }),
      step("called", 10, { tool: "x" }),
    ];
    expect(turnTimeline(steps, ASSUMED, true).totalMs).toBe(600 + 5 + 10 + 200);
  });
});

describe("what a silence is", () => {
  it("is told by the bands of 200, 300, 800 and 1500 ms", () => {
    expect([200, 201, 300, 301, 800, 1500, 1501].map((ms) => silenceBand(ms).id)).toEqual([
      "human",
      "unnoticed",
      "unnoticed",
      "noticed",
      "noticed",
      "long",
      "too-long",
    ]);
  });
});

describe("a tool's latency", () => {
  it("is told by nearest rank, and asks for a filler where one call in twenty is noticed", () => {
    expect(toolLatency([])).toBeUndefined();
    expect(toolLatency([100])).toEqual({ calls: 1, p50: 100, p95: 100, max: 100, fillerNeeded: false });
    const times = Array.from({ length: 20 }, (_, index) => (index + 1) * 20);
    expect(toolLatency(times.toReversed())).toEqual({ calls: 20, p50: 200, p95: 380, max: 400, fillerNeeded: true });
  });
});

describe("assumptions", () => {
  it("are read from what was remembered, and are usual where that is no use", () => {
    expect(readAssumed(undefined)).toEqual(USUAL);
    expect(readAssumed("{nonsense")).toEqual(USUAL);
    expect(readAssumed('{"endpoint":200,"hearing":-4,"firstToken":"x","speaking":9e9}')).toEqual({
      ...USUAL,
      endpoint: 200,
    });
    expect(presetOf(USUAL)).toBe("usual");
    expect(presetOf({ ...USUAL, hearing: 1 })).toBeUndefined();
  });
});
