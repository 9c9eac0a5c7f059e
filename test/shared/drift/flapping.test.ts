import { expect, it } from "vitest";
import { flapping } from "#shared/drift/flapping.ts";

it("recognises lists that take turns, and says how many and how often", () => {
  expect(flapping(["a", "b", "a", "b", "a"])).toEqual({ returns: 3, lists: 2, runs: 5 });
});

it("does not count runs that repeat the list before them", () => {
  expect(flapping(["a", "a", "b", "b", "b", "a", "a", "b", "a"])).toEqual({ returns: 3, lists: 2, runs: 9 });
});

it("takes a rollback, or a list that only ever moves on, for what it is", () => {
  expect(flapping(["a", "b", "a"])).toBeUndefined();
  expect(flapping(["e", "d", "c", "b", "a"])).toBeUndefined();
  expect(flapping([])).toBeUndefined();
});

it("looks at the last forty runs only", () => {
  const calm = Array.from({ length: 40 }, () => "a");
  expect(flapping([...calm, "b", "a", "b", "a", "b"])).toBeUndefined();
});
