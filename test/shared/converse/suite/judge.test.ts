import { array, assert, constantFrom, dictionary, jsonValue, property, record, shuffledSubarray } from "fast-check";
import { expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { judge } from "#shared/converse/suite/judge.ts";
import { argumentFault } from "#shared/converse/suite/match-arguments.ts";
import type { Choice, Expected, ExpectedCall } from "#shared/converse/suite/suite.ts";

const called = (...calls: readonly [string, JsonObject][]): Choice => ({
  decision: "call",
  calls: calls.map(([tool, args]) => ({ tool, args })),
});
const answered: Choice = { decision: "answer", calls: [] };
const asked = (...missing: readonly string[]): Choice => ({ decision: "ask", calls: [], missing });
const expects = (...calls: readonly ExpectedCall[]): Expected => ({ kind: "call", calls });
const exact = (tool: string, args: JsonObject): ExpectedCall => ({ tool, match: "exact", args });

it("calls are judged in any order, and one too many or too few fails", () => {
  const both = expects(exact("a", { n: 1 }), exact("a", { n: 2 }));
  expect(judge(both, called(["a", { n: 2 }], ["a", { n: 1 }]))).toEqual({ passed: true });
  expect(judge(both, called(["a", { n: 1 }]))).toMatchObject({ passed: false });
  expect(judge(both, called(["a", { n: 1 }], ["a", { n: 2 }], ["b", {}]))).toEqual({
    passed: false,
    why: "A call of `a` and `a` was expected, but it called `a`, `a` and `b`.",
  });
});

it("a loose expectation leaves the strict one the call that only it can take", () => {
  const calls = expects({ tool: "a", match: "ignored" }, exact("a", { n: 1 }));
  expect(judge(calls, called(["a", { n: 1 }], ["a", { n: 9 }]))).toEqual({ passed: true });
  expect(judge(calls, called(["a", { n: 9 }], ["a", { n: 1 }]))).toEqual({ passed: true });
});

it("says which argument is wrong, and how", () => {
  const why = (expected: ExpectedCall, args: JsonObject): string | undefined => argumentFault(expected, args);
  const nested = exact("a", { to: { city: "Paris" }, rows: [1, 2] });
  expect(why(nested, { to: { city: "Rome" }, rows: [1, 2] })).toBe('`/to/city` is "Rome" instead of "Paris"');
  expect(why(nested, { rows: [1, 2] })).toBe("`to` is missing");
  expect(why(nested, { to: { city: "Paris" }, rows: [2, 1] })).toBe("`/rows/0` is 2 instead of 1");
  expect(why(nested, { to: { city: "Paris" }, rows: [1, 2], more: null })).toBe("`more` was not expected");
  expect(judge(expects(nested), called(["a", {}]))).toEqual({
    passed: false,
    why: "The arguments of `a` are not the expected ones: `to` is missing.",
  });
});

it("texts compare after trimming and typography, numbers by value, and case counts", () => {
  expect(argumentFault(exact("a", { q: "it's  here" }), { q: " it\u2019s here " })).toBeUndefined();
  expect(argumentFault(exact("a", { q: "caf\u00e9" }), { q: "cafe\u0301" })).toBeUndefined();
  expect(argumentFault(exact("a", { q: "Paris" }), { q: "paris" })).toBeDefined();
  expect(argumentFault(exact("a", { n: 5 }), { n: "5" })).toBeDefined();
  expect(argumentFault(exact("a", { n: 0 }), { n: false })).toBeDefined();
});

it("a partial match looks at the expected keys only, inside objects too", () => {
  const partial: ExpectedCall = { tool: "a", match: "partial", args: { where: { city: "Paris" } } };
  expect(argumentFault(partial, { where: { city: "Paris", country: "FR" }, limit: 3 })).toBeUndefined();
  expect(argumentFault(partial, { where: { country: "FR" } })).toBe("`/where/city` is missing");
});

it("accepted values are alternatives that compare loosely, and an empty one may be left out", () => {
  const call: ExpectedCall = {
    tool: "a",
    match: "exact",
    accept: { city: ["New York", "NYC"], unit: ["km", ""], rows: [[1, "b-c"]] },
  };
  expect(argumentFault(call, { city: "new-york", rows: [1, "B C"] })).toBeUndefined();
  expect(argumentFault(call, { city: "Boston", rows: [1, "bc"] })).toBe(
    '`city` is "Boston" instead of "New York" or "NYC"',
  );
  expect(argumentFault(call, { city: "NYC" })).toBe("`rows` is missing");
  expect(argumentFault(call, { city: "NYC", rows: [1, "bc"], extra: 1 })).toBe("`extra` was not expected");
});

it("no tool and a question back are told apart", () => {
  expect(judge({ kind: "none" }, answered)).toEqual({ passed: true });
  expect(judge({ kind: "none" }, asked("a"))).toEqual({
    passed: false,
    why: "No tool was expected, but it asked back about `a`.",
  });
  expect(judge({ kind: "ask" }, asked())).toEqual({ passed: true });
  expect(judge({ kind: "ask", tool: "a" }, asked("a"))).toEqual({ passed: true });
  expect(judge({ kind: "ask", tool: "a" }, asked())).toEqual({ passed: true });
  expect(judge({ kind: "ask", tool: "a" }, asked("b"))).toMatchObject({ passed: false });
  expect(judge({ kind: "ask", tool: "a" }, called(["a", {}]))).toEqual({
    passed: false,
    why: "A question back about `a` was expected, but it called `a`.",
  });
});

it("where arguments are ignored, asking back about the one expected tool is picking it", () => {
  const loose = expects({ tool: "a", match: "ignored" });
  expect(judge(loose, asked("a"))).toEqual({ passed: true });
  expect(judge(loose, asked("b"))).toMatchObject({ passed: false });
  expect(judge(loose, asked())).toMatchObject({ passed: false });
  expect(judge(expects({ tool: "a", match: "partial", args: {} }), asked("a"))).toMatchObject({ passed: false });
  const two = expects({ tool: "a", match: "ignored" }, { tool: "b", match: "ignored" });
  expect(judge(two, asked("a"))).toMatchObject({ passed: false });
});

const name = constantFrom("a", "b", "__proto__", "constructor");
const someCall = record({ tool: name, args: dictionary(name, jsonValue({ maxDepth: 3 })) });

it("what was called passes when it is what is expected, in whatever order, whatever the match", () => {
  assert(
    property(
      array(someCall, { minLength: 1, maxLength: 6 }).chain((calls) =>
        record({
          calls: shuffledSubarray(calls, { minLength: calls.length }),
          match: constantFrom("exact" as const, "partial" as const, "ignored" as const),
        }).map(({ calls: given, match }) => ({ given, match, expected: calls })),
      ),
      ({ given: shuffled, expected, match }) => {
        const wanted = JSON.parse(JSON.stringify(expected)) as { tool: string; args: JsonObject }[];
        const given = JSON.parse(JSON.stringify(shuffled)) as { tool: string; args: JsonObject }[];
        const judged = judge(
          { kind: "call", calls: wanted.map(({ tool, args }) => ({ tool, match, args })) },
          { decision: "call", calls: given },
        );
        expect(judged).toEqual({ passed: true });
      },
    ),
  );
});

it("an exact match that passes also passes as partial, and partial as ignored", () => {
  const value = dictionary(name, jsonValue({ maxDepth: 2 }));
  assert(
    property(value, value, (wanted, args) => {
      const fault = (match: ExpectedCall["match"]): string | undefined =>
        argumentFault({ tool: "a", match, args: wanted as JsonObject }, args as JsonObject);
      if (fault("exact") === undefined) expect(fault("partial")).toBeUndefined();
      expect(fault("ignored")).toBeUndefined();
    }),
  );
});
