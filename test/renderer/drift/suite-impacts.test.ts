import { describe, expect, it } from "vitest";
import { rewrittenRows, suiteImpacts } from "#renderer/features/drift/suite-impacts.ts";
import type { Comparison } from "#shared/contract/drift.ts";
import type { Suite, SuiteRow } from "#shared/contract/suite.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { diff } from "#shared/drift/diff.ts";
import { tool } from "../../support/fake-gateway.ts";

const issue = (name: string, description: string, more: JsonObject = {}): JsonObject =>
  tool(name, {
    description,
    inputSchema: { type: "object", properties: { owner: { type: "string" }, number: { type: "number" }, ...more } },
  });
const OLD = [
  issue("get_issue", "Get details of a specific issue in a repository"),
  issue("get_issue_comments", "Get the comments of a specific issue in a repository"),
  tool("ping"),
];
const CONSOLIDATED = [
  issue("issue_read", "Get information about a specific issue in a repository", {
    method: { type: "string", enum: ["get_issue", "get_issue_comments"], description: "What to read" },
  }),
];
const RENAMED = [issue("fetch_issue", "Get details of a specific issue in a repository"), ...OLD.slice(1)];

const compared = (before: readonly JsonObject[], after: readonly JsonObject[]): Comparison => ({
  before: { title: "", tools: [...before] },
  after: { title: "", tools: [...after] },
  drift: diff(before, after),
  calls: [],
});
const suite = (rows: SuiteRow[]): Suite => ({ id: "s", name: "Support", rows, changedAt: "" });
const row = (id: string, expect: SuiteRow["expect"]): SuiteRow => ({ id, utterance: `say ${id}`, expect });

describe("rows of suites whose tool is gone", () => {
  it("a removed tool is told, and nothing is offered", () => {
    const rows = [row("1", { kind: "call", calls: [{ tool: "ping", match: "ignored" }] }), row("2", { kind: "none" })];
    const [found] = suiteImpacts(compared(OLD, OLD.slice(0, 2)), [suite(rows)]);
    expect(found?.impacts).toEqual([{ row: "1", tool: "ping", utterance: "say 1" }]);
    expect(found === undefined ? undefined : rewrittenRows(found)).toEqual(rows);
  });

  it("a renamed tool is offered under its new name, arguments kept", () => {
    const rows = [
      row("1", { kind: "call", calls: [{ tool: "get_issue", match: "exact", args: { number: 3 } }] }),
      row("2", { kind: "ask", tool: "get_issue" }),
    ];
    const [found] = suiteImpacts(compared(OLD, RENAMED), [suite(rows)]);
    expect(found === undefined ? undefined : rewrittenRows(found).map(({ expect: one }) => one)).toEqual([
      { kind: "call", calls: [{ tool: "fetch_issue", match: "exact", args: { number: 3 } }] },
      { kind: "ask", tool: "fetch_issue" },
    ]);
  });

  it("a consolidated tool is offered with the argument that picks what it does", () => {
    const rows = [
      row("1", { kind: "call", calls: [{ tool: "get_issue", match: "ignored" }] }),
      row("2", { kind: "call", calls: [{ tool: "get_issue_comments", match: "partial", args: { number: 3 } }] }),
    ];
    const [found] = suiteImpacts(compared(OLD, CONSOLIDATED), [suite(rows)]);
    expect(found === undefined ? undefined : rewrittenRows(found).map(({ expect: one }) => one)).toEqual([
      { kind: "call", calls: [{ tool: "issue_read", match: "partial", args: { method: "get_issue" } }] },
      {
        kind: "call",
        calls: [{ tool: "issue_read", match: "partial", args: { number: 3, method: "get_issue_comments" } }],
      },
    ]);
  });

  it("a suite whose tools are all there is not touched", () => {
    const rows = [row("1", { kind: "call", calls: [{ tool: "elsewhere", match: "ignored" }] })];
    expect(suiteImpacts(compared(OLD, CONSOLIDATED), [suite(rows)])).toEqual([]);
  });
});
