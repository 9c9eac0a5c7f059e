import { describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { detachSchema, isPlainPattern } from "#shared/schema/detach-schema.ts";

function detached(schema: JsonObject): unknown {
  const result = detachSchema(schema);
  return result.ok ? result.value : result.error;
}

describe("a schema made to stand alone", () => {
  it("loses its $id, so that two tools with the same one cannot collide, and keeps its references", () => {
    expect(
      detached({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: "https://example.com/s",
        properties: { a: { $ref: "https://example.com/s#/$defs/A" }, b: { $ref: "#/$defs/A" }, c: { $ref: "#" } },
        $defs: { A: { type: "string" } },
      }),
    ).toEqual({
      schema: {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        properties: { a: { $ref: "#/$defs/A" }, b: { $ref: "#/$defs/A" }, c: { $ref: "#" } },
        $defs: { A: { type: "string" } },
      },
      notes: [],
    });
  });

  it("reads a reference inside an embedded resource from that resource", () => {
    expect(
      detached({
        properties: { x: { $ref: "inner" } },
        $defs: { "In ner": { $id: "inner", $ref: "#/$defs/D", $defs: { D: { type: "integer" } } } },
      }),
    ).toMatchObject({
      schema: {
        properties: { x: { $ref: "#/$defs/In%20ner" } },
        $defs: { "In ner": { $ref: "#/$defs/In%20ner/$defs/D" } },
      },
    });
  });

  it("never leaves a remote reference in", () => {
    const result = detachSchema({
      properties: { a: { $ref: "http://169.254.169.254/x" }, b: { $ref: "file:///etc/passwd" } },
    });
    expect(JSON.stringify(result.ok && result.value.schema)).toBe('{"properties":{"a":{},"b":{}}}');
    expect(result.ok && result.value.notes).toHaveLength(2);
  });

  it("leaves out a pattern that could run for ever, and says so", () => {
    expect(detached({ properties: { a: { pattern: "^(a+)+$" }, b: { pattern: "^[A-Z]{3}-\\d+$" } } })).toEqual({
      schema: { properties: { a: {}, b: { pattern: "^[A-Z]{3}-\\d+$" } } },
      notes: ["pattern ^(a+)+$ is not checked here: it could take too long"],
    });
    expect(["(x+x+)+y", "(a|a)*$", "(.*a){20,}", ".*.*.*.*=", "a".repeat(300)].filter(isPlainPattern)).toEqual([]);
    expect(["^\\S+@\\S+$", "^(open|closed)$", "^\\d{4}-\\d{2}$", "^[(a+)+]$"].every(isPlainPattern)).toBe(true);
    const none = detachSchema({ pattern: "^a$", patternProperties: { "^x": {} } }, "none");
    expect(none.ok && none.value).toEqual({ schema: {}, notes: [] });
  });

  it("is refused with a sentence when too deep or too large", () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 10_000; level += 1) deep = { items: deep };
    expect(detached(deep)).toMatch(/^the schema is nested 10000 levels or deeper/);
    expect(detached({ description: "x".repeat(300_000) })).toMatch(/^the schema is 293 KiB/);
  });

  it("does not touch the server's own object, and drops dialects that nobody knows", () => {
    const schema = Object.freeze({ $id: "a", $schema: "https://example.com/my-dialect", type: "object" });
    expect(detached(schema)).toEqual({
      schema: { type: "object" },
      notes: ["the dialect in $schema is not supported; read as 2020-12"],
    });
    expect(schema.$id).toBe("a");
  });
});
