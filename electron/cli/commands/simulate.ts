import { readFile } from "node:fs/promises";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { isJsonObject, type Json, type JsonObject, readJson } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { decide } from "#shared/converse/simulate/decide.ts";
import type { Decision, Said } from "#shared/converse/simulate/decision.ts";
import { indexTools, type ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import type { TriggerHint } from "#shared/converse/simulate/trigger-hints.ts";
import { promptHints } from "#shared/lint/prompt-hints.ts";
import { viewTool } from "#shared/mcp/tool.ts";
import { flag, textOption, type Command, type CommandIo, type Given } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { safeJsonLine, safeLine, tellError } from "../safe-output.ts";
import { usageError } from "../server-input.ts";

const LONGEST_FILE = 64 * 1024 * 1024;
/** Tool lists whose index is kept while rows go by. */
const MAX_INDEXES = 2_000;

/** `preflight simulate`: what the simulated model decides on each row of a file. */
export const simulate: Command = {
  usage: "simulate --tools FILE --queries FILE.jsonl [options]",
  about: `Runs the simulated model on many requests: deterministic and offline. --tools takes an array of tools, an object with
\`tools\`, or JSON lines; --queries takes JSON lines of {id, q, tools?, history?, system?}, where \`tools\` lists the \`tid\`
or the names of the tools to offer ("all" where absent). Prints one line a row:
{id, decision: call|ask|answer, calls: [{name, args}], ranking: [{name, score}], missing?, ms}. All but ms is the same on
every run.`,
  options: {
    tools: { type: "string", value: "FILE", help: "The tools to choose from" },
    queries: { type: "string", value: "FILE", help: "The requests, as JSON lines" },
    prompt: { type: "string", value: "FILE", help: "The assistant's system prompt: its triggers move the ranking" },
    variant: { type: "string", value: "NAME", help: "Take only tools of this `variant` (default: that of the first)" },
    "tool-choice": { type: "string", value: "CHOICE", help: "auto (the default), or required: a tool must be chosen" },
    explain: { type: "boolean", help: "With --json: the parts of every score, sources, notes" },
    json: { type: "boolean", help: "Print JSON for machines" },
  },
  examples: ["preflight simulate --tools tools.json --queries requests.jsonl --json"],
  async run(given, io) {
    const json = flag(given, "json");
    const read = await readInput(given);
    if (!read.ok) return tellError(io, read.error, json);
    return decideAll(read.value, given, io);
  },
};

interface Input {
  readonly tools: readonly JsonObject[];
  readonly rows: readonly JsonObject[];
  readonly prompt: string | undefined;
  readonly required: boolean;
}

function decideAll({ tools, rows, prompt, required }: Input, given: Given, io: CommandIo): number {
  const json = flag(given, "json");
  const indexes = new Map<string, { readonly index: ToolIndex; readonly offered: readonly JsonObject[] }>();
  const triggers = new Map<string, readonly TriggerHint[]>();
  const byKey = new Map<Json, JsonObject>();
  for (const tool of tools)
    for (const key of [tool["tid"], tool["name"]]) if (key !== undefined && !byKey.has(key)) byKey.set(key, tool);
  for (const row of rows) {
    if (io.signal.aborted) return exitCodes.cancelled;
    const key = Array.isArray(row["tools"]) ? JSON.stringify(row["tools"]) : "all";
    let held = indexes.get(key);
    if (held === undefined) {
      const wanted = row["tools"];
      const offered = Array.isArray(wanted)
        ? (wanted as readonly Json[]).map((one) => byKey.get(one)).filter((tool) => tool !== undefined)
        : tools;
      held = { offered, index: indexTools(offered.map(viewTool)) };
      if (indexes.size >= MAX_INDEXES) indexes.clear();
      indexes.set(key, held);
    }
    const text = prompt ?? (typeof row["system"] === "string" ? row["system"] : undefined);
    const promptKey = `${key}\n${text ?? ""}`;
    let hints = triggers.get(promptKey);
    if (hints === undefined) {
      hints =
        text === undefined
          ? []
          : promptHints(
              text,
              held.offered.map((raw) => ({ name: viewTool(raw).name, raw })),
            );
      if (triggers.size >= MAX_INDEXES) triggers.clear();
      triggers.set(promptKey, hints);
    }
    const started = performance.now();
    const decision = decide({
      index: held.index,
      utterance: typeof row["q"] === "string" ? row["q"] : "",
      history: historyOf(row),
      triggers: hints,
      choice: required ? "required" : "auto",
    });
    const ms = Math.round((performance.now() - started) * 1000) / 1000;
    io.out(
      json ? jsonLine(row["id"] ?? null, decision, ms, flag(given, "explain")) : textLine(row["id"] ?? null, decision),
    );
  }
  return exitCodes.ok;
}

function historyOf(row: JsonObject): readonly Said[] {
  const history = Array.isArray(row["history"]) ? (row["history"] as readonly Json[]) : [];
  return history.flatMap((one) =>
    isJsonObject(one) && typeof one["text"] === "string"
      ? [{ role: one["role"] === "user" ? ("user" as const) : ("assistant" as const), text: one["text"] }]
      : [],
  );
}

function jsonLine(id: Json, decided: Decision, ms: number, explain: boolean): string {
  const { decision, calls, ranking, missing, fit, unsure, notes } = decided;
  const line = {
    id,
    decision,
    calls: calls.map(({ name, args, sources }) => ({ name, args, ...(explain ? { sources } : {}) })),
    ranking: ranking.map(({ name, score, parts }) => ({ name, score, ...(explain ? { parts } : {}) })),
    ...(missing === undefined ? {} : { missing }),
    ...(explain ? { fit, unsure, notes } : {}),
    ms,
  };
  return safeJsonLine(line);
}

function textLine(id: Json, { decision, calls, missing }: Decision): string {
  const what = calls.map(({ name, args }) => `${name} ${JSON.stringify(args)}`).join("; ");
  return `${safeLine(`${typeof id === "string" ? id : JSON.stringify(id)}  ${decision}  ${what}${missing === undefined ? "" : `  missing: ${missing.join(", ")}`}`, 400)}\n`;
}

async function readInput(given: Given): Promise<Result<Input, ConsoleError>> {
  const toolFile = textOption(given, "tools");
  const queryFile = textOption(given, "queries");
  if (toolFile === undefined || queryFile === undefined)
    return fail(usageError("There is nothing to run on.", "Give --tools FILE and --queries FILE.jsonl."));
  const choice = textOption(given, "tool-choice") ?? "auto";
  if (choice !== "auto" && choice !== "required")
    return fail(usageError("--tool-choice is not known.", "Use auto or required."));
  const entries = await readEntries(toolFile, "The tool list");
  if (!entries.ok) return entries;
  const rows = await readEntries(queryFile, "The file of requests");
  if (!rows.ok) return rows;
  const promptFile = textOption(given, "prompt");
  const prompt = promptFile === undefined ? ok(undefined) : await readText(promptFile, "The prompt");
  if (!prompt.ok) return prompt;
  const checked = checkRows(rows.value);
  if (!checked.ok) return checked;
  const variant = textOption(given, "variant") ?? entries.value[0]?.["variant"];
  const tools = entries.value.filter((tool) => variant === undefined || tool["variant"] === variant);
  const known = new Set<Json>(tools.flatMap((tool) => [tool["tid"], tool["name"]]).filter((key) => key !== undefined));
  for (const [at, row] of rows.value.entries()) {
    const lost = Array.isArray(row["tools"])
      ? (row["tools"] as readonly Json[]).find((key) => !known.has(key))
      : undefined;
    if (lost !== undefined)
      return fail(
        usageError(
          `Row ${at + 1} offers a tool that the list does not have: ${JSON.stringify(lost).slice(0, 80)}.`,
          "Use a `tid` or a name of the list.",
        ),
      );
  }
  return ok({ tools, rows: rows.value, prompt: prompt.value, required: choice === "required" });
}

/** Whether each row has what is read of it. */
function checkRows(rows: readonly JsonObject[]): Result<undefined, ConsoleError> {
  for (const [at, { q, tools, history }] of rows.entries()) {
    const says = (what: string): Result<undefined, ConsoleError> =>
      fail(usageError(`Row ${at + 1} ${what}.`, "A row is {id, q, tools?, history?, system?}."));
    if (typeof q !== "string") return says("has no request: `q` must be a text");
    if (tools !== undefined && tools !== "all" && !Array.isArray(tools))
      return says('has `tools` that is neither a list nor "all"');
    if (history !== undefined && !Array.isArray(history)) return says("has a `history` that is not a list");
  }
  return ok(undefined);
}

/** The objects of a file: a JSON array, an object with `tools`, or JSON lines. */
async function readEntries(path: string, what: string): Promise<Result<readonly JsonObject[], ConsoleError>> {
  const text = await readText(path, what);
  if (!text.ok) return text;
  const whole = readJson(text.value);
  if (Array.isArray(whole)) return ok(whole.filter(isJsonObject));
  if (isJsonObject(whole))
    return ok(
      Array.isArray(whole["tools"]) && whole["q"] === undefined ? whole["tools"].filter(isJsonObject) : [whole],
    );
  const rows: JsonObject[] = [];
  for (const [at, line] of text.value.split("\n").entries()) {
    if (line.trim() === "") continue;
    const row = readJson(line);
    if (!isJsonObject(row))
      return fail(usageError(`${what} has something else than a JSON object in line ${at + 1}.`, "Give JSON lines."));
    rows.push(row);
  }
  return ok(rows);
}

async function readText(path: string, what: string): Promise<Result<string, ConsoleError>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return fail(usageError(`${what} could not be read.`, "Check the path."));
  }
  return bytes.length > LONGEST_FILE
    ? fail(usageError(`${what} is too large.`, "Give at most 64 MiB."))
    : ok(bytes.toString("utf8"));
}
