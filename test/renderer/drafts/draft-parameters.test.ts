import { describe, expect, it } from "vitest";
import { draftParameters } from "#renderer/features/drafts/draft-parameters.ts";

describe("the parameters of a draft", () => {
  it("are those of the schema, nested ones too, by the pointer of each", () => {
    const found = draftParameters({
      type: "object",
      properties: {
        query: { type: "string", description: "Words." },
        rows: { type: "array", items: { type: "object", properties: { id: { type: "number" } } } },
        "a/b": { type: "object", properties: { c: { type: "boolean" } } },
      },
    });
    expect(found.map(({ pointer, name, description }) => [pointer, name, description])).toEqual([
      ["/properties/query", "query", "Words."],
      ["/properties/rows", "rows", undefined],
      ["/properties/rows/items/properties/id", "rows[].id", undefined],
      ["/properties/a~1b", "a/b", undefined],
      ["/properties/a~1b/properties/c", "a/b.c", undefined],
    ]);
  });

  it("are bounded, whatever a server lists", () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`p${index}`, { type: "string" }]));
    expect(draftParameters({ properties: many })).toHaveLength(500);
    let deep: Record<string, unknown> = { type: "string" };
    for (let level = 0; level < 200; level += 1) deep = { properties: { inner: deep } };
    expect(draftParameters(deep as never).length).toBeLessThan(20);
    expect(draftParameters({ properties: 1, items: "x" } as never)).toEqual([]);
  });
});
