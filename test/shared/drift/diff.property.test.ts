import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diff } from "#shared/drift/diff.ts";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { schemaDocument } from "#shared/drift/schema/schema-document.ts";
import { verdictOf } from "#shared/drift/verdict.ts";

const name = fc.constantFrom("get_user", "list_users", "__proto__", "constructor", "a", "search");

/** Schemas as a hostile or careless server writes them: half right, half nonsense, references without end. */
const { schema } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.record(
      {
        type: fc.constantFrom<unknown>(
          "string",
          "integer",
          "number",
          "object",
          "array",
          "null",
          ["string", "null"],
          7,
          "int",
        ),
        description: fc.string({ maxLength: 12 }),
        enum: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }),
        const: fc.jsonValue({ maxDepth: 1 }),
        minimum: fc.integer({ min: -3, max: 3 }),
        maxLength: fc.integer({ min: -1, max: 3 }),
        minItems: fc.integer({ min: 0, max: 2 }),
        pattern: fc.constantFrom("^a+$", "[", "(a+)+$", ".", "\\p{L}"),
        format: fc.constantFrom("date", "nonsense"),
        properties: fc.dictionary(name, tie("schema"), { maxKeys: 3 }),
        required: fc.array(name, { maxLength: 2 }),
        items: fc.oneof(tie("schema"), fc.array(tie("schema"), { maxLength: 2 })),
        additionalProperties: tie("schema"),
        anyOf: fc.array(tie("schema"), { maxLength: 2 }),
        oneOf: fc.array(tie("schema"), { maxLength: 2 }),
        not: tie("schema"),
        if: tie("schema"),
        ["then"]: tie("schema"), // eslint-disable-line unicorn/no-thenable -- the keyword is called so
        $ref: fc.constantFrom("#", "#/$defs/a", "#/nowhere", "https://example.com/x", "%"),
        $defs: fc.dictionary(fc.constant("a"), tie("schema"), { maxKeys: 1 }),
        default: fc.jsonValue({ maxDepth: 1 }),
      },
      { requiredKeys: [] },
    ),
  ),
}));

const tool = fc.record(
  {
    name: fc.oneof(name, fc.integer()),
    title: fc.string({ maxLength: 8 }),
    description: fc.oneof(fc.string({ maxLength: 40 }), fc.integer()),
    inputSchema: schema,
    outputSchema: schema,
    annotations: fc.oneof(fc.dictionary(fc.constantFrom("readOnlyHint", "title"), fc.boolean()), fc.integer()),
    execution: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: [] },
);
const list = fc.array(tool, { maxLength: 4 });
/** As it comes off the wire: JSON only. */
const asJson = (value: unknown): unknown[] => JSON.parse(JSON.stringify(value)) as unknown[];
const quick = { numRuns: 60 };

const circle = (leaf: string): object => ({
  type: "object",
  properties: { a: { $ref: "#/$defs/a" } },
  $defs: {
    a: { anyOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }] },
    b: { anyOf: [{ $ref: "#/$defs/a" }, { type: leaf }] },
  },
});

const wide = (type: string): object => ({
  type: "object",
  properties: Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`p${index}`, { type }])),
});

const long = (word: string): object => ({ description: `${word} `.repeat(20_000) });

describe("diff of any JSON", () => {
  test("never throws, and answers with a level", () => {
    const anything = fc.array(fc.oneof(fc.jsonValue(), tool), { maxLength: 4 });
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        expect(["breaking", "risky", "harmless"]).toContain(diff(asJson(before), asJson(after)).level);
      }),
      quick,
    );
  });

  test("a list against itself is empty", () => {
    fc.assert(
      fc.property(list, (tools) => {
        const found = diff(asJson(tools), asJson(tools));
        expect([found.level, found.noise, found.tools]).toEqual(["harmless", [], []]);
      }),
      quick,
    );
  });

  test("the same input gives the same output", () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        expect(diff(asJson(before), asJson(after))).toEqual(diff(asJson(before), asJson(after)));
      }),
      { numRuns: 20 },
    );
  });

  test("a witness was valid and is not any more", () => {
    fc.assert(
      fc.property(schema, schema, (one, two) => {
        const [before] = asJson([one]);
        const [after] = asJson([two]);
        const { witness } = verdictOf(before, after);
        if (witness === undefined) return;
        expect(evaluate(schemaDocument(before), witness.value)).toBe("valid");
        expect(evaluate(schemaDocument(after), witness.value)).toBe("invalid");
      }),
      quick,
    );
  });

  test("a tool that nests 5,000 levels deep is compared as text", () => {
    let deep: unknown = {};
    let other: unknown = { type: "string" };
    let copy: unknown = {};
    for (let level = 0; level < 5_000; level += 1) {
      deep = { items: deep };
      other = { items: other };
      copy = { items: copy };
    }
    const found = diff([{ name: "a", inputSchema: deep }], [{ name: "a", inputSchema: other }]);
    expect(found.level).toBe("risky");
    expect(diff([{ name: "a", inputSchema: deep }], [{ name: "a", inputSchema: copy }]).tools).toEqual([]);
  });

  test("references in circles, thousands of parameters and long texts come to an end", () => {
    for (const [before, after] of [
      [circle("string"), circle("number")],
      [wide("string"), wide("integer")],
      [long("one"), long("two")],
    ]) {
      const found = diff([{ name: "a", inputSchema: before }], [{ name: "a", inputSchema: after }]);
      expect(found.tools.length).toBe(1);
    }
  });
});
