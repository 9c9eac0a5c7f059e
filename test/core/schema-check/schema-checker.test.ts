import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSchemaChecker } from "#core/schema-check/schema-checker.ts";
import { schemaBudgets } from "#core/schema-check/schema-limits.ts";
import type { SchemaChecker } from "#core/ports.ts";
import type { JsonObject } from "#shared/base/json.ts";

let checker: SchemaChecker;
const never = new AbortController().signal;
beforeEach(() => {
  // The worker's start is our own time; the budgets of the schema stay as shipped.
  checker = createSchemaChecker({ ...schemaBudgets, startMs: 30_000 });
});
afterEach(() => checker.close());

const check = (schema: JsonObject, value: unknown) => checker.check(schema, value, never);
const healthy = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };

describe("verdicts", () => {
  it("a value that fits is valid", async () => {
    expect(await check(healthy, { city: "Oslo" })).toEqual({ verdict: "valid" });
  });

  it("a value that does not fit names every violation and its place", async () => {
    const schema = {
      type: "object",
      additionalProperties: false,
      required: ["id"],
      properties: { id: { type: "integer" }, tags: { type: "array", items: { enum: ["a", "b"] } } },
    };
    expect(await check(schema, { id: "x", tags: ["a", "c"], other: 1 })).toEqual({
      verdict: "invalid",
      violations: [
        { pointer: "", message: 'must NOT have additional properties: "other"' },
        { pointer: "/id", message: "must be integer" },
        { pointer: "/tags/1", message: 'must be equal to one of the allowed values: ["a","b"]' },
      ],
    });
  });

  it("a schema may refer to itself where the value ends", async () => {
    const tree = { properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } } };
    expect(await check(tree, { children: [{ children: [{ name: "leaf" }] }] })).toEqual({ verdict: "valid" });
    expect(await check(tree, { children: [{ children: [{ name: 1 }] }] })).toMatchObject({
      violations: [{ pointer: "/children/0/children/0/name" }],
    });
  });

  it("at most 50 violations are told", async () => {
    const verdict = await check(
      { items: { type: "string" } },
      Array.from({ length: 500 }, (_, index) => index),
    );
    expect(verdict.verdict === "invalid" && verdict.violations.length).toBe(50);
  });

  it.each([
    ["http://json-schema.org/draft-07/schema#", { items: [{ type: "string" }], additionalItems: false }],
    ["https://json-schema.org/draft/2019-09/schema", { items: [{ type: "string" }], additionalItems: false }],
    ["https://json-schema.org/draft/2020-12/schema", { prefixItems: [{ type: "string" }], items: false }],
  ])("the dialect of %s is honoured", async (dialect, keywords) => {
    const schema = { $schema: dialect, ...keywords };
    expect(await check(schema, ["a"])).toEqual({ verdict: "valid" });
    expect(await check(schema, ["a", "b"])).toMatchObject({ verdict: "invalid" });
  });

  it("without $schema it is 2020-12", async () => {
    expect(await check({ prefixItems: [{ type: "string" }], items: false }, ["a", "b"])).toMatchObject({
      verdict: "invalid",
    });
  });

  it("formats are checked and unknown ones ignored", async () => {
    expect(await check({ format: "email" }, "no address")).toMatchObject({ verdict: "invalid" });
    expect(await check({ format: "made-up" }, "anything")).toEqual({ verdict: "valid" });
  });

  it("a pattern that only JavaScript without the u flag understands still works", async () => {
    expect(await check({ pattern: "^[a-z\\_]+$" }, "a_b")).toEqual({ verdict: "valid" });
    expect(await check({ pattern: "^[a-z\\_]+$" }, "A")).toMatchObject({ verdict: "invalid" });
  });
});

