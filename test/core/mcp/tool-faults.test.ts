import * as fc from "fast-check";
import { isSpecType } from "@modelcontextprotocol/client";
import { describe, expect, test } from "vitest";
import { isJsonObject } from "#shared/base/json.ts";
import { headerParameters } from "#core/mcp/mcp-headers.ts";
import { toolFault } from "#core/mcp/tool-faults.ts";

const anything = fc.oneof(
  fc.constantFrom(null, true, 0, "", "text", "object", "required"),
  fc.constant([]),
  fc.constant(["a"]),
  fc.constant({}),
  fc.constant({ type: "object" }),
);
/** Mostly the good value, now and then something else: so that one wrong field is seen alone. */
const mostly = (good: unknown, other: fc.Arbitrary<unknown> = anything): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: other });
const schema = fc.record(
  {
    type: mostly("object"),
    properties: mostly({ a: true, b: {} }, fc.oneof(anything, fc.constant({ a: 1 }), fc.constant({ a: null }))),
    required: mostly(["a"]),
    $schema: anything,
  },
  { requiredKeys: ["type"] },
);
const annotations = fc.record(
  {
    title: mostly("t"),
    readOnlyHint: mostly(true),
    destructiveHint: mostly(true),
    idempotentHint: mostly(true),
    openWorldHint: mostly(false),
    other: anything,
  },
  { requiredKeys: [] },
);
const icon = fc.record(
  { src: mostly("data:"), mimeType: mostly("image/png"), sizes: mostly(["any"]), theme: mostly("dark") },
  { requiredKeys: ["src"] },
);
const entry = fc.record(
  {
    name: mostly("tool"),
    title: mostly("title"),
    description: mostly("text"),
    inputSchema: fc.oneof({ weight: 8, arbitrary: schema }, anything),
    outputSchema: fc.oneof({ weight: 8, arbitrary: schema }, anything),
    annotations: fc.oneof({ weight: 8, arbitrary: annotations }, anything),
    execution: fc.oneof(
      { weight: 8, arbitrary: fc.record({ taskSupport: mostly("optional") }, { requiredKeys: [] }) },
      anything,
    ),
    icons: fc.oneof({ weight: 8, arbitrary: fc.array(icon, { maxLength: 2 }) }, anything),
    _meta: mostly({}),
    other: anything,
  },
  { requiredKeys: ["name", "inputSchema"] },
);

describe("a malformed entry", () => {
  test("is what the official SDK's strict schema refuses, and an empty name", () => {
    fc.assert(
      fc.property(fc.oneof(entry, anything), (raw) => {
        const refused = !isSpecType.Tool(raw) || (isJsonObject(raw) && raw["name"] === "");
        expect(toolFault(raw) !== undefined).toBe(refused);
      }),
      { numRuns: 3000 },
    );
  });

  test("has a reason in one short sentence, whatever it holds", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(toolFault(raw) ?? "nothing is wrong").toMatch(/^[^\n]{5,200}$/);
      }),
    );
  });
});

/** A schema with one parameter. */
const on = (property: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: "object",
  properties: { a: property },
  ...more,
});

describe("x-mcp-header", () => {
  test.each([
    ["a string parameter", on({ type: "string", "x-mcp-header": "A" })],
    ["a nested integer", on({ type: "object", properties: { b: { type: "integer", "x-mcp-header": "B" } } })],
    [
      "a parameter that is called like it",
      on({ type: "object" }, { properties: { "x-mcp-header": { type: "string" } } }),
    ],
    ["the text in a default", on({ type: "object", default: { "x-mcp-header": "A" } })],
  ])("may stand on %s", (_, inputSchema) => {
    expect(headerParameters(inputSchema as never).fault).toBeUndefined();
  });

  test.each([
    ["a number", on({ type: "number", "x-mcp-header": "A" })],
    ["an array", on({ type: "array", "x-mcp-header": "A" })],
    ["no type", on({ "x-mcp-header": "A" })],
    ["items", on({ type: "array", items: { type: "string", "x-mcp-header": "A" } })],
    ["a branch", on({ anyOf: [{ type: "string", "x-mcp-header": "A" }] })],
    ["a definition", on({}, { $defs: { d: { type: "string", "x-mcp-header": "A" } } })],
    ["the root", { type: "object", "x-mcp-header": "A" }],
    ["an empty name", on({ type: "string", "x-mcp-header": "" })],
    ["a line break", on({ type: "string", "x-mcp-header": "A\r\nB: c" })],
    [
      "two of one name",
      {
        type: "object",
        properties: { a: { type: "string", "x-mcp-header": "A" }, b: { type: "string", "x-mcp-header": "a" } },
      },
    ],
  ])("may not stand on %s", (_, inputSchema) => {
    expect(headerParameters(inputSchema as never).fault).toMatch(/x-mcp-header/);
  });
});
