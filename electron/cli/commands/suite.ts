import { writeFile } from "node:fs/promises";
import { memoryStore } from "#core/store/memory-store.ts";
import { systemClock } from "#core/system-clock.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { SuiteRun } from "#shared/contract/suite.ts";
import { confusion, toolScores } from "#shared/converse/suite/confusion.ts";
import { compareRuns, type Comparison } from "#shared/converse/suite/flips.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import { winRates } from "#shared/converse/suite/win-rate.ts";
import { suiteJunit } from "#shared/report/suite-junit.ts";
import { suiteMarkdown } from "#shared/report/suite-markdown.ts";
import { addAssistant, modelOptions, readUrls } from "../assistant-input.ts";
import { flag, textOption, textOptions, type Command, type CommandIo, type Given } from "../command.ts";
import { readDriftSide } from "../drift-side.ts";
import { exitCodes } from "../exit-code.ts";
import { safeJson, safeText, tellError } from "../safe-output.ts";
import { serverOptions, usageError } from "../server-input.ts";
import { openCore } from "../session.ts";
import { readSuiteInput, type SuiteInput } from "../suite-input.ts";
import { suiteText } from "../suite-text.ts";
import { FILE_LIST, keepToolList } from "../tool-list-store.ts";

const FORMATS = ["json", "junit", "markdown"] as const;
const NO_OPTION = { type: "string", help: "" } as const;

/** `preflight suite`: utterances with what should come of each, on a model. */
export const suite: Command = {
  usage: "suite FILE [--server URL]... [--tools FILE] [--prompt FILE] [options]",
  about: `Runs a suite: utterances, each with the tool (or none, or a question back) and the arguments that should come of
it. FILE is CSV with a header line, or JSON lines, or - for standard input. Columns: utterance, and tool (empty for none),
expect (call, none, ask), match (exact, partial, ignored), args (JSON), accept, more_calls, history, id, paraphrase_of.
Without args the match is ignored: picking the tool is enough, also while the model still asks back for a value.
The tools are discovered on every --server as at the start of a conversation (env:NAME keeps a URL out of the arguments;
PREFLIGHT_URL where none is given), or read from --tools: then no server is needed. No tool is called.
The model is simulated, deterministic and offline, unless --model names a real one, as PROVIDER:NAME.
Ends with code 10 when fewer rows pass than --min-pass says (default: all of them).`,
  options: {
    server: { type: "string", multiple: true, value: "URL", help: "A server of the assistant; can be repeated" },
    tools: { type: "string", value: "FILE", help: "A tool list: a file, or the id of a stored snapshot" },
    prompt: { type: "string", value: "FILE", help: "The assistant's system prompt" },
    ...modelOptions,
    repeats: { type: "string", value: "N", help: "Tries of each row on a real model, 1 (the default) to 20" },
    paraphrases: { type: "string", value: "N", help: "Also run up to N paraphrases of each row (default 0)" },
    "min-pass": { type: "string", value: "SHARE", help: "The least share of rows that must pass, 0 to 1 (default 1)" },
    out: { type: "string", value: "FILE", help: "Write the run, to be another run's baseline" },
    baseline: { type: "string", value: "FILE", help: "A run that --out wrote: tell what flipped since" },
    "fail-broken": { type: "boolean", help: "Also end with code 10 when a row passed in the baseline and now fails" },
    junit: { type: "boolean", help: "Print JUnit XML" },
    markdown: { type: "boolean", help: "Print a page of Markdown" },
    "header-env": serverOptions["header-env"] ?? NO_OPTION,
    transport: serverOptions["transport"] ?? NO_OPTION,
    json: { type: "boolean", help: "Print JSON for machines" },
  },
  examples: [
    "preflight suite triggers.csv --server https://mcp.example.com/v1 --prompt prompt.md",
    "preflight suite triggers.csv --tools tools.json --prompt prompt.md --baseline main.json --fail-broken --junit",
  ],
  async run(given, io) {
    const json = flag(given, "json");
    if (FORMATS.filter((format) => flag(given, format)).length > 1)
      return tellError(io, usageError("There are several formats.", "Give one of --json, --junit, --markdown."), json);
    const input = await readSuiteInput(given, io);
    if (!input.ok) return tellError(io, input.error, json);
    const run = await runSuite(input.value, given, io);
    if (!run.ok) return tellError(io, run.error, json);
    return finish(run.value, input.value, given, io);
  },
};

