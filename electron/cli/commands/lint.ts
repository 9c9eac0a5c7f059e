import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { isJsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { goneTools } from "#shared/drift/gone-tools.ts";
import { findRule, rulePage } from "#shared/lint/catalogue.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { lint as check } from "#shared/lint/lint.ts";
import type { LintInput, LintTool, PastTool, Suppression } from "#shared/lint/lint-input.ts";
import { reaches, summarize } from "#shared/lint/lint-summary.ts";
import { findProfile, profiles } from "#shared/platform/profiles.ts";
import { lintJunit } from "#shared/report/lint-junit.ts";
import { lintSarif } from "#shared/report/lint-sarif.ts";
import { flag, textOption, textOptions, type Command, type CommandIo, type Given } from "../command.ts";
import { readDriftSide, type DriftSide } from "../drift-side.ts";
import { exitCodes } from "../exit-code.ts";
import { lintText } from "../lint-text.ts";
import { safeJson, safeLine, safeText, tellError } from "../safe-output.ts";
import { serverOptions, usageError } from "../server-input.ts";
import { version } from "../version.ts";

const FORMATS = ["json", "sarif", "junit"] as const;
const SEVERITIES = ["error", "warning", "hint", "off"] as const;
const LOUDNESS = ["error", "warning", "hint", "never"] as const;
const LONGEST_FILE = 8 * 1024 * 1024;

/** `preflight lint`: tools, and a prompt against them. */
export const lint: Command = {
  usage: "lint [URL|FILE...] [--prompt FILE] [options]",
  about: `Checks tool definitions, and a system prompt against them.
Each source is a URL (discovered now), a file (an array of tools, or an object with \`tools\`), - for standard input,
env:NAME for a URL in an environment variable, or the id of a stored snapshot. Several are checked as attached together.
Without one, PREFLIGHT_URL is used. Ends with code 9 when a finding is as loud as --fail-on says.`,
  options: {
    prompt: { type: "string", value: "FILE", help: "The assistant's system prompt" },
    profile: {
      type: "string",
      value: "ID",
      help: `Platform: ${profiles.map(({ id }) => id).join(", ")} (default insighto)`,
    },
    history: {
      type: "string",
      multiple: true,
      value: "SOURCE",
      help: "An earlier tool list: names that are gone are then known, and what they became; repeatable",
    },
    known: {
      type: "string",
      multiple: true,
      value: "NAME",
      help: "A name that is no tool but may be called, e.g. a sub-agent; repeatable",
    },
    suppressions: { type: "string", value: "FILE", help: "JSON list of {rule, tool?, server?, fingerprint?, reason}" },
    severity: {
      type: "string",
      multiple: true,
      value: "RULE=SEVERITY",
      help: "error, warning, hint or off for a rule, e.g. T118=warning; repeatable",
    },
    "fail-on": { type: "string", value: "SEVERITY", help: "error (the default), warning, hint or never" },
    explain: { type: "string", value: "RULE", help: "Print the page of a rule and end" },
    all: { type: "boolean", help: "Do not fold what many tools share" },
    sarif: { type: "boolean", help: "Print a SARIF 2.1.0 log" },
    junit: { type: "boolean", help: "Print JUnit XML" },
    ...serverOptions,
  },
  examples: [
    "preflight lint https://mcp.example.com/v1 --prompt prompt.md",
    "preflight lint tools.json --sarif > lint.sarif",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    const explain = textOption(given, "explain");
    if (explain !== undefined) return tellRule(explain, io, json);
    const read = await readInput(given, io);
    if (!read.ok) return tellError(io, read.error, json);
    const { failOn } = read.value;
    const diagnostics = check(read.value);
    io.out(rendered(diagnostics, read.value, given));
    return failOn !== "never" && reaches(diagnostics, failOn) ? exitCodes.lintFound : exitCodes.ok;
  },
};

interface Input {
  readonly tools: readonly LintTool[];
  readonly files: ReadonlyMap<string, string>;
  readonly prompt?: string;
  readonly promptFile?: string;
  readonly profile: NonNullable<ReturnType<typeof findProfile>>;
  readonly history: readonly PastTool[];
  readonly alsoKnown: readonly string[];
  readonly suppressions: readonly Suppression[];
  readonly severities: NonNullable<LintInput["severities"]>;
  readonly failOn: (typeof LOUDNESS)[number];
}

async function readInput(given: Given, io: CommandIo): Promise<Result<Input, ConsoleError>> {
  const profile = findProfile(textOption(given, "profile") ?? "insighto");
  if (profile === undefined)
    return fail(usageError("--profile is not known.", `Use one of: ${profiles.map(({ id }) => id).join(", ")}.`));
  const failOn = LOUDNESS.find((one) => one === (textOption(given, "fail-on") ?? "error"));
  if (failOn === undefined) return fail(usageError("--fail-on is not known.", `Use one of: ${LOUDNESS.join(", ")}.`));
  if (FORMATS.filter((format) => flag(given, format)).length > 1)
    return fail(usageError("There are several formats.", "Give one of --json, --sarif, --junit."));
  const severities = readSeverities(textOptions(given, "severity"));
  if (!severities.ok) return severities;
  const sources = await readSources(given, io);
  if (!sources.ok) return sources;
  const history = await readHistory(sources.value.tools, given, io);
  if (!history.ok) return history;
  const promptFile = textOption(given, "prompt");
  const prompt = promptFile === undefined ? ok(undefined) : await readText(promptFile, "The prompt");
  if (!prompt.ok) return prompt;
  const suppressions = await readSuppressions(textOption(given, "suppressions"));
  if (!suppressions.ok) return suppressions;
  return ok({
    ...sources.value,
    profile,
    failOn,
    history: history.value,
    alsoKnown: textOptions(given, "known"),
    suppressions: suppressions.value,
    severities: severities.value,
    ...(prompt.value === undefined ? {} : { prompt: prompt.value }),
    ...(promptFile === undefined ? {} : { promptFile }),
  });
}

function readSeverities(given: readonly string[]): Result<Input["severities"], ConsoleError> {
  const severities: Record<string, (typeof SEVERITIES)[number]> = {};
  for (const text of given) {
    const [, id = "", word] = /^([a-z]\d{3})=(\w+)$/i.exec(text) ?? [];
    const severity = SEVERITIES.find((one) => one === word);
    if (findRule(id) === undefined || severity === undefined)
      return fail(usageError("--severity is not understood.", "Write RULE=SEVERITY, e.g. T118=warning or P006=off."));
    severities[id.toUpperCase()] = severity;
  }
  return ok(severities);
}

async function readSources(given: Given, io: CommandIo): Promise<Result<Pick<Input, "tools" | "files">, ConsoleError>> {
  const named =
    given.positionals.length > 0
      ? given.positionals
      : io.env["PREFLIGHT_URL"] === undefined
        ? []
        : ["env:PREFLIGHT_URL"];
  if (named.length === 0)
    return fail(usageError("There is nothing to check.", "Give a URL or a file with a tool list."));
  const tools: LintTool[] = [];
  const files = new Map<string, string>();
  for (const source of named) {
    const side = await readDriftSide(source, source, given, io);
    if (!side.ok) return side;
    const server = named.length === 1 ? undefined : nameOf(side.value, files);
    if (side.value.file !== undefined) files.set(server ?? "", side.value.file);
    if (side.value.incomplete !== undefined)
      io.err(`The list of ${safeLine(side.value.label)} is incomplete: ${safeLine(side.value.incomplete)}\n`);
    for (const [position, entry] of side.value.tools.entries()) {
      tools.push({ position, raw: isJsonObject(entry) ? entry : {}, ...(server === undefined ? {} : { server }) });
    }
  }
  return ok({ tools, files });
}

/** A short name for a source among several: the file's, or the host's. */
function nameOf({ label, file }: DriftSide, taken: ReadonlyMap<string, string>): string {
  const short =
    file === undefined ? (URL.canParse(label) ? new URL(label).host : label) : basename(file).replace(/\.json$/i, "");
  return taken.has(short) ? label : short;
}

/** The names that the earlier lists had, with what each that is gone became. */
async function readHistory(
  tools: readonly LintTool[],
  given: Given,
  io: CommandIo,
): Promise<Result<readonly PastTool[], ConsoleError>> {
  const past: PastTool[] = [];
  for (const source of textOptions(given, "history")) {
    const side = await readDriftSide(source, source, given, io);
    if (!side.ok) return side;
    past.push(
      ...goneTools(
        side.value.tools,
        tools.map(({ raw }) => raw),
      ),
    );
  }
  return ok(past);
}

async function readText(path: string, what: string): Promise<Result<string, ConsoleError>> {
  try {
    const text = await readFile(path, "utf8");
    if (text.length > LONGEST_FILE) return fail(usageError(`${what} is larger than 8 MiB.`, "Give a smaller file."));
    return ok(text.replace(/^\uFEFF/, ""));
  } catch {
    return fail(usageError(`${what} could not be read.`, "Check the path.")); // no such file, or not ours to read
  }
}

async function readSuppressions(path: string | undefined): Promise<Result<readonly Suppression[], ConsoleError>> {
  if (path === undefined) return ok([]);
  const text = await readText(path, "The suppression file");
  if (!text.ok) return text;
  let rows: unknown;
  try {
    rows = JSON.parse(text.value);
  } catch {
    return fail(
      usageError("The suppression file is not JSON.", "Give a list of {rule, reason, tool?, server?, fingerprint?}."),
    );
  }
  if (Array.isArray(rows) && rows.every(wellFormed)) return ok(rows);
  return fail(
    usageError(
      "The suppression file holds something else.",
      "Give a list of {rule, reason, tool?, server?, fingerprint?}.",
    ),
  );
}

const wellFormed = (row: unknown): row is Suppression & Record<string, unknown> =>
  isJsonObject(row) &&
  typeof row["rule"] === "string" &&
  typeof row["reason"] === "string" &&
  ["tool", "server", "fingerprint"].every((key) => row[key] === undefined || typeof row[key] === "string");

function rendered(diagnostics: readonly Diagnostic[], input: Input, given: Given): string {
  const { prompt, promptFile, tools, files, failOn } = input;
  if (flag(given, "json")) {
    return safeJson({
      summary: { ...summarize(diagnostics), tools: tools.length, profile: input.profile.id },
      diagnostics,
    });
  }
  if (flag(given, "sarif")) {
    const places = { ...(promptFile === undefined ? {} : { promptFile }), ...(prompt === undefined ? {} : { prompt }) };
    return safeJson(lintSarif(diagnostics, { version, toolFiles: files, ...places }));
  }
  if (flag(given, "junit")) {
    const subjects = tools.map(({ raw, server }) => {
      const name = typeof raw["name"] === "string" ? raw["name"] : "";
      return server === undefined ? name : `${server}/${name}`;
    });
    return safeText(
      lintJunit(
        diagnostics,
        prompt === undefined ? subjects : ["prompt", ...subjects],
        failOn === "never" ? "error" : failOn,
      ),
    );
  }
  return lintText(diagnostics, {
    tools: tools.length,
    prompt: prompt ?? "",
    promptFile: promptFile ?? "prompt",
    fold: !flag(given, "all"),
  });
}

function tellRule(id: string, io: CommandIo, json: boolean): number {
  const rule = findRule(id);
  if (rule === undefined)
    return tellError(io, usageError("There is no such rule.", "Rules are named like T213 or P001."), json);
  io.out(json ? safeJson(rule) : safeText(rulePage(rule)));
  return exitCodes.ok;
}
