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
  const { ok, phase, code, cause, remedy, platform, steps, ms, maskedUrl, startedAt } = diagnosis;
  const lines = [
    `# Diagnosis of ${inline(maskedUrl)}`,
    "",
    `${startedAt}, ${Math.round(ms)} ms in all. ${ok ? "It works." : `Fails at ${phase ?? "an unknown step"} (${inline(code ?? "")}).`}`,
    "",
    `- **Cause:** ${plain(cause)}`,
    `- **Remedy:** ${plain(remedy)}`,
    `- **Platform:** ${plain(platform)}`,
    "",
    "| Step | Verdict | Time | Finding |",
    "|---|---|---:|---|",
    ...steps.map(
      ({ id, verdict, ms: spent, fact }) =>
        `| ${stepTitles[id]} | ${MARKS[verdict]} | ${verdict === "skipped" ? "" : `${Math.round(spent)} ms`} | ${cell(fact)} |`,
    ),
    "",
    "## Evidence",
    ...steps
      .filter(({ evidence }) => evidence !== "")
      .flatMap(({ id, evidence }) => ["", `### ${stepTitles[id]}`, "", fence(evidence)]),
    "",
  ];
  return lines.join("\n");
}

/** Text outside code: what Markdown or HTML would act on is escaped. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_<>[\]#|!]/g, (char) => `\\${char}`).replaceAll("\n", " ");
const cell = plain;

/** Code in a line, with a longer run of back-ticks than any inside. */
function inline(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${ticks}${pad}${text.replaceAll("\n", " ")}${pad}${ticks}`;
}

/** A fenced block, with a longer fence than any inside. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
