import { describe, expect, test } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { withServer } from "#shared/drift/compare-server.ts";
import { diff } from "#shared/drift/diff.ts";
import type { Change, ServerChange } from "#shared/drift/drift.ts";
import { flapping } from "#shared/drift/flapping.ts";

// One case for each number of the change catalogue (D01 to D45): what it is called here. What is not a change of its own
// stands at the end, with how it is told.

const text = { type: "string" } as const;
const tool = (change: JsonObject = {}): JsonObject => ({
  name: "find_order",
  description: "Finds one order by its number. Use it when a caller asks about an order. Returns its lines.",
  inputSchema: { type: "object", properties: { id: text, state: { type: "string", enum: ["open", "closed"] } } },
  ...change,
});
const schema = (properties: JsonObject, more: JsonObject = {}): JsonObject =>
  tool({ inputSchema: { type: "object", properties, ...more } });
const OTHER = { name: "weather_of", description: "Tomorrow's weather in a city.", inputSchema: { type: "object" } };
const kindsOf = (before: readonly JsonObject[], after: readonly JsonObject[]): readonly Change["kind"][] =>
  diff(before, after).tools.flatMap(({ changes }) => changes.map(({ kind }) => kind));
const read = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  description: `Get ${name.replaceAll("_", " ").replace("get ", "")} of a specific issue in a repository`,
  inputSchema: { type: "object", properties: { owner: text, repo: text, issue_number: { type: "number" }, ...more } },
});

const CASES: readonly (readonly [string, Change["kind"], readonly JsonObject[], readonly JsonObject[]])[] = [
  ["D01", "tool-removed", [tool(), OTHER], [tool()]],
  ["D02", "tool-renamed", [tool()], [tool({ name: "get_order" })]],
  [
    "D03",
    "tool-consolidated",
    [read("get_issue"), read("get_issue_comments"), read("get_issue_labels")],
    [read("issue_read", { method: { type: "string", enum: ["get", "get_comments", "get_labels"] } })],
  ],
  [
    "D04",
    "tool-split",
    [read("issue_read", { method: { type: "string", enum: ["get_issue", "get_issue_comments", "get_issue_labels"] } })],
    [read("get_issue"), read("get_issue_comments"), read("get_issue_labels")],
  ],
  ["D05", "tool-added", [tool()], [tool(), OTHER]],
  ["D06", "name-collision-appeared", [tool()], [tool(), tool({ description: "Another tool of that name." })]],
  [
    "D10",
    "required-parameter-added",
    [schema({ id: text })],
    [schema({ id: text, plan: text }, { required: ["plan"] })],
  ],
  ["D11", "parameter-became-required", [schema({ id: text })], [schema({ id: text }, { required: ["id"] })]],
  ["D12", "optional-parameter-added", [schema({ id: text })], [schema({ id: text, plan: text })]],
  ["D13", "parameter-removed", [schema({ id: text, plan: text })], [schema({ id: text })]],
  ["D14", "parameter-renamed", [schema({ ticket_id: text, q: text })], [schema({ ticketId: text, q: text })]],
  ["D20 widened", "type-widened", [schema({ id: { type: "integer" } })], [schema({ id: { type: "number" } })]],
  ["D20 narrowed", "type-narrowed", [schema({ id: { type: "number" } })], [schema({ id: { type: "integer" } })]],
  ["D20 changed", "type-changed", [schema({ id: text })], [schema({ id: { type: "object" } })]],
  ["D21 added", "enum-value-added", [schema({ a: { enum: ["x"] } })], [schema({ a: { enum: ["x", "y"] } })]],
  ["D21 removed", "enum-value-removed", [schema({ a: { enum: ["x", "y"] } })], [schema({ a: { enum: ["x"] } })]],
  ["D21 re-cased", "enum-value-recased", [schema({ a: { enum: ["open"] } })], [schema({ a: { enum: ["OPEN"] } })]],
  ["D21 introduced", "enum-introduced", [schema({ a: text })], [schema({ a: { type: "string", enum: ["x"] } })]],
  ["D21 dropped", "enum-dropped", [schema({ a: { type: "string", enum: ["x"] } })], [schema({ a: text })]],
  ["D22 tightened", "constraint-tightened", [schema({ a: text })], [schema({ a: { type: "string", maxLength: 3 } })]],
  ["D22 loosened", "constraint-loosened", [schema({ a: { type: "string", maxLength: 3 } })], [schema({ a: text })]],
  ["D22 format", "format-changed", [schema({ a: text })], [schema({ a: { type: "string", format: "date" } })]],
  ["D23", "default-changed", [schema({ a: { ...text, default: "x" } })], [schema({ a: { ...text, default: "y" } })]],
  [
    "D25",
    "alternatives-changed",
    [schema({ id: text, plan: text })],
    [schema({ id: text, plan: text }, { anyOf: [{ required: ["id"] }, { required: ["plan"] }] })],
  ],
  ["D30", "tool-description-changed", [tool()], [tool({ description: "Always call this first. Finds an order." })]],
  [
    "D31",
    "parameter-description-changed",
    [schema({ a: { ...text, description: "Seconds to wait, at most 30." } })],
    [schema({ a: { ...text, description: "Milliseconds to wait, at most 500." } })],
  ],
  [
    "D40",
    "annotation-changed",
    [tool({ annotations: { readOnlyHint: true } })],
    [tool({ annotations: { readOnlyHint: false } })],
  ],
  ["D41 added", "output-schema-added", [tool()], [tool({ outputSchema: { type: "object" } })]],
  ["D41 removed", "output-schema-removed", [tool({ outputSchema: { type: "object" } })], [tool()]],
  ["D42 title", "title-changed", [tool({ title: "Find" })], [tool({ title: "Look up" })]],
];

