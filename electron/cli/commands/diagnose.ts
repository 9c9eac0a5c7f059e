import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Diagnosis, DiagnosisStep } from "#shared/mcp/diagnosis.ts";
import { diagnosisMarkdown, stepTitles } from "#shared/report/diagnosis-markdown.ts";
import { flag, textOption, type Command, type CommandIo, type Given } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { safeJson, safeLine, safeText, tellError } from "../safe-output.ts";
import { readServerInput, serverOptions, usageError, type NamedServer } from "../server-input.ts";
import { openCore } from "../session.ts";

/** `preflight diagnose`: the step at which a connection fails, why, and who must do what. */
export const diagnose: Command = {
  usage: "diagnose [URL] [options]",
  about: `Tries URL, credentials, proxy, DNS, TCP, TLS, HTTP, MCP and tools/list in order, 20 seconds at most, and stops at
the layer that fails. Ends with the cause, the remedy, and what the platform would do. Each step is printed as it ends.`,
  options: {
    ...serverOptions,
    markdown: { type: "boolean", help: "Print the report as Markdown, to paste into a ticket" },
    latency: { type: "string", value: "N", help: "Measure N discoveries (1 to 20) at the end, one a second" },
    "latency-tool": {
      type: "string",
      value: "NAME",
      help: "Call this tool once a discovery too (5 without --latency); only one that claims to only read is called",
    },
    "latency-args": { type: "string", value: "JSON", help: "The arguments of that call" },
  },
  examples: [
    "preflight diagnose https://mcp.example.com/mcp",
    'PREFLIGHT_URL="https://mcp.example.com/mcp?token=$TOKEN" preflight diagnose --json',
    "preflight diagnose https://mcp.example.com/mcp --latency 10 --latency-tool search_tickets",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    const named = await readServerInput(given, io, 0);
    if (!named.ok) return tellError(io, named.error, json);
    const latency = readLatency(given);
    if (!latency.ok) return tellError(io, latency.error, json);
    const quiet = json || flag(given, "markdown");
    const result = await run(
      named.value,
      io,
      latency.value,
      quiet ? () => undefined : (step) => io.out(stepText(step)),
    );
    if (!result.ok) return tellError(io, result.error, json);
    io.out(output(result.value, given));
    return exitCode(result.value);
  },
};

async function run(
  { url, headers, transport }: NamedServer,
  io: CommandIo,
  plan: LatencyPlan | undefined,
  onStep: (step: DiagnosisStep) => void,
): Promise<Result<Diagnosis, ConsoleError>> {
  const core = await openCore(io);
  core.subscribe((name, payload) => {
    if (name === "diagnosis.stepped" && "diagnosisId" in payload) onStep(payload.step);
  });
  const context = { signal: io.signal };
  try {
    const latency = plan === undefined ? {} : { latency: plan };
    const plain = Object.keys(headers).length === 0 && transport === undefined;
    if (plain)
      return await core.handlers["diagnosis.run"]({ diagnosisId: "diagnosis", subject: { url }, ...latency }, context);
    const added = await core.handlers["servers.add"](
      { id: "server", url, headers, ...(transport === undefined ? {} : { transport }) },
      context,
    );
    if (!added.ok) return fail(added.error);
    return await core.handlers["diagnosis.run"](
      { diagnosisId: "diagnosis", subject: { serverId: "server" }, ...latency },
      context,
    );
  } finally {
    await core.close();
  }
}

/** What to measure, as the contract takes it. */
interface LatencyPlan {
  readonly discoveries: number;
  readonly tool?: { readonly name: string; readonly argumentsText: string };
}

const DISCOVERIES = "5";

function readLatency(given: Given): Result<LatencyPlan | undefined, ConsoleError> {
  const name = textOption(given, "latency-tool");
  const count = textOption(given, "latency") ?? (name === undefined ? undefined : DISCOVERIES);
  if (count === undefined) return ok(undefined);
  const discoveries = /^\d{1,2}$/.test(count) ? Number(count) : 0;
  if (discoveries < 1 || discoveries > 20)
    return fail(usageError("--latency takes a number from 1 to 20.", "Write it as --latency 5."));
  const argumentsText = textOption(given, "latency-args") ?? "{}";
  return ok({ discoveries, ...(name === undefined ? {} : { tool: { name, argumentsText } }) });
}

function output(diagnosis: Diagnosis, given: Given): string {
  if (flag(given, "json")) return safeJson(diagnosis);
  if (flag(given, "markdown")) return safeText(diagnosisMarkdown(diagnosis));
  const { cause, remedy, platform, code, ms } = diagnosis;
  const lines = [`Cause:    ${cause}`, `Remedy:   ${remedy}`, `Platform: ${platform}`];
  return `\n${lines.map((line) => safeLine(line, 700)).join("\n")}\n${code === undefined ? "" : `${code}, `}${Math.round(ms)} ms in all\n`;
}

const MARKS: Readonly<Record<DiagnosisStep["verdict"], string>> = {
  ok: "ok  ",
  warn: "warn",
  fail: "FAIL",
  skipped: "-   ",
};

const stepText = ({ id, verdict, ms, fact }: DiagnosisStep): string =>
  `${MARKS[verdict]}  ${stepTitles[id].padEnd(24)} ${(verdict === "skipped" ? "" : `${Math.round(ms)} ms`).padStart(9)}  ${safeLine(fact, 400)}\n`;

const INCOMPLETE = new Set(["E_NO_TOOLS", "E_TOOL_MALFORMED", "E_LIST_INCOMPLETE"]);
const SILENT = new Set([
  "E_HTTP_FIRST_BYTE",
  "E_HTTP_CLOSED",
  "E_HTTP_429",
  "E_HTTP_5XX",
  "E_TIMEOUT_CONNECT",
  "E_TIMEOUT_LIST",
]);

/** The same exit codes as the other commands, from what the diagnosis found. */
function exitCode({ ok, phase, code = "" }: Diagnosis): number {
  if (ok) return exitCodes.ok;
  if (phase === "url" || phase === "policy") return exitCodes.usage;
  if (code === "E_HTTP_401" || code === "E_HTTP_403") return exitCodes.refusedCredentials;
  if (INCOMPLETE.has(code)) return exitCodes.incompleteList;
  if (phase === "dns" || phase === "proxy" || phase === "tcp" || phase === "tls" || SILENT.has(code))
    return exitCodes.unreachable;
  return exitCodes.notMcp;
}
