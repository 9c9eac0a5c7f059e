import { describe, expect, test } from "vitest";
import { diff } from "#shared/drift/diff.ts";
import { impactOf, mentions } from "#shared/drift/impact.ts";
import { tool } from "./fixtures.ts";

const id = { type: "integer", description: "Number of the ticket" };
const before = [
  tool("get_ticket", { id }),
  tool("get_ticket_comments", { id }),
  tool("pay", { amount: { type: "number" } }),
];
const method = { type: "string", enum: ["get", "get_comments"] };
const after = [
  tool(
    "ticket_read",
    { method, id },
    { inputSchema: { type: "object", properties: { method, id }, required: ["method"] } },
  ),
  tool("pay", { amount: { type: "string" } }),
];
const drift = diff(before, after);

describe("impact", () => {
  test("a prompt that names a consolidated tool gets a rewrite with the method", () => {
    const text = "Call get_ticket first, then `get_ticket_comments`.";
    const { prompts } = impactOf(drift, after, { prompts: [{ id: "support", text }] });
    expect(prompts.map(({ named, start, level, rewrite }) => [named, start, level, rewrite?.replacement])).toEqual([
      ["get_ticket", 5, "breaking", 'ticket_read with method "get"'],
      ["get_ticket_comments", 29, "breaking", 'ticket_read with method "get_comments"'],
    ]);
  });

  test("a saved call of a consolidated tool is migrated and checked", () => {
    const examples = new Map([["get_ticket", [{ name: "Ada's ticket", arguments: { id: 7 } }]]]);
    const { calls } = impactOf(drift, after, { examples });
    expect(calls).toMatchObject([
      { tool: "get_ticket", migrated: { tool: "ticket_read", arguments: { id: 7, method: "get" }, valid: true } },
    ]);
  });

  test("a saved call that no longer fits its tool is named; one that fits is not", () => {
    const examples = new Map([
      [
        "pay",
        [
          { name: "number", arguments: { amount: 3 } },
          { name: "empty", arguments: {} },
        ],
      ],
    ]);
    expect(impactOf(drift, after, { examples }).calls.map(({ example }) => example)).toEqual(["number"]);
  });

  test("suite rows that lose their tool get the rewrite offered", () => {
    const { suites } = impactOf(drift, after, {
      suites: [
        { row: "1", tool: "get_ticket" },
        { row: "2", tool: "pay" },
      ],
    });
    expect(suites).toMatchObject([{ row: "1", rewrite: { replacement: 'ticket_read with method "get"' } }]);
  });

  test("a prompt that names a renamed parameter is told, one that does not is not", () => {
    const renamed = diff(
      [tool("pay", { issueNumber: { type: "string", description: "The ticket" } })],
      [tool("pay", { issue_number: { type: "string", description: "The ticket" } })],
    );
    const prompts = [
      { id: "a", text: "Use pay with issueNumber." },
      { id: "b", text: "Use pay." },
    ];
    expect(impactOf(renamed, [], { prompts }).prompts).toMatchObject([
      { promptId: "a", named: "issueNumber", level: "breaking", rewrite: { replacement: "issue_number" } },
    ]);
  });

  test("names are found as whole words only", () => {
    expect(mentions("search, search_tickets, re-search, search-all, (search)", "search")).toEqual([
      [0, 6],
      [48, 54],
    ]);
  });
});
