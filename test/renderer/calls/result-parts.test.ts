import { describe, expect, it } from "vitest";
import { readContent } from "#renderer/features/calls/content-blocks.ts";
import { exampleOutcome } from "#renderer/features/calls/example-outcome.ts";
import { formatArguments } from "#renderer/features/calls/format-arguments.ts";
import { decodeBase64, imageFacts } from "#renderer/features/calls/image-facts.ts";
import { readArguments } from "#renderer/features/calls/read-arguments.ts";
import { resultJson } from "#renderer/features/calls/result-json.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import { bigHeader, picture } from "./workbench-tools.ts";

const mistake = (text: string): unknown => {
  const read = readArguments(text);
  return read.ok ? "ok" : `${read.error.line}:${read.error.column} ${read.error.message}`;
};

const facts = (base64: string): unknown => {
  const bytes = decodeBase64(base64);
  return bytes === undefined ? "not decoded" : imageFacts(bytes);
};
const text = (words: string): string => Buffer.from(words).toString("base64");

describe("reading the arguments", () => {
  it("accepts an object and nothing else", () => {
    expect(readArguments('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(mistake("[]")).toBe("1:1 Arguments are a JSON object, { … }; this is a list");
    expect(mistake("null")).toBe("1:1 Arguments are a JSON object, { … }; this is null");
    expect(mistake("  ")).toBe("1:1 The arguments are empty. Write {} for none");
  });

  it("says where the first mistake is and what it is", () => {
    expect(mistake('{\n  "a": 1,\n}')).toMatch(/^2:10 A key in double quotes is expected/);
    expect(mistake('{\n  "a" 1\n}')).toBe("2:6 A colon is missing after the key");
    expect(mistake('{"a": 1 "b": 2}')).toBe("1:8 A comma is missing");
    expect(mistake("{'a': 1}")).toMatch(/^1:2 /);
    expect(mistake('{"a": 1')).toBe("1:8 A closing } is missing");
    expect(mistake('{"a": 1} {}')).toMatch(/^1:\d+ There is more text/);
    expect(mistake('{"a": /* c */ 1}')).toMatch(/JSON has no comments/);
  });

  it("keeps every digit when it formats, and __proto__ as a key", () => {
    expect(formatArguments('{"a":12345678901234567890,"b":[]}')).toBe('{\n  "a": 12345678901234567890,\n  "b": []\n}');
    const read = readArguments('{"__proto__": {"x": 1}}');
    expect(read.ok && Object.keys(read.value)).toEqual(["__proto__"]);
  });
});

describe("reading a result", () => {
  it("names each kind of block and never throws on any other", () => {
    const kinds = readContent({
      content: [
        { type: "text", text: "a" },
        { type: "image", data: "", mimeType: "image/png" },
        { type: "resource_link", uri: "file:///etc/passwd", name: "n" },
        { type: "resource", resource: { uri: "x://y", blob: "AAAA" } },
        { type: "text", text: 7 },
        null,
        "text",
        { type: "audio" },
      ],
    }).map(({ kind }) => kind);
    expect(kinds).toEqual(["text", "image", "resource-link", "resource", "unknown", "unknown", "unknown", "unknown"]);
    expect(readContent({ content: "none" })).toEqual([]);
  });

  it("takes structured content, else JSON text, else the whole", () => {
    expect(resultJson({ structuredContent: { a: 1 }, content: [] })).toEqual({
      value: { a: 1 },
      from: "Structured content",
    });
    expect(resultJson({ content: [{ type: "text", text: '[{"b": 2}]' }] }).value).toEqual([{ b: 2 }]);
    const plain = { content: [{ type: "text", text: "{not json" }] };
    expect(resultJson(plain).value).toBe(plain);
  });

  it("believes the bytes of a picture, not its type", () => {
    expect(facts(picture(30, 20))).toEqual({ kind: "picture", type: "image/png", width: 30, height: 20 });
    expect(facts(bigHeader())).toMatchObject({ width: 50_000, height: 50_000 });
    expect(facts(text("GIF89a\u0010\u0000\u0020\u0000"))).toEqual({
      kind: "picture",
      type: "image/gif",
      width: 16,
      height: 32,
    });
    expect(facts(text("<?xml version='1.0'?><svg onload='x'/>"))).toEqual({ kind: "svg" });
    expect(facts(text("<html>"))).toEqual({ kind: "unknown" });
    expect(facts("")).toEqual({ kind: "unknown" });
    expect(facts("%%%")).toBe("not decoded");
    expect(facts("A".repeat(28_000_004))).toBe("not decoded");
    expect(
      facts(
        Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 7, 0, 9, 1, 1, 1, 1]).toString(
          "base64",
        ),
      ),
    ).toEqual({ kind: "picture", type: "image/jpeg", width: 9, height: 7 });
  });

  it("counts an example as passed only when it completed and fits the output schema", () => {
    const record = { id: "1", serverId: "s", toolName: "t", startedAt: "", argumentsPreview: "", argumentsText: "{}" };
    const of = (more: Partial<CallRecord>): unknown => exampleOutcome({ ...record, state: "completed", ...more });
    expect(of({})).toEqual({ passed: true, said: "Completed" });
    expect(of({ outputCheck: { verdict: "unchecked", reason: "too deep" } })).toMatchObject({ passed: true });
    expect(of({ state: "tool-error" })).toEqual({ passed: false, said: "Tool error" });
    expect(
      of({ outputCheck: { verdict: "invalid", violations: [{ pointer: "/total", message: "must be integer" }] } }),
    ).toEqual({ passed: false, said: "Completed, but the result breaks the output schema: /total must be integer" });
  });
});
