import { describe, expect, test } from "vitest";
import { findInvisible, visibleText } from "#shared/base/visible-text.ts";

describe("text that shows what it holds", () => {
  test.each([
    ["\u001b[31mred", "␛[31mred"],
    ["a\u007fb\u0000", "a␡b␀"],
    ["abc\u202Etxt", "abc⟨U+202E⟩txt"],
    ["x\u{E0041}y", "x⟨U+E0041⟩y"],
    ["zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"],
    ["c1\u009b31m", "c1⟨U+009B⟩31m"],
    ["sel\u{E0100}\uFE0F", "sel⟨U+E0100⟩⟨U+FE0F⟩"],
    ["lone\ud800", "lone⟨U+D800⟩"],
    ["café “quoted” 日本語 👍", "café “quoted” 日本語 👍"],
  ])("%j becomes %j", (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(visibleText(shown)).toBe(shown);
  });

  test("keeps lines and tabs only when asked", () => {
    expect(visibleText("a\n\tb")).toBe("a␊␉b");
    expect(visibleText("a\n\tb\r", { keepLines: true })).toBe("a\n\tb␍");
  });

  test("finds each invisible character with its place and name", () => {
    expect(findInvisible("a\n\u200bb\u{E0061}")).toEqual([
      { index: 2, codePoint: 0x200b, name: "zero width space" },
      { index: 4, codePoint: 0xe0061, name: "tag character" },
    ]);
    expect(findInvisible("plain – text")).toEqual([]);
  });
});
