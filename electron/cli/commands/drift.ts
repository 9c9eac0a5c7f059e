import { createDriftEngine } from "#core/drift/drift-engine.ts";
import { withServer } from "#shared/drift/compare-server.ts";
import { atLeast, type Change, type Drift, type ServerChange, type ToolChange } from "#shared/drift/drift.ts";
import { driftJunit } from "#shared/report/drift-junit.ts";
import { driftMarkdown, headline, worstFirst } from "#shared/report/drift-markdown.ts";
import { driftSarif } from "#shared/report/drift-sarif.ts";
import { flag, textOption, type Command, type Given } from "../command.ts";
import { type DriftSide, readDriftSide } from "../drift-side.ts";
import { exitCodes } from "../exit-code.ts";
import { safeJson, safeLine, safeText, tellError } from "../safe-output.ts";
import { serverOptions, usageError } from "../server-input.ts";
import { version } from "../version.ts";

const FORMATS = ["json", "sarif", "junit", "markdown"] as const;

/** `preflight drift`: what changed between two tool lists, and what it breaks. */
export const drift: Command = {
  usage: "drift BEFORE AFTER [options]",
  about: `Compares two tool lists and says what the difference breaks: for the model, for prompts, for saved calls.
Each side is a URL (discovered now), a file (an array of tools, or an object with \`tools\`), - for standard input,
env:NAME for a URL in an environment variable, the id of a stored snapshot, or baseline for the pinned one. Of a stored
one the saved examples are replayed too.
"Breaking" for calls is proved by a call that was valid before and is not now. A breaking drift ends with code 8.`,
  options: {
    "fail-on": { type: "string", value: "LEVEL", help: "breaking (the default), risky, or never" },
    json: { type: "boolean", help: "Print JSON for machines" },
    sarif: { type: "boolean", help: "Print a SARIF 2.1.0 log" },
    junit: { type: "boolean", help: "Print JUnit XML" },
    markdown: { type: "boolean", help: "Print Markdown, for a pull request or a ticket" },
    "header-env": serverOptions["header-env"] ?? { type: "string", help: "" },
    transport: serverOptions["transport"] ?? { type: "string", help: "" },
  },
  examples: [
    "preflight drift tools.json https://mcp.example.com/mcp",
    "preflight drift baseline env:MCP_URL --sarif > drift.sarif",
    "preflight drift old.json new.json --fail-on risky --markdown",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    const [one, two, ...rest] = given.positionals;
    const failOn = textOption(given, "fail-on") ?? "breaking";
    if (one === undefined || two === undefined || rest.length > 0) {
      return tellError(
        io,
        usageError("Drift compares two sides.", "Give BEFORE and AFTER; put quotes around URLs."),
        json,
      );
    }
    if (failOn !== "breaking" && failOn !== "risky" && failOn !== "never") {
      return tellError(io, usageError("--fail-on is not known.", "Use breaking, risky or never."), json);
    }
    if (FORMATS.filter((format) => flag(given, format)).length > 1) {
      return tellError(
        io,
        usageError("There are several formats.", "Give one of --json, --sarif, --junit, --markdown."),
        json,
      );
    }
    const before = await readDriftSide(one, two, given, io);
    if (!before.ok) return tellError(io, before.error, json);
    const after = await readDriftSide(two, one, given, io);
    if (!after.ok) return tellError(io, after.error, json);
    const engine = createDriftEngine();
    try {
      const examples = before.value.examples ?? after.value.examples;
      const tools = await engine.diff(before.value.tools, after.value.tools, {
        signal: io.signal,
        ...(examples === undefined ? {} : { examples }),
      });
      if (io.signal.aborted) return exitCodes.cancelled;
      for (const { label, incomplete } of [before.value, after.value]) {
        if (incomplete !== undefined) io.err(`The list of ${safeLine(label)} is incomplete: ${safeLine(incomplete)}\n`);
      }
      const addresses = new Set([before.value.address, after.value.address]);
      const another = addresses.size === 2 && !addresses.has(undefined);
      const found = withServer(tools, before.value.self, after.value.self, { another });
      io.out(rendered(found, before.value, after.value, given, failOn === "risky" ? "risky" : "breaking"));
      return failOn !== "never" && atLeast(found.level, failOn) ? exitCodes.driftFound : exitCodes.ok;
    } finally {
      await engine.close();
    }
  },
};

function rendered(
  found: Drift,
  before: DriftSide,
  after: DriftSide,
  given: Given,
  failOn: "breaking" | "risky",
): string {
  if (flag(given, "json")) return safeJson(found);
  if (flag(given, "sarif")) {
    return safeJson(driftSarif(found, { version, ...(after.file === undefined ? {} : { file: after.file }) }));
  }
  if (flag(given, "junit")) return safeText(driftJunit(found, failOn));
  if (flag(given, "markdown")) return safeText(driftMarkdown(found, { before: before.label, after: after.label }));
  return driftText(found);
}

/** The comparison for a person at a terminal. */
function driftText({ level, summary, noise, tools, server = [] }: Drift): string {
  const lines = [`${level.toUpperCase()}: ${safeLine(summary, 1_000)}`];
  if (server.length > 0) lines.push("", "The server itself", ...server.map(changeText));
  for (const tool of worstFirst(tools)) lines.push("", ...toolText(tool));
  if (noise.length > 0) lines.push("", "Noise:", ...noise.map(({ said }) => `  ${safeLine(said)}`));
  return `${lines.join("\n")}\n`;
}

function toolText(tool: ToolChange): readonly string[] {
  const head = `${safeLine(tool.name, 130)}  ${safeLine(headline(tool), 200)}  [${tool.level}]`;
  return [head, ...tool.changes.map(changeText)];
}

const changeText = ({ level, kind, reason }: Change | ServerChange): string =>
  `  ${level.padEnd(8)} ${kind}: ${safeLine(reason, 600)}`;
