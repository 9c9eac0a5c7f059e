import { describe, expect, test } from "vitest";
import { changesOf, only, schemaDrift } from "./fixtures.ts";

const text = { type: "string" };
const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });

const described = (name: string): object => ({ [name]: { type: "string", description: "The ticket to look for" } });

const rowsWith = (more: object): object => object({ rows: { type: "array", items: object({ id: text }, more) } });

const typed = (type: unknown): object => object({ n: { type } });

const states = (values: readonly string[]): object => object({ state: { type: "string", enum: values } });

const defaulted = (value: unknown): object => object({ a: { default: value } });

const limited = (schema: object): object => object({ a: { type: "string", ...schema } });

const patterned = (pattern: string): object => object({ a: { type: "string", pattern } });

const treeOf = (type: string): object => ({
  type: "object",
  properties: { root: { $ref: "#/$defs/node" }, other: { $ref: "#/$defs/node" } },
  $defs: { node: object({ value: { type }, next: { $ref: "#/$defs/node" } }) },
});

const member = (name: string, description: string): object => ({ [name]: { type: "string", description } });

describe("parameters", () => {
  test("a new required parameter breaks saved calls, with the call as proof", () => {
    const drift = schemaDrift(object({ a: text }), object({ a: text, b: text }, { required: ["b"] }));
    const change = only(drift, "required-parameter-added");
    expect(change).toMatchObject({
      pointer: "/inputSchema/properties/b",
      level: "breaking",
      levels: { model: "harmless", prompt: "risky", calls: "breaking" },
      proof: "broken",
      witness: { value: {}, from: "synthesis", fails: { pointer: "/b", keyword: "required" } },
    });
    expect(change.reason).toContain("valid and now fails");
  });

  test("a saved call of the user's is replayed before one is made up", () => {
    const examples = new Map([["book", [{ name: "Ada's booking", arguments: { a: "x" } }]]]);
    const drift = schemaDrift(object({ a: text }), object({ a: { type: "integer" } }), { examples });
    expect(only(drift, "type-changed").witness).toMatchObject({
      from: "example",
      example: "Ada's booking",
      value: { a: "x" },
    });
  });

  test("a new optional parameter is harmless", () => {
    const drift = schemaDrift(object({ a: text }), object({ a: text, b: text }));
    expect(only(drift, "optional-parameter-added").level).toBe("harmless");
    expect(drift.level).toBe("harmless");
  });

  test("a removed parameter breaks where the object is closed, and is ignored in silence where it is open", () => {
    const closed = { additionalProperties: false };
    const before = object({ a: text, b: text }, closed);
    expect(only(schemaDrift(before, object({ a: text }, closed)), "parameter-removed").level).toBe("breaking");
    const silent = only(schemaDrift(object({ a: text, b: text }), object({ a: text })), "parameter-removed");
    expect(silent).toMatchObject({ level: "risky", proof: "none-found" });
    expect(silent.reason).toContain("ignored without a word");
  });

  test("a renamed parameter is one change, not a removed and an added one", () => {
    const drift = schemaDrift(
      object(described("issueNumber"), { required: ["issueNumber"] }),
      object(described("issue_number"), { required: ["issue_number"] }),
    );
    expect(changesOf(drift).map(({ kind }) => kind)).toEqual(["parameter-renamed"]);
    expect(only(drift, "parameter-renamed")).toMatchObject({
      before: "issueNumber",
      after: "issue_number",
      level: "breaking",
    });
  });

  test("a required parameter with a longer or another name is renamed, an optional one with another job is not", () => {
    const longer = schemaDrift(
      object(member("q", "What to search for in the code"), { required: ["q"] }),
      object(member("query", "What to search for in all of the code"), { required: ["query"] }),
    );
    expect(only(longer, "parameter-renamed")).toMatchObject({ before: "q", after: "query", level: "breaking" });
    const other = schemaDrift(
      object(member("page", "Number of the page")),
      object(member("after", "Cursor of the last answer")),
    );
    expect(changesOf(other).map(({ kind }) => kind)).toEqual(["parameter-removed", "optional-parameter-added"]);
  });

  test("a parameter of a nested list is found by its pointer", () => {
    const change = only(schemaDrift(rowsWith({}), rowsWith({ required: ["id"] })), "parameter-became-required");
    expect(change.pointer).toBe("/inputSchema/properties/rows/items/required");
    expect(change.witness?.value).toEqual({ rows: [{}] });
  });
});

