import { expect, it } from "vitest";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import { diagnosisMarkdown } from "#shared/report/diagnosis-markdown.ts";

const diagnosis: Diagnosis = {
  maskedUrl: "https://mcp.example.com/v1?token=••••",
  startedAt: "2026-11-22T10:00:00.000Z",
  ms: 120.4,
  ok: false,
  phase: "http",
  code: "E_HTTP_4XX",
  cause: "The server said <b>no</b> | with a [link](https://evil.example) & more.",
  remedy: "Ask\nthe operator.",
  platform: "Insighto would register zero tools and say nothing.",
  steps: [
    { id: "url", verdict: "ok", ms: 0.2, fact: "a | b", evidence: "" },
    { id: "http", verdict: "fail", ms: 100, fact: "404", evidence: "```\n# not a heading" },
    { id: "mcp", verdict: "skipped", ms: 0, fact: "a step before it failed", evidence: "" },
  ],
};

it("is one page in which nothing that a server said is active", () => {
  const page = diagnosisMarkdown(diagnosis);
  expect(page).toContain("Fails at http (`E_HTTP_4XX`).");
  expect(page).toContain(
    "- **Cause:** The server said \\<b\\>no\\</b\\> \\| with a \\[link\\](https://evil.example) &amp; more.",
  );
  expect(page).toContain("- **Remedy:** Ask the operator.");
  expect(page).toContain("| URL and platform policy | ok | 0 ms | a \\| b |");
  expect(page).toContain("| MCP | skipped |  | a step before it failed |");
  expect(page).toContain("````text\n```\n# not a heading\n````");
});
