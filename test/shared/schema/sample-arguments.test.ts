import { Validator, type Schema as CfSchema } from "@cfworker/json-schema";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { sampleArguments } from "#shared/schema/sample-arguments.ts";

const of = (properties: JsonObject, required: string[] = Object.keys(properties)): JsonObject => ({
  type: "object",
  properties,
  required,
});

describe("arguments to start from", () => {
  it("hold every required key, and an optional one only where it has a default", () => {
    const schema = of(
      { query: { type: "string" }, limit: { type: "integer", default: 10 }, page: { type: "integer" } },
      ["query"],
    );
    expect(sampleArguments(schema)).toEqual({ query: "", limit: 10 });
  });

  it("take what the schema suggests: const, default, examples, enum, in this order", () => {
    const schema = of({
      fixed: { const: "v1", default: "v2" },
      preset: { type: "string", default: "open", examples: ["closed"] },
      shown: { type: "string", examples: ["TCK-1042"], enum: ["a", "TCK-1042"] },
      chosen: { enum: [null, "low", "high"] },
      empty: { type: ["string", "null"], default: null },
    });
    expect(sampleArguments(schema)).toEqual({
      fixed: "v1",
      preset: "open",
      shown: "TCK-1042",
      chosen: "low",
      empty: null,
    });
  });

  it("keep to limits, so that the schema accepts them", () => {
    const schema = of({
      least: { type: "integer", minimum: 5 },
      above: { type: "integer", exclusiveMinimum: 5 },
      draft4: { type: "number", minimum: 5, exclusiveMinimum: true },
      negative: { type: "number", maximum: -3 },
      step: { type: "integer", minimum: 7, multipleOf: 5 },
      between: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
      text: { type: "string", minLength: 3 },
      short: { type: "string", format: "date-time", maxLength: 10 },
      many: { type: "array", minItems: 2, items: { type: "string", enum: ["a", "b"] } },
      tuple: { type: "array", minItems: 2, prefixItems: [{ type: "integer" }, { type: "boolean" }] },
      when: { type: "string", format: "date-time" },
      who: { type: "string", format: "email" },
      flag: { type: "boolean" },
      nothing: { type: "null" },
    });
    const sample = sampleArguments(schema);
    expect(sample).toEqual({
      least: 5,
      above: 6,
      draft4: 6,
      negative: -3,
      step: 10,
      between: 0.5,
      text: "xxx",
      short: "2026-01-15",
      many: ["a", "a"],
      tuple: [0, false],
      when: "2026-01-15T09:30:00Z",
      who: "name@example.com",
      flag: false,
      nothing: null,
    });
    const { properties, required } = schema as { properties: Record<string, unknown>; required: string[] };
    const modern = { type: "object", required, properties: { ...properties, draft4: {}, short: {} } };
    expect(new Validator(modern as CfSchema, "2020-12").validate(sample).errors).toEqual([]);
  });

  it("follow local references, allOf and the first branch of a union that is not null", () => {
    const schema: JsonObject = {
      $defs: { Filter: of({ field: { type: "string", default: "status" } }), Id: { type: "integer", minimum: 1 } },
      ...of({
        filter: { $ref: "#/$defs/Filter" },
        id: { anyOf: [{ type: "null" }, { $ref: "#/$defs/Id" }] },
        both: { allOf: [{ type: "object", properties: { a: { const: 1 } }, required: ["a"] }, { required: ["b"] }] },
      }),
    };
    expect(sampleArguments(schema)).toEqual({ filter: { field: "status" }, id: 1, both: { a: 1, b: "" } });
  });

  it("are the same every time", () => {
    const schema = of({ at: { type: "string", format: "uuid" }, on: { type: "string", format: "date" } });
    expect(JSON.stringify(sampleArguments(schema))).toBe(JSON.stringify(sampleArguments(schema)));
  });

  it("end on a schema that contains itself", () => {
    const node: JsonObject = of({ name: { type: "string" }, child: { $ref: "#/$defs/Node" } });
    const sample = sampleArguments({ $defs: { Node: node }, ...of({ root: { $ref: "#/$defs/Node" } }) });
    expect(sample).toHaveProperty("root.child.child");
    expect(JSON.stringify(sample).length).toBeLessThan(1_000);
    expect(sampleArguments({ $ref: "#" })).toEqual({});
  });

  it("end on 20,000 required properties and on 10,000 levels", () => {
    const wide = of(
      Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { type: "string" }])),
    );
    expect(Object.keys(sampleArguments(wide)).length).toBeLessThanOrEqual(2_000);
    let deep: JsonObject = { type: "string" };
    for (let level = 0; level < 10_000; level += 1) deep = of({ in: deep });
    expect(JSON.stringify(sampleArguments(deep)).length).toBeLessThan(1_000);
  });

  it("treat __proto__ and constructor as plain keys", () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"const":{"polluted":true}},"constructor":{"const":1}},"required":["__proto__","constructor","toString"]}',
    ) as JsonObject;
    const sample = sampleArguments(schema);
    expect(Object.keys(sample)).toEqual(["__proto__", "constructor", "toString"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(sample)).toBe(Object.prototype);
  });

  it("survive keywords of the wrong type", () => {
    const schema = {
      type: "object",
      properties: { a: 7, b: { type: 3, enum: "x", items: null, minimum: "1" } },
      required: "b",
    };
    expect(sampleArguments(schema as unknown as JsonObject)).toEqual({});
    expect(sampleArguments({ type: "object", properties: [], required: [1, null] })).toEqual({});
  });
});
