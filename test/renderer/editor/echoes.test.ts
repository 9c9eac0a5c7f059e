import { expect, test } from "vitest";
import { createEchoes } from "#renderer/editor/echoes.ts";

test("a text that comes back late is no change, and one that nobody typed is", () => {
  const echoes = createEchoes();
  for (const text of ["a", "ab", "abc"]) echoes.typed(text);
  expect(echoes.isEcho("ab")).toBe(true);
  expect(echoes.isEcho("abc")).toBe(true);
  expect(echoes.isEcho("abc")).toBe(false);
  echoes.typed("abcd");
  expect(echoes.isEcho("replaced")).toBe(false);
  expect(echoes.isEcho("abcd")).toBe(false);
});