describe("the change catalogue", () => {
  test.each(CASES)("%s is %s", (_number, kind, before, after) => {
    expect(kindsOf(before, after)).toContain(kind);
  });

  test("D24: open and closed objects are noise", () => {
    const closed = schema({ id: text }, { additionalProperties: false });
    const { tools, noise } = diff([schema({ id: text })], [closed]);
    expect({ tools, kinds: noise.map(({ kind }) => kind) }).toEqual({ tools: [], kinds: ["additional-properties"] });
  });

  test.each([
    ["metadata", tool({ icons: [{ src: "a.png" }] }), tool({ icons: [{ src: "b.png" }] })],
    ["execution", tool(), tool({ execution: { taskSupport: "optional" } })],
    ["first-annotations", tool(), tool({ annotations: { openWorldHint: true } })],
    [
      "schema-dialect",
      tool(),
      schema(
        { id: text, state: { type: "string", enum: ["open", "closed"] } },
        { $schema: "http://json-schema.org/draft-07/schema#" },
      ),
    ],
  ] as const)("D42: %s is noise", (kind, before, after) => {
    const { tools, noise } = diff([before], [after]);
    expect({ tools, kinds: noise.map((one) => one.kind) }).toEqual({ tools: [], kinds: [kind] });
  });

  test("D42: the order of the list is noise", () => {
    expect(diff([tool(), OTHER], [OTHER, tool()])).toMatchObject({ tools: [], noise: [{ kind: "order" }] });
  });

  test("D43 and D44: instructions, versions, and tools that changed under the same version", () => {
    const self = (change: object) => ({
      serverInfo: { name: "Acme", version: "1" },
      protocolVersion: "2025-11-25",
      instructions: "Be kind.",
      ...change,
    });
    const kinds = (before: object, after: object, drift = diff([], [])): readonly ServerChange["kind"][] =>
      (withServer(drift, self(before), self(after)).server ?? []).map(({ kind }) => kind);
    expect(kinds({}, { instructions: "Never guess." })).toEqual(["instructions-changed"]);
    expect(kinds({}, { protocolVersion: "2026-07-28" })).toEqual(["protocol-version-changed"]);
    expect(kinds({}, { serverInfo: { name: "Acme", version: "2" } })).toEqual(["server-version-changed"]);
    expect(kinds({}, {}, diff([tool()], []))).toEqual(["version-not-raised"]);
  });

  test("D44: lists that take turns are recognised", () => {
    expect(flapping(["a", "b", "a", "b", "a"])).toMatchObject({ lists: 2, returns: 3 });
  });

  test("D45: a list that lost every parameter has collapsed", () => {
    const many = ["read_file", "write_file", "move_file", "list_files", "find_text"].map((name) =>
      tool({ name, description: `Works on the file at the given path (${name}).` }),
    );
    const collapsed = many.map((one) => ({ ...one, inputSchema: { type: "object", properties: {} } }));
    expect(new Set(kindsOf(many, collapsed))).toContain("schema-collapsed");
    expect(diff(many, collapsed).summary).toContain("nothing was released");
  });
});
