import { describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";
import { measureJson } from "#shared/schema/measure-json.ts";
import { resolveRef, sayRefFailure } from "#shared/schema/resolve-ref.ts";
import { walkSchema } from "#shared/schema/walk-schema.ts";

function pointers(schema: JsonObject): string[] {
  const seen: string[] = [];
  walkSchema(schema, ({ pointer }) => seen.push(pointer));
  return seen;
}

describe("walking a schema", () => {
  it("visits every subschema once, parents first, and never the data in enum, const or default", () => {
    const schema: JsonObject = {
      properties: { "a/b": { items: { type: "string" } }, c: { enum: [{ type: "x" }], default: { properties: {} } } },
      anyOf: [{ required: ["c"] }, true],
      $defs: { D: { not: false } },
    };
    expect(pointers(schema)).toEqual([
      "",
      "/anyOf/0",
      "/anyOf/1",
      "/$defs/D",
      "/$defs/D/not",
      "/properties/a~1b",
      "/properties/a~1b/items",
      "/properties/c",
    ]);
  });

  it("stops 10,000 levels down and at 20,000 properties, and says which limit it met", () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 10_000; level += 1) deep = { items: deep };
    expect(walkSchema(deep, () => {})).toEqual({ nodes: 65, deepest: 64, cut: "depth" });
    const wide = { properties: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`p${index}`, {}])) };
    expect(walkSchema(wide, () => {})).toMatchObject({ nodes: 20_000, cut: "nodes" });
  });
});

describe("measuring a value", () => {
  it("counts depth and values, 100,000 deep too", () => {
    expect(measureJson(1)).toEqual({ depth: 0, values: 1, cut: false });
    expect(measureJson({ a: [1, 2] })).toEqual({ depth: 2, values: 4, cut: false });
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(measureJson(deep)).toEqual({ depth: 100_000, values: 100_001, cut: false });
  });
});

describe("following a reference", () => {
  const root: JsonObject = {
    $id: "https://example.com/tool",
    $defs: {
      Name: { type: "string", description: "a name" },
      "odd/key%": { type: "integer" },
      Anchored: { $anchor: "here", type: "boolean" },
      Loop: { $ref: "#/$defs/Back" },
      Back: { $ref: "#/$defs/Loop" },
      Alias: { $ref: "#/$defs/Name" },
      NotASchema: 7,
    },
  };
  const type = (ref: string): unknown => {
    const resolved = resolveRef(root, { $ref: ref });
    return resolved.ok ? (resolved.value as JsonObject)["type"] : resolved.error.why;
  };

  it("finds pointers, encoded names, anchors, chains and its own $id", () => {
    expect(type("#/$defs/Name")).toBe("string");
    expect(type("#/$defs/odd~1key%25")).toBe("integer");
    expect(type("#here")).toBe("boolean");
    expect(type("#/$defs/Alias")).toBe("string");
    expect(type("https://example.com/tool#/$defs/Name")).toBe("string");
  });

  it("names remote, missing, cyclic and senseless ones, and fetches nothing", () => {
    expect(type("https://evil.example/schema.json")).toBe("remote");
    expect(type("file:///etc/passwd")).toBe("remote");
    expect(type("#/$defs/Nowhere")).toBe("missing");
    expect(type("#/constructor")).toBe("missing");
    expect(type("#/$defs/Loop")).toBe("cycle");
    expect(type("#/$defs/NotASchema")).toBe("not-a-schema");
    expect(sayRefFailure({ why: "remote", ref: "https://evil.example/s" })).toBe(
      "unresolved external $ref https://evil.example/s: never fetched",
    );
  });

  it("lays the words beside a reference over its target", () => {
    expect(resolveRef(root, { $ref: "#/$defs/Name", description: "the customer's name" })).toEqual({
      ok: true,
      value: { type: "string", description: "the customer's name" },
    });
  });

  it("joins allOf, and says what it could not follow", () => {
    const joined = effectiveSchema(root, {
      allOf: [{ properties: { a: {} }, required: ["a"] }, { properties: { b: {} }, required: ["b"] }, { $ref: "#/no" }],
    });
    expect(joined.schema).toEqual({ properties: { a: {}, b: {} }, required: ["a", "b"] });
    expect(joined.problem).toBe("$ref #/no names nothing in this schema");
  });
});
