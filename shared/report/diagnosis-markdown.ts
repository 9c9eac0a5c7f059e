import { code, fenced, plain } from "#shared/report/markdown-text.ts";
import type { Diagnosis, DiagnosisStep } from "#shared/mcp/diagnosis.ts";

const MARKS: Readonly<Record<DiagnosisStep["verdict"], string>> = {
  ok: "ok",
  warn: "**warning**",
  fail: "**FAILED**",
  skipped: "skipped",
};

/** What a step is called in front of people. */
export const stepTitles: Readonly<Record<DiagnosisStep["id"], string>> = {
  url: "URL and platform policy",
  credentials: "Credentials in the URL",
  proxy: "Proxy settings",
  dns: "DNS",
  tcp: "TCP",
  tls: "TLS",
  http: "HTTP",
  mcp: "MCP",
  tools: "tools/list",
  latency: "Latency",
};

/** One page of Markdown to paste into a ticket. The diagnosis is redacted already; server text is fenced as text. */
export function diagnosisMarkdown(diagnosis: Diagnosis): string {
  const { ok, phase, code: failed, cause, remedy, platform, steps, ms, maskedUrl, startedAt } = diagnosis;
  const lines = [
    `# Diagnosis of ${code(maskedUrl)}`,
    "",
    `${startedAt}, ${Math.round(ms)} ms in all. ${ok ? "It works." : `Fails at ${phase ?? "an unknown step"} (${code(failed ?? "")}).`}`,
    "",
    `- **Cause:** ${plain(cause)}`,
    `- **Remedy:** ${plain(remedy)}`,
    `- **Platform:** ${plain(platform)}`,
    "",
    "| Step | Verdict | Time | Finding |",
    "|---|---|---:|---|",
    ...steps.map(
      ({ id, verdict, ms: spent, fact }) =>
        `| ${stepTitles[id]} | ${MARKS[verdict]} | ${verdict === "skipped" ? "" : `${Math.round(spent)} ms`} | ${plain(fact)} |`,
    ),
    "",
    "## Evidence",
    ...steps
      .filter(({ evidence }) => evidence !== "")
      .flatMap(({ id, evidence }) => ["", `### ${stepTitles[id]}`, "", fenced(evidence)]),
    "",
  ];
  return lines.join("\n");
}
