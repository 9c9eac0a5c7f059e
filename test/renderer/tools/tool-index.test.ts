import { describe, expect, it } from "vitest";
import { filterTools, indexTools, type ToolRow } from "#renderer/features/tools/tool-index.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";

const entry = (position: number, name: string, description = ""): ToolEntry => ({
  position,
  hash: String(position),
  name,
  raw: { name, description, inputSchema: { type: "object" } },
});

const keys = (rows: readonly ToolRow[], query: string): string[] => filterTools(rows, query).map(({ key }) => key);

describe("the index of a tool list", () => {
  const rows = indexTools({
    tools: [entry(0, "twice", "Finds\nthings"), entry(2, "twice"), entry(3, "quiet", "a\u200bb")],
    malformed: [{ position: 1, hash: "x", reason: "inputSchema is missing", raw: {} }],
  });

  it("keeps the order as advertised, malformed entries at their place", () => {
    expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "tool twice",
      "malformed (no name)",
      "tool twice",
      "tool quiet",
    ]);
  });

  it("marks names listed twice and texts with hidden characters", () => {
    expect(rows.map((row) => row.kind === "tool" && [row.duplicate, row.hidden, row.summary])).toEqual([
      [true, false, "Finds"],
      false,
      [true, false, ""],
      [false, true, "a\u200bb"],
    ]);
  });

  it("finds every word anywhere, whatever its case, names first, and the reason of a malformed entry", () => {
    expect(keys(rows, "")).toEqual(["0", "1", "2", "3"]);
    expect(keys(rows, "THINGS twice")).toEqual(["0"]);
    expect(keys(rows, "missing")).toEqual(["1"]);
    expect(keys(rows, "nothing like it")).toEqual([]);
    const list = indexTools({ tools: [entry(0, "a_tool", "calls b_tool"), entry(1, "b_tool")], malformed: [] });
    expect(filterTools(list, "b_tool").map(({ name }) => name)).toEqual(["b_tool", "a_tool"]);
  });

  it("indexes and filters 10,000 tools within a frame or two", () => {
    const tools = Array.from({ length: 10_000 }, (_, index) => entry(index, `tool_${index}`, "word ".repeat(40)));
    const many = indexTools({ tools, malformed: [] });
    const start = performance.now();
    expect(filterTools(many, "tool_99 word").length).toBe(111);
    expect(performance.now() - start).toBeLessThan(200); // generous: this machine is shared
  });
});
