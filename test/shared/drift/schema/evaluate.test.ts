import { describe, expect, test } from "vitest";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { isSafePattern, matches } from "#shared/drift/schema/safe-pattern.ts";
import { type Dialect, schemaDocument } from "#shared/drift/schema/schema-document.ts";

const answer = (schema: unknown, value: unknown, dialect?: Dialect, closed = false): string =>
  evaluate(schemaDocument(schema, dialect), value, { closed });

const closed = (schema: unknown, value: unknown): string => answer(schema, value, undefined, true);

describe("the interpreter", () => {
  test.each<readonly [string, unknown, unknown, "valid" | "invalid" | "unchecked"]>([
    ["1.0 is an integer", { type: "integer" }, 1, "valid"],
    ["lengths count code points", { maxLength: 1 }, "😀", "valid"],
    ["true is not 1", { enum: [1] }, true, "invalid"],
    ["a definition by anchor", { $ref: "#x", $defs: { a: { $anchor: "x", type: "string" } } }, 1, "invalid"],
    [
      "a definition by $id",
      { $ref: "item", $id: "https://e.example/root", $defs: { a: { $id: "item", type: "string" } } },
      1,
      "invalid",
    ],
    [
      "unevaluated properties see through allOf",
      { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
      { a: 1 },
      "valid",
    ],
    [
      "cousins do not see one another",
      { allOf: [{ properties: { a: true } }, { unevaluatedProperties: false }] },
      { a: 1 },
      "invalid",
    ],
    ["contains counts", { contains: { const: 1 }, minContains: 2 }, [1, 2, 1], "valid"],
    ["0.3 is a multiple of 0.1", { multipleOf: 0.1 }, 0.3, "valid"],
    ["what leads outside is not decided", { $ref: "https://example.com/other" }, 1, "unchecked"],
    ["a circle is not decided", { $ref: "#" }, 1, "unchecked"],
    [
      "one identifier for two schemas is not decided",
      { $ref: "x", $defs: { a: { $id: "x" }, b: { $id: "x" } } },
      1,
      "unchecked",
    ],
    [
      "__proto__ is a property like any other",
      JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'),
      JSON.parse('{"__proto__":1}'),
      "invalid",
    ],
  ])("%s", (_, schema, value, expected) => {
    expect(answer(schema, value)).toBe(expected);
  });

  test("draft-07 ignores what stands beside a reference, 2020-12 does not", () => {
    const schema = { $ref: "#/definitions/a", maxLength: 1, definitions: { a: { type: "string" } } };
    expect([answer(schema, "long", "draft-07"), answer(schema, "long", "2020-12")]).toEqual(["valid", "invalid"]);
  });

  test("draft-07 does not know prefixItems, 2020-12 does", () => {
    const schema = { prefixItems: [{ type: "string" }] };
    expect([answer(schema, [1], "draft-07"), answer(schema, [1], "2020-12")]).toEqual(["valid", "invalid"]);
  });

  test("in a closed world only declared properties pass, and maps take any key", () => {
    const declared = { type: "object", properties: { a: { type: "object" } }, additionalProperties: true };
    const map = { type: "object", additionalProperties: { type: "string" } };
    expect([closed(declared, { a: {} }), closed(declared, { b: 1 }), closed(declared, { a: { c: 1 } })]).toEqual([
      "valid",
      "invalid",
      "invalid",
    ]);
    expect(closed(map, { any: "thing" })).toBe("valid");
  });
});

describe("patterns", () => {
  test.each(["^(a+)+$", "(a|aa)*b", "(.*)*x", "^(\\w+\\s?)*$", "(?:a*){5}", "(a)\\1"])("%s is not run", (pattern) => {
    expect([isSafePattern(pattern), matches(pattern, "aaaa")]).toEqual([false, undefined]);
  });

  test.each(["^[a-z]+$", "^(ab)*$", "(foo|bar)?", "^\\d{4}-\\d{2}$", "[(+*]+", "\\(a+\\)+"])("%s is run", (pattern) => {
    expect(isSafePattern(pattern)).toBe(true);
  });

  test("what is no pattern cannot be asked", () => {
    expect(matches("[", "a")).toBeUndefined();
  });
});
