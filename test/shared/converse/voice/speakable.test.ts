import { describe, expect, it } from "vitest";
import { speakable, speakableResult } from "#shared/converse/voice/speakable.ts";

const kinds = (text: string): readonly string[] => speakable(text).findings.map(({ kind }) => kind);

describe("what can be said aloud", () => {
  it("is plain prose, 150 words a minute", () => {
    expect(speakable("Northwind is active on the team plan with 18 of 20 seats used.")).toEqual({
      words: 13,
      seconds: 5.2,
      tooLong: false,
      findings: [],
    });
    expect(speakable("word ".repeat(38)).tooLong).toBe(true);
    expect(speakable("").words).toBe(0);
  });

  it("is not JSON, a table, an address, a long number, a code or formatting", () => {
    expect(kinds('{"id": "ACC-1001", "seats": 20}')).toEqual(["json"]);
    expect(kinds("| id | name |\n| --- | --- |\n| 1 | x |")).toEqual(["table"]);
    expect(kinds("See https://example.com/a/b?c=d for more.")).toEqual(["url"]);
    expect(kinds("The tracking number is 00340434161094042557.")).toEqual(["long-number"]);
    expect(kinds("Id 3f9a7c21-b0e8-4d11-9c3e-aa0099ff1234 was made.")).toEqual(["code"]);
    expect(kinds("## Result\n**Done**")).toEqual(["markup"]);
  });

  it("leaves dates, prices, short ids and years alone", () => {
    expect(kinds("ACC-1001 renews on 2026-11-22 for 1,250.50 euros; T-4711 is open.")).toEqual([]);
  });

  it("is judged for a whole result, with its pictures and attachments", () => {
    const { findings, words } = speakableResult({
      content: [
        { type: "text", text: "Two pictures." },
        { type: "image", data: "x", mimeType: "image/png" },
        { type: "image", data: "y", mimeType: "image/png" },
        { type: "resource_link", uri: "file:///x" },
        "nonsense",
      ],
    });
    expect(words).toBe(2);
    expect(findings.map(({ kind, text }) => [kind, text.startsWith("2 times")])).toEqual([
      ["image", true],
      ["attachment", false],
    ]);
  });

  it("is the structured content where there is no text", () => {
    expect(speakableResult({ content: [], structuredContent: { seats: 20 } }).findings[0]?.kind).toBe("json");
  });

  it("is told of texts of any length in bounded time", () => {
    const spoken = speakable("a1-".repeat(400_000));
    expect(spoken.seconds).toBeGreaterThan(0);
    const started = performance.now();
    speakable("1 ".repeat(500_000));
    speakable(`${"9".repeat(99_000)}x`);
    speakable(`${"ab1_".repeat(25_000)}!`);
    speakable("a-b1c-".repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