describe("types and values", () => {
  test("integer to number widens, and number to integer breaks", () => {
    expect(only(schemaDrift(typed("integer"), typed("number")), "type-widened").level).toBe("harmless");
    expect(only(schemaDrift(typed("number"), typed("integer")), "type-narrowed").level).toBe("breaking");
    expect(only(schemaDrift(typed("string"), typed(["string", "null"])), "type-widened").level).toBe("harmless");
  });

  test("values of an enum that came, went and changed case are told apart", () => {
    const drift = schemaDrift(states(["open", "closed", "all"]), states(["OPEN", "CLOSED", "merged"]));
    expect(changesOf(drift).map(({ kind, before, after, level }) => [kind, before, after, level])).toEqual([
      ["enum-value-recased", "open", "OPEN", "breaking"],
      ["enum-value-recased", "closed", "CLOSED", "breaking"],
      ["enum-value-removed", "all", undefined, "breaking"],
      ["enum-value-added", undefined, "merged", "risky"],
    ]);
  });

  test("falsy defaults differ from one another", () => {
    for (const [one, two] of [
      [0, false],
      ["", null],
      [false, null],
      [0, ""],
    ]) {
      expect(only(schemaDrift(defaulted(one), defaulted(two)), "default-changed").level).toBe("risky");
    }
  });

  test("tightened limits are proved, loosened ones are harmless, formats are risky", () => {
    expect(only(schemaDrift(limited({ maxLength: 9 }), limited({ maxLength: 5 })), "constraint-tightened").level).toBe(
      "breaking",
    );
    expect(only(schemaDrift(limited({ maxLength: 5 }), limited({ maxLength: 9 })), "constraint-loosened").level).toBe(
      "harmless",
    );
    expect(only(schemaDrift(limited({}), limited({ pattern: "^[a-z]+$" })), "constraint-tightened").level).toBe(
      "breaking",
    );
    expect(only(schemaDrift(limited({}), limited({ format: "date" })), "format-changed").level).toBe("risky");
  });

  test("a pattern that only spells out the format breaks no call that kept to it", () => {
    const pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    const drift = schemaDrift(limited({ format: "uuid" }), limited({ format: "uuid", pattern }));
    expect(only(drift, "constraint-tightened").level).not.toBe("breaking");
  });

  test("a pattern that could run for ever is not run, and the finding says so", () => {
    const change = only(schemaDrift(patterned("^a"), patterned("^(a+)+$")), "constraint-changed");
    expect(change.level).not.toBe("breaking");
  });

  test("what only undeclared arguments could notice is risky, not breaking", () => {
    const before = object({ options: { type: "object" } });
    const after = object({ options: { type: "object", maxProperties: 1 } });
    expect(only(schemaDrift(before, after), "constraint-tightened")).toMatchObject({
      level: "risky",
      proof: "strict-only",
    });
  });
});

describe("spelling", () => {
  const rewritten: readonly (readonly [string, object, object])[] = [
    [
      "a definition moved inline",
      { type: "object", properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: { type: "string", maxLength: 3 } } },
      object({ a: { type: "string", maxLength: 3 } }),
    ],
    [
      "a union with null",
      object({ a: { anyOf: [text, { type: "null" }] } }),
      object({ a: { type: ["null", "string"] } }),
    ],
    [
      "a union of types",
      object({ a: { anyOf: [text, { type: "number" }] } }),
      object({ a: { type: ["number", "string"] } }),
    ],
    [
      "a union of constants",
      object({ a: { oneOf: [{ const: "x" }, { const: "y" }] } }),
      object({ a: { enum: ["y", "x"] } }),
    ],
    ["a lone allOf", object({ a: { allOf: [text] } }), object({ a: text })],
    [
      "the order of lists that are sets",
      object({ a: text, b: text }, { required: ["a", "b"] }),
      object({ b: text, a: text }, { required: ["b", "a"] }),
    ],
    ["a const for an enum of one", object({ a: { const: 1 } }), object({ a: { enum: [1] } })],
    [
      "another dialect",
      { $schema: "http://json-schema.org/draft-07/schema#", ...object({ a: text }) },
      object({ a: text }),
    ],
    ["an object that was closed", object({ a: text }), object({ a: text }, { additionalProperties: false })],
    [
      "bounds past all numbers",
      object({ n: { type: "integer" } }),
      object({ n: { type: "integer", maximum: 9_007_199_254_740_991 } }),
    ],
    ["empty lists", object({ a: text }, { required: [] }), object({ a: text })],
  ];

  test.each(rewritten)("%s is noise in both directions", (_, before, after) => {
    for (const [one, two] of [
      [before, after],
      [after, before],
    ] as const) {
      const drift = schemaDrift(one, two);
      expect([drift.level, drift.tools]).toEqual(["harmless", []]);
      expect(drift.noise.length).toBeGreaterThan(0);
    }
  });

  test("a change behind a reference is found once, cycles end", () => {
    const change = only(schemaDrift(treeOf("string"), treeOf("integer")), "type-changed");
    expect(change).toMatchObject({ pointer: "/inputSchema/$defs/node/properties/value/type", level: "breaking" });
  });
});