/** Runs the suite in a core of its own. */
async function runSuite(input: SuiteInput, given: Given, io: CommandIo): Promise<Result<SuiteRun, ConsoleError>> {
  const store = memoryStore();
  const source = textOption(given, "tools");
  if (source !== undefined) {
    const side = await readDriftSide(source, source, given, io);
    if (!side.ok) return side;
    await keepToolList(store, side.value.tools, { name: side.value.label, at: systemClock.now() });
  }
  const core = await openCore(io, undefined, store);
  try {
    const urls = serverUrls(source !== undefined, given, io);
    if (!urls.ok) return urls;
    const listed = source === undefined ? {} : { storedServer: FILE_LIST };
    const assistantId = await addAssistant(core, { urls: urls.value, ...listed, confirmCalls: true }, given, io);
    if (!assistantId.ok) return assistantId;
    const context = { signal: io.signal };
    const { name, rows, repeats } = input;
    const saved = await core.handlers["suites.save"](
      { id: "suite", name: name.slice(0, 200), rows: [...rows] },
      context,
    );
    if (!saved.ok) return saved;
    return await core.handlers["suites.run"](
      {
        runId: "run",
        suiteId: "suite",
        assistantId: assistantId.value,
        repeats,
        drafts: false,
        ...(source === undefined ? {} : { snapshotIds: { [FILE_LIST]: FILE_LIST } }),
      },
      context,
    );
  } finally {
    await core.close();
  }
}

/** The servers to discover: those of --server; with a list from --tools there may be none. */
function serverUrls(hasList: boolean, given: Given, io: CommandIo): Result<readonly string[], ConsoleError> {
  const named = textOptions(given, "server");
  const urls = hasList && named.length === 0 ? ok([]) : readUrls(named, io);
  return urls.ok ? urls : fail(usageError(urls.error.said, "Give --server URL (or env:NAME), or --tools FILE."));
}

/** Writes and prints a finished run, and gives the exit code. */
async function finish(run: SuiteRun, input: SuiteInput, given: Given, io: CommandIo): Promise<number> {
  const out = textOption(given, "out");
  if (out !== undefined) {
    try {
      await writeFile(out, safeJson(run));
    } catch {
      return tellError(io, usageError("--out could not be written.", "Check the path."), flag(given, "json"));
    }
  }
  const since = input.baseline === undefined ? undefined : compareRuns(input.baseline, run);
  io.out(rendered(run, input, since, given));
  const { passed, rows } = summarizeRun(run);
  const broken = flag(given, "fail-broken") && (since?.broken ?? 0) > 0;
  // A share such as 0.9 of 10 rows is 9 rows, whatever binary fractions make of it.
  return passed + 1e-9 >= rows * input.minPass && !broken ? exitCodes.ok : exitCodes.suiteFailed;
}

function rendered(run: SuiteRun, { name }: SuiteInput, since: Comparison | undefined, given: Given): string {
  const { title, warnings } = run;
  if (flag(given, "junit")) return safeText(suiteJunit(run, { name, title }));
  if (flag(given, "markdown")) return safeText(suiteMarkdown(run, { name, title, warnings, since }));
  if (!flag(given, "json")) return suiteText(run, { title, warnings, since });
  const paraphrases = winRates(run).map(({ row, passed, paraphrases: of, won, alike, rate, margin }) => {
    return { rowId: row.id, passed, paraphrases: of, won, alike, rate, margin };
  });
  return safeJson({
    summary: summarizeRun(run),
    confusion: confusion(run),
    tools: toolScores(run),
    paraphrases,
    ...(since === undefined ? {} : { since }),
    run,
  });
}
