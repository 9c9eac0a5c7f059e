import { describe, expect, it } from "vitest";
import { movedTools, offeredName, ordinal, sayMove } from "#renderer/features/drafts/rank-moves.ts";

const ranking = (...names: readonly string[]) => names.map((name, index) => ({ name, score: 10 - index }));

describe("moves in a ranking", () => {
  it("are said as places", () => {
    const rankings = { before: ranking("a", "b", "c"), after: ranking("c", "a", "b") };
    expect(sayMove("c", rankings)).toBe("`c` moves from 3rd to 1st.");
    expect(sayMove("x", rankings)).toBe("`x` is not among the tools considered, with the draft or without it.");
    expect(movedTools(rankings).map(({ name, rose }) => [name, rose])).toEqual([
      ["c", 2],
      ["a", -1],
      ["b", -1],
    ]);
  });

  it("tell what stays, comes and goes", () => {
    expect(sayMove("a", { before: ranking("a"), after: ranking("a") })).toBe("`a` stays 1st.");
    expect(sayMove("b", { before: ranking("a"), after: ranking("a", "b") })).toBe(
      "`b` was not considered, and is 2nd with the draft.",
    );
    expect(sayMove("b", { before: ranking("a", "b"), after: ranking("a") })).toBe(
      "`b` was 2nd, and is not considered with the draft.",
    );
    expect(movedTools({ before: ranking("a"), after: ranking("b") })[0]?.rose).toBeUndefined();
  });

  it("find a tool whose name several servers share", () => {
    const rankings = { before: ranking("acme__search", "b"), after: ranking("b", "acme__search") };
    expect(offeredName("search", rankings)).toBe("acme__search");
    expect(offeredName("b", rankings)).toBe("b");
    const both = { before: ranking("acme__search", "other__search"), after: [] };
    expect(offeredName("search", both)).toBe("search");
  });

  it("have the endings of English", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 111].map(ordinal)).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "22nd",
      "111th",
    ]);
  });
});
