import { describe, expect, it } from "vitest";
import { maskJson } from "#shared/base/mask-json.ts";

const mask = (text: string): string => text.replaceAll("secret", "••••");

describe("masking a JSON value", () => {
  it("reaches every string and key, and keeps everything else and the order", () => {
    const value = { b: ["a secret", 1, null, true], "secret-key": { deep: "secret" }, a: "open" };
    expect(JSON.stringify(maskJson(value, mask))).toBe(
      '{"b":["a ••••",1,null,true],"••••-key":{"deep":"••••"},"a":"open"}',
    );
    expect(value.b[0]).toBe("a secret");
  });

  it("gives the value itself where there is nothing to mask", () => {
    const value = { a: [1, { b: "open" }] };
    expect(maskJson(value, mask)).toBe(value);
    expect(maskJson(undefined, mask)).toBeUndefined();
  });

  it("keeps __proto__ as a plain key", () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":"secret"}}');
    expect(JSON.stringify(maskJson(value, mask))).toBe('{"__proto__":{"polluted":"••••"}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("is not stopped by depth", () => {
    let deep: unknown = "secret";
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    let masked = maskJson(deep, mask);
    while (Array.isArray(masked)) masked = masked[0];
    expect(masked).toBe("••••");
  });
});
