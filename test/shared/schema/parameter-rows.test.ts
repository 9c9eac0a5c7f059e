import { describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { describeType } from "#shared/schema/describe-type.ts";
import { childRows, MAX_ROWS, parameterRows } from "#shared/schema/parameter-rows.ts";

describe("the rows of a parameter table", () => {
  it("say name, type, required, default, allowed values, limits and description", () => {
    const schema: JsonObject = {
      type: "object",
      required: ["query", "ghost"],
      properties: {
        query: { type: "string", description: "Words to look for", minLength: 1, maxLength: 200 },
        status: { enum: ["open", "closed"], default: "open" },
        limit: { type: "integer", minimum: 1, maximum: 100 },
      },
    };
    const { rows, total } = parameterRows(schema);
    expect(total).toBe(4);
    expect(rows.map(({ name, type, required, constraints }) => ({ name, type, required, constraints }))).toEqual([
      { name: "query", type: "string", required: true, constraints: ["1 to 200 characters"] },
      { name: "status", type: "string", required: false, constraints: [] },
      { name: "limit", type: "integer", required: false, constraints: ["1 to 100"] },
      { name: "ghost", type: "any", required: true, constraints: [] },
    ]);
    expect(rows[0]?.description).toBe("Words to look for");
    expect(rows[1]).toMatchObject({ defaultValue: "open", allowed: ["open", "closed"], allowedTotal: 2 });
    expect(rows[3]?.problem).toBe("required, but described nowhere");
  });

  it("open one level at a time, through objects, items, unions and references", () => {
    const schema: JsonObject = {
      $defs: { Filter: { type: "object", properties: { field: { type: "string" } }, required: ["field"] } },
      properties: {
        filters: { type: "array", items: { $ref: "#/$defs/Filter" } },
        tags: { type: "array", items: { type: "string" } },
        target: { oneOf: [{ title: "By id", properties: { id: { type: "integer" } } }, { type: "null" }] },
      },
    };
    const [filters, tags, target] = parameterRows(schema).rows;
    expect(filters).toMatchObject({ type: "array of object", expandable: true });
    expect(tags).toMatchObject({ type: "array of string", expandable: false });
    const [item] = filters === undefined ? [] : childRows(schema, filters).rows;
    expect(item).toMatchObject({ name: "each item", path: "/filters/each item", depth: 1, expandable: true });
    expect(item === undefined ? [] : childRows(schema, item).rows.map((row) => row.name)).toEqual(["field"]);
    expect(target).toMatchObject({ type: "object | null", expandable: true });
    expect(target === undefined ? [] : childRows(schema, target).rows.map((row) => row.name)).toEqual(["By id"]);
  });

  it("show 200 of 20,000, and go on for ever in a cycle only as far as a person opens it, at most 16 levels", () => {
    const wide = { properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, {}])) };
    expect(parameterRows(wide).total).toBe(20_000);
    expect(parameterRows(wide).rows).toHaveLength(MAX_ROWS);
    const cycle: JsonObject = { properties: { again: { $ref: "#" } } };
    let row = parameterRows(cycle).rows[0];
    let levels = 1;
    while (row?.expandable === true) {
      row = childRows(cycle, row).rows[0];
      levels += 1;
    }
    expect(levels).toBe(16);
  });

  it("name types in a few words", () => {
    const root: JsonObject = { $defs: { Id: { type: "integer" } } };
    expect(describeType(root, { type: ["string", "null"] })).toBe("string | null");
    expect(describeType(root, { type: "string", format: "date-time" })).toBe("date-time string");
    expect(describeType(root, { type: "array", items: { anyOf: [{ $ref: "#/$defs/Id" }, { type: "string" }] } })).toBe(
      "array of (integer | string)",
    );
    expect(describeType(root, { $ref: "https://elsewhere.example/x" })).toBe("unresolved");
    expect(describeType(root, false)).toBe("nothing");
    expect(describeType(root, {})).toBe("any");
  });
});
