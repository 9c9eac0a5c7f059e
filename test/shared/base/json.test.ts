import { expect, it } from "vitest";
import { readJson, readJsonObject } from "#shared/base/json.ts";

it("reads JSON text, and tells what is none from what is null", () => {
  expect(readJson("null")).toBeNull();
  expect(readJson('[1, "a"]')).toEqual([1, "a"]);
  expect([readJson(""), readJson("{oops"), readJson("undefined")]).toEqual([undefined, undefined, undefined]);
  expect(readJsonObject('{"__proto__": 1}')).toEqual(JSON.parse('{"__proto__": 1}'));
  expect([readJsonObject("null"), readJsonObject("[]"), readJsonObject("7"), readJsonObject("{")]).toEqual(
    Array.from({ length: 4 }),
  );
});
