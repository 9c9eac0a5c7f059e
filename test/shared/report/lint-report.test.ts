import { describe, expect, test } from "vitest";
import { lint } from "#shared/lint/lint.ts";
import { groupDiagnostics, reaches, summarize } from "#shared/lint/lint-summary.ts";
import { lintJunit } from "#shared/report/lint-junit.ts";
import { lintSarif } from "#shared/report/lint-sarif.ts";

const tool = (name: string) => ({ name, description: "x", inputSchema: { type: "object", properties: {} } });
const prompt = "Hello.\nWhen asked, use `serch_tickets`.";
const tools = ["search_tickets", "lookup_order", "cancel_order"].map((name, position) => ({
  position,
  raw: tool(name),
}));
const diagnostics = lint({ tools, prompt });

describe("diagnostics for pipelines", () => {
  test("SARIF names the rule, the place and a stable fingerprint", () => {
    const log = lintSarif(diagnostics, {
      version: "1.2.3",
      promptFile: "prompts/main.md",
      prompt,
      toolFiles: new Map([["", "tools.json"]]),
    });
    expect(log).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: { rules: expect.arrayContaining([expect.objectContaining({ id: "P001", name: "unknown-tool" })]) },
          },
          results: expect.arrayContaining([
            expect.objectContaining({
              ruleId: "P001",
              level: "error",
              partialFingerprints: { "preflightLint/v1": expect.stringMatching(/^[0-9a-f]{14}$/) },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "prompts/main.md" },
                    region: { startLine: 2, startColumn: 18, endLine: 2, endColumn: 31 },
                  },
                },
              ],
            }),
            expect.objectContaining({
              ruleId: "T202",
              locations: [
                expect.objectContaining({ logicalLocations: [expect.objectContaining({ name: "search_tickets" })] }),
              ],
            }),
          ]),
        },
      ],
    });
  });

  test("JUnit has a case for each thing checked, and fails from the given severity on", () => {
    const xml = lintJunit(
      diagnostics,
      ["prompt", "search_tickets", "lookup_order", "cancel_order", "clean & <fine>"],
      "error",
    );
    expect(xml).toContain('<testsuites name="preflight lint" tests="5" failures="1">');
    expect(xml).toContain('<testcase classname="lint" name="clean &amp; &lt;fine&gt;"/>');
    expect(lintJunit(diagnostics, [], "warning")).toContain('failures="4"');
  });

  test("are counted, compared with a severity, and folded where many tools share them", () => {
    expect(summarize(diagnostics)).toMatchObject({ errors: 1, warnings: 3 });
    expect(reaches(diagnostics, "error")).toBe(true);
    expect(reaches([], "hint")).toBe(false);
    expect(groupDiagnostics(diagnostics).find(({ ruleId }) => ruleId === "T202")?.diagnostics).toHaveLength(3);
  });
});
