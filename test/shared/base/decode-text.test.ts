import { expect, it } from "vitest";
import { decodeText } from "#shared/base/decode-text.ts";

it("reads what spreadsheets write: UTF-8 with and without its mark, UTF-16, and the old Windows letters", () => {
  const said = "Grüße, 4 €";
  expect(decodeText(new TextEncoder().encode(said))).toBe(said);
  expect(decodeText(new TextEncoder().encode(`\uFEFF${said}`))).toBe(said);
  expect(decodeText(Buffer.from(`\uFEFF${said}`, "utf16le"))).toBe(said);
  expect(decodeText(Buffer.from(`\uFEFF${said}`, "utf16le").swap16())).toBe(said);
  expect(decodeText(Uint8Array.from([71, 114, 0xfc, 0xdf, 101, 44, 32, 52, 32, 0x80]))).toBe(said);
  expect(decodeText(new Uint8Array())).toBe("");
});