describe("what cannot be checked is never valid", () => {
  it.each([
    ["an unknown dialect", { $schema: "https://example.com/my-dialect" }, /dialect .* is not supported/],
    ["draft-04", { $schema: "http://json-schema.org/draft-04/schema#" }, /dialect/],
    ["a dialect that is a number", { $schema: 7 }, /dialect 7/],
    ["a local reference to nothing", { $ref: "#/$defs/none" }, /unresolved \$ref/],
    ["a type that is none", { type: "strin" }, /does not compile/],
    ["a pattern that is none", { pattern: "(" }, /does not compile/],
    ["a reference to itself", { $ref: "#" }, /without end/],
    [
      "two references in a circle",
      { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
      /without end/,
    ],
  ])("%s", async (_name, schema: JsonObject, reason) => {
    expect(await check(schema, { any: 1 })).toMatchObject({
      verdict: "unchecked",
      reason: expect.stringMatching(reason),
    });
    expect(await check(healthy, { city: "Oslo" })).toEqual({ verdict: "valid" });
  });

  it("a remote $ref is not fetched", async () => {
    const asked: string[] = [];
    const canary = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("{}");
    });
    await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = canary.address() as AddressInfo;
      for (const url of [`http://127.0.0.1:${port}/s.json`, "file:///etc/hostname", "data:application/json,1"]) {
        expect(await check({ properties: { a: { $ref: url } } }, { a: 1 })).toEqual({
          verdict: "unchecked",
          reason: `unresolved external $ref ${JSON.stringify(url)}`,
        });
      }
      expect(asked).toEqual([]);
    } finally {
      canary.close();
    }
  });

  it("a slow pattern is stopped within its budget, and the next check is answered", async () => {
    await check(healthy, { city: "warm" });
    const begun = performance.now();
    const slow = await check({ pattern: "^(a|a)*$" }, `${"a".repeat(40)}b`);
    expect(slow).toMatchObject({ verdict: "unchecked", reason: expect.stringContaining("pattern") });
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await check(healthy, { city: 1 })).toMatchObject({ verdict: "invalid" });
  });

  it("a first violation survives when looking for the others takes too long", async () => {
    const schema = { properties: { a: { type: "string" }, b: { pattern: "^(a|a)*$" } } };
    expect(await check(schema, { a: 1, b: `${"a".repeat(40)}b` })).toEqual({
      verdict: "invalid",
      violations: [{ pointer: "/a", message: "must be string" }],
    });
  });

  it("depth, size and number of parts are bounded before the worker sees them", async () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 10_000; level += 1) deep = { not: deep };
    expect(await check(deep, 1)).toEqual({ verdict: "unchecked", reason: "the schema nests deeper than 64 levels" });
    expect(await check({ const: "x".repeat(1_100_000) }, 1)).toMatchObject({
      reason: expect.stringContaining("larger"),
    });
    expect(await check({ enum: Array.from({ length: 30_000 }, (_, index) => index) }, 1)).toMatchObject({
      reason: expect.stringContaining("20000 values"),
    });
    let value: unknown = 1;
    for (let level = 0; level < 300; level += 1) value = [value];
    expect(await check({}, value)).toMatchObject({ verdict: "unchecked", reason: expect.stringContaining("256") });
  });

  it("a schema that eats memory ends its worker and nothing else", async () => {
    // Every level doubles the work of the one below: 2^40 branches.
    const $defs: Record<string, JsonObject> = { d0: { type: "array", items: { type: "string" } } };
    for (let level = 1; level <= 40; level += 1) {
      const below = { $ref: `#/$defs/d${level - 1}` };
      $defs[`d${level}`] = { anyOf: [below, { allOf: [below] }] };
    }
    expect(await check({ $ref: "#/$defs/d40", $defs }, [1])).toMatchObject({ verdict: "unchecked" });
    expect(await check(healthy, { city: "Oslo" })).toEqual({ verdict: "valid" });
  });
});

describe("schemas do not meet each other", () => {
  it("two schemas with one $id are both honoured", async () => {
    const $id = "https://example.com/shared";
    expect(await check({ $id, type: "string" }, "a")).toEqual({ verdict: "valid" });
    expect(await check({ $id, type: "number" }, "a")).toMatchObject({ verdict: "invalid" });
  });

  it("a schema that takes a dialect's own $id is checked as itself", async () => {
    const $id = "https://json-schema.org/draft/2020-12/schema";
    expect(await check({ $id, type: "number" }, "a")).toMatchObject({ verdict: "invalid" });
  });

  it("keys such as __proto__ are plain data", async () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}');
    expect(await check({ additionalProperties: false }, value)).toMatchObject({ verdict: "invalid" });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("ajv's $async keyword cannot turn a verdict into a promise", async () => {
    expect(await check({ $async: true, type: "number" }, "a")).toMatchObject({ verdict: "invalid" });
  });
});

describe("life of the worker", () => {
  it("a cancelled check is unchecked, and those behind it are answered", async () => {
    const controller = new AbortController();
    const slow = checker.check({ pattern: "^(a|a)*$" }, `${"a".repeat(40)}b`, controller.signal);
    const behind = check(healthy, { city: "Oslo" });
    controller.abort();
    expect(await slow).toEqual({ verdict: "unchecked", reason: "cancelled" });
    expect(await behind).toEqual({ verdict: "valid" });
  });

  it("closing answers what is waiting", async () => {
    const waiting = [check(healthy, {}), check(healthy, {})];
    await checker.close();
    for (const verdict of await Promise.all(waiting)) expect(verdict.verdict).toBe("unchecked");
    expect(await check(healthy, {})).toEqual({ verdict: "unchecked", reason: "the console is closing" });
  });
});
