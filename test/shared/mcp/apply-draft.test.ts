import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toPointer } from "#shared/base/json-pointer.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { applyDraft, applyDrafts, ignoredPointers, isStale } from "#shared/mcp/apply-draft.ts";
import type { Draft } from "#shared/mcp/draft.ts";

const raw: JsonObject = {
  name: "search_tickets",
  description: "Searches.",
  inputSchema: {
    type: "object",
    properties: {
      query: { type: "string", description: "Text." },
      filter: { type: "object", properties: { state: { enum: ["open", "closed"] } } },
      rows: { type: "array", items: { type: "string" } },
    },
    required: ["query"],
  },
  annotations: { readOnlyHint: true },
};
const draft: Draft = {
  id: "d1",
  serverId: "s1",
  toolName: "search_tickets",
  entryHash: "h1",
  description: "Finds support tickets by words.",
  parameters: {},
  enabled: true,
  changedAt: "2026-01-01T00:00:00.000Z",
};

it("texts change, everything else stays as it was, in its order", () => {
  const drafted = applyDraft(raw, {
    title: "Find tickets",
    description: "Finds support tickets.",
    parameters: { "/properties/query": "Words to find.", "/properties/filter/properties/state": "Which state." },
  });
  expect(JSON.stringify(drafted)).toBe(
    '{"name":"search_tickets","description":"Finds support tickets.","inputSchema":{"type":"object","properties":{' +
      '"query":{"type":"string","description":"Words to find."},' +
      '"filter":{"type":"object","properties":{"state":{"enum":["open","closed"],"description":"Which state."}}},' +
      '"rows":{"type":"array","items":{"type":"string"}}},"required":["query"]},' +
      '"annotations":{"readOnlyHint":true},"title":"Find tickets"}',
  );
  expect((raw["inputSchema"] as JsonObject)["properties"]).toHaveProperty("query.description", "Text.");
});

it("a draft without texts gives the same tool, and the same input schema object", () => {
  const drafted = applyDraft(raw, { parameters: {} });
  expect(drafted).toEqual(raw);
  expect(drafted["inputSchema"]).toBe(raw["inputSchema"]);
});

it("a pointer that leads to no schema is ignored and named", () => {
  const parameters = {
    "/properties/gone": "x",
    "/required": "x",
    "/properties": "x",
    "/properties/rows/items": "One row.",
  };
  const drafted = applyDraft(raw, { parameters });
  expect(drafted["inputSchema"]).toHaveProperty("properties.rows.items.description", "One row.");
  expect(drafted["inputSchema"]).not.toHaveProperty("properties.description");
  expect(ignoredPointers(raw, { parameters })).toEqual(["/properties/gone", "/required", "/properties"]);
});

it("the data of a default or an example is never described", () => {
  const tool = { ...raw, inputSchema: { properties: { a: { default: { b: { c: 1 } }, examples: [{ d: 1 }] } } } };
  const parameters = { "/properties/a/default/b": "x", "/properties/a/examples/0": "x" };
  expect(applyDraft(tool, { parameters })).toEqual(tool);
});

it("names such as __proto__ and constructor are plain data", () => {
  const tool = JSON.parse(
    '{"name":"t","inputSchema":{"properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}}',
  ) as JsonObject;
  const drafted = applyDraft(tool, {
    parameters: { "/properties/__proto__": "One.", "/properties/constructor": "Two.", "/__proto__/polluted": "Three." },
  });
  expect(JSON.stringify(drafted)).toBe(
    '{"name":"t","inputSchema":{"properties":{"__proto__":{"type":"string","description":"One."},' +
      '"constructor":{"type":"string","description":"Two."}}}}',
  );
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(applyDraft(raw, { parameters: { "/properties/toString": "x", "/constructor/prototype": "x" } })).toEqual(raw);
});

it("a tool without an input schema takes the texts it can", () => {
  expect(applyDraft({ name: "t" }, { description: "D.", parameters: { "/properties/a": "x" } })).toEqual({
    name: "t",
    description: "D.",
  });
});

it("only enabled drafts of the tool's name apply, and a changed entry is stale", () => {
  const entries = [
    { position: 0, name: "search_tickets", hash: "h2", raw },
    { position: 1, name: "other", hash: "h3", raw: { name: "other" } },
  ];
  const [first, second] = applyDrafts(entries, [draft, { ...draft, id: "d2", toolName: "other", enabled: false }]);
  expect(first).toMatchObject({ drafted: true, stale: true, raw: { description: draft.description } });
  expect(second).toMatchObject({ drafted: false, stale: false });
  expect(second?.raw).toBe(entries[1]?.raw);
  expect(isStale(draft, { hash: "h1" })).toBe(false);
});

it("any JSON and any pointer give a tool that differs only in descriptions", () => {
  const without = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "description" ? undefined : inner)));
  const pointer = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom("properties", "items", "anyOf", "0", "a", "__proto__", "constructor", "default"))
      .map(toPointer),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("name", "inputSchema", "properties", "items"), fc.jsonValue({ maxDepth: 5 })),
      fc.dictionary(pointer, fc.string()),
      (tool, parameters) => {
        const json = { ...tool } as JsonObject;
        const before = JSON.stringify(json);
        const drafted = applyDraft(json, { parameters });
        expect(JSON.stringify(json)).toBe(before);
        expect(without(drafted)).toEqual(without(json));
      },
    ),
  );
});
