import { afterEach, describe, expect, test } from "vitest";
import { createDriftEngine, driftBudgets } from "#core/drift/drift-engine.ts";
import type { DriftComparer } from "#core/ports.ts";
import { ajvValidator, modernBounds } from "#core/drift/validator.ts";

const list = (schema: object): object[] => [{ name: "pay", inputSchema: schema }];
const optional = list({ type: "object", properties: { a: { type: "string" } } });
const required = list({ type: "object", properties: { a: { type: "string" } }, required: ["a"] });

describe("the drift engine", () => {
  let engine: DriftComparer | undefined;
  afterEach(() => engine?.close());

  test("a witness is confirmed by ajv in the worker", async () => {
    engine = createDriftEngine();
    const drift = await engine.diff(optional, required);
    expect(drift.tools[0]?.changes[0]).toMatchObject({
      level: "breaking",
      proof: "broken",
      witness: { checked: "validator" },
    });
  });

  test("saved calls are replayed", async () => {
    engine = createDriftEngine();
    const examples = new Map([["pay", [{ name: "mine", arguments: {} }]]]);
    const drift = await engine.diff(optional, required, { examples });
    expect(drift.tools[0]?.changes[0]?.witness).toMatchObject({ from: "example", example: "mine" });
  });

  test("a worker that runs out of its budget leaves a comparison without proof, and the next one works", async () => {
    engine = createDriftEngine({ ...driftBudgets, startMs: 0, totalMs: 0 });
    const drift = await engine.diff(optional, required);
    expect(drift.tools[0]?.changes[0]).toMatchObject({ level: "risky", proof: "not-proven" });
    await engine.close();
    engine = createDriftEngine();
    expect((await engine.diff(optional, required)).level).toBe("breaking");
  });

  test("a cancelled comparison ends at once", async () => {
    engine = createDriftEngine();
    const drift = await engine.diff(optional, required, { signal: AbortSignal.abort() });
    expect(drift.tools[0]?.changes[0]?.proof).toBe("not-proven");
  });

  test("several comparisons at once are answered one after the other", async () => {
    engine = createDriftEngine();
    const both = await Promise.all([engine.diff(optional, required), engine.diff(required, optional)]);
    expect(both.map(({ level }) => level)).toEqual(["breaking", "harmless"]);
  });

  test("patterns without end and references in circles do not stop it", async () => {
    engine = createDriftEngine();
    const evil = list({
      type: "object",
      properties: { a: { type: "string", pattern: "^(a+)+$" }, b: { $ref: "#/$defs/b" } },
      $defs: { b: { $ref: "#/$defs/b" } },
    });
    const drift = await engine.diff(optional, evil);
    expect(["harmless", "risky", "breaking"]).toContain(drift.level);
  });
});

describe("the validator", () => {
  test("says unchecked of what it cannot compile, and never throws", () => {
    const validate = ajvValidator();
    expect(validate({ type: "object", properties: { a: { $ref: "https://example.com/x" } } }, {})).toBe("unchecked");
    expect(validate({ type: "nonsense" }, {})).toBe("unchecked");
    expect([validate(true, 1), validate(false, 1), validate(7, 1)]).toEqual(["valid", "invalid", "unchecked"]);
  });

  test("reads draft-04's exclusive bounds", () => {
    expect(modernBounds({ minimum: 5, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false })).toEqual({
      exclusiveMinimum: 5,
      maximum: 9,
    });
    expect(ajvValidator()({ minimum: 5, exclusiveMinimum: true }, 5)).toBe("invalid");
  });

  test("a definition called minimum is a schema, not a bound", () => {
    const schema = { properties: { minimum: { type: "string" }, maximum: { type: "integer" } } };
    expect(modernBounds(schema)).toEqual(schema);
  });
});
