import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeUtf8, depthBeyond, parseJson } from "#core/mcp/json-text.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe("the depth of JSON text", () => {
  test("is that of the value, whatever stands in its strings", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const depth = depthOf(value);
        const text = JSON.stringify(value);
        expect(depthBeyond(text, depth)).toBe(false);
        expect(depthBeyond(text, depth - 1)).toBe(depth > 0);
      }),
    );
  });

  test.each(['"[[[["', String.raw`"\\"`, String.raw`"\"[[["`, '"[[[[', String.raw`["\\\"[["]`])(
    "%s is not deeper than one",
    (text) => {
      expect(depthBeyond(text, 1)).toBe(false);
    },
  );

  test("a megabyte of brackets is refused at once", () => {
    expect(() => parseJson("[".repeat(1_000_000))).toThrow(/deeper than 256/);
  });
});

describe("UTF-8", () => {
  test("a byte order mark is dropped and told", () => {
    expect(decodeUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))).toEqual({ text: "{}", bom: true });
  });

  test("the first bad byte is named", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (before, after) => {
        const head = new TextEncoder().encode(before);
        const all = Buffer.concat([head, Buffer.from([0xff]), Buffer.from(after)]);
        expect(() => decodeUtf8(all)).toThrow(`at byte ${head.length}.`);
      }),
    );
  });
});
