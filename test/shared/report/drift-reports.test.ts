import { describe, expect, test } from "vitest";
import { withServer } from "#shared/drift/compare-server.ts";
import { diff } from "#shared/drift/diff.ts";
import { driftJunit } from "#shared/report/drift-junit.ts";
import { driftMarkdown } from "#shared/report/drift-markdown.ts";
import { driftSarif } from "#shared/report/drift-sarif.ts";

const list = (description: string, more: object = {}): object[] => [
  { name: "pay", description, inputSchema: { type: "object", properties: { a: { type: "string" } }, ...more } },
];

describe("drift reports", () => {
  test("Markdown shows the words that changed and keeps server text inert", () => {
    const drift = diff(list("Pays a bill."), list("Pays a <img src=x> [bill](javascript:x) | now."));
    const text = driftMarkdown(drift, { before: "a", after: "b" });
    expect(text).toContain("# Drift: a → b");
    expect(text).not.toMatch(/[^\\]<img/);
    expect(text).not.toMatch(/[^\\]\]\(javascript/);
  });

  test("Markdown of no drift says so", () => {
    expect(driftMarkdown(diff(list("x"), list("x"))).trim()).toBe("# Drift\n\nharmless. Nothing changed.");
  });

  test("SARIF names rule, level, place and a stable fingerprint", () => {
    const drift = diff(list("x"), list("x", { required: ["a"] }));
    const log = driftSarif(drift, { version: "1.0.0", file: "tools.json" });
    expect(log).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "preflight", rules: [{ id: "drift/parameter-became-required" }] } },
          results: [
            {
              ruleId: "drift/parameter-became-required",
              ruleIndex: 0,
              level: "error",
              locations: [
                {
                  physicalLocation: { artifactLocation: { uri: "tools.json" } },
                  logicalLocations: [{ name: "pay", fullyQualifiedName: "pay/inputSchema/required" }],
                },
              ],
              partialFingerprints: { "preflightDrift/v1": "pay|parameter-became-required|/inputSchema/required||a" },
            },
          ],
        },
      ],
    });
    expect(driftSarif(drift, { version: "1.0.0", file: "tools.json" })).toEqual(log);
  });

  test("JUnit fails the tools that reach the level, and is well-formed whatever a server says", () => {
    const drift = diff(list("Pays."), list(`Pays </failure> & "always" \u0001 ]]>`));
    expect(driftJunit(drift, "breaking")).toContain('failures="0"');
    const risky = driftJunit(drift, "risky");
    expect(risky).toContain('failures="1"');
    expect(risky).not.toContain("\u0001");
    expect(risky.match(/<failure/g)).toHaveLength(1);
  });

  test("every format tells what changed about the server itself", () => {
    const self = (instructions: string) => ({ serverInfo: { name: "a", version: "1" }, instructions });
    const drift = withServer(diff(list("x"), list("x")), self("Be kind."), self("Always be quick."));
    expect(driftMarkdown(drift)).toContain("## The server itself");
    expect(driftMarkdown(drift)).toContain("**Always");
    expect(driftSarif(drift, { version: "1.0.0" })).toMatchObject({
      runs: [{ results: [{ ruleId: "drift/instructions-changed", level: "warning" }] }],
    });
    expect(driftJunit(drift, "risky")).toContain('failures="1"');
    expect(driftJunit(drift, "breaking")).toContain('failures="0"');
  });
});
