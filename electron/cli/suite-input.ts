import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { readJson } from "#shared/base/json.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { decodeText } from "#shared/base/decode-text.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { suiteRunSchema, type SuiteRow, type SuiteRun } from "#shared/contract/suite.ts";
import { looksEnglish, paraphraseRows } from "#shared/converse/suite/paraphrase.ts";
import { readSuite } from "#shared/converse/suite/read-suite.ts";
import { textOption, type CommandIo, type Given } from "./command.ts";
import { safeLine } from "./safe-output.ts";
import { usageError } from "./server-input.ts";

const LONGEST_FILE = 64 * 1024 * 1024;
const MOST_ROWS = 5_000;
const MOST_TOLD = 20;

/** A suite as the command line was given it. */
export interface SuiteInput {
  readonly name: string;
  readonly rows: readonly SuiteRow[];
  readonly repeats: number;
  /** Share of the rows that must pass, 0 to 1. */
  readonly minPass: number;
  readonly baseline: SuiteRun | undefined;
}

/** Reads the suite's file, the baseline and the numbers. Rows that cannot be read are told line by line, and all refused. */
export async function readSuiteInput(given: Given, io: CommandIo): Promise<Result<SuiteInput, ConsoleError>> {
  const [file, ...more] = given.positionals;
  if (file === undefined || more.length > 0)
    return fail(usageError("A suite is one file.", "Give a CSV file or JSON lines, or - for standard input."));
  const repeats = numberOf(given, "repeats", 1);
  const count = numberOf(given, "paraphrases", 0);
  const minPass = numberOf(given, "min-pass", 1);
  if (!Number.isInteger(repeats) || repeats < 1 || repeats > 20)
    return fail(usageError("--repeats is not known.", "Give a number from 1 to 20."));
  if (!Number.isInteger(count) || count < 0 || count > 20)
    return fail(usageError("--paraphrases is not known.", "Give a number from 0 to 20."));
  if (!(minPass >= 0 && minPass <= 1))
    return fail(usageError("--min-pass is not known.", "Give a share from 0 to 1, such as 0.9."));
  const text = file === "-" ? await io.input() : await readText(file);
  if (text === undefined) return fail(usageError("The suite could not be read.", "Check the path; at most 64 MiB."));
  const { rows, problems, ignored } = readSuite(text);
  if (problems.length > 0) return fail(unreadable(problems, io));
  if (ignored.length > 0) io.err(`Not used of the suite: ${ignored.map((name) => safeLine(name, 40)).join(", ")}\n`);
  const foreign = count === 0 ? 0 : rows.filter(({ utterance }) => !looksEnglish(utterance)).length;
  if (foreign > 0)
    io.err(
      `Paraphrases are made for English only: ${foreign} of ${rows.length} rows ${foreign === 1 ? "does" : "do"} not look English.\n`,
    );
  const all = [...rows, ...paraphraseRows(rows, count)];
  if (all.length > MOST_ROWS)
    return fail(usageError("The suite has more than 5,000 rows.", "Give fewer rows or --paraphrases."));
  const baseline = await readBaseline(textOption(given, "baseline"));
  if (!baseline.ok) return baseline;
  const name = file === "-" ? "suite" : basename(file);
  return ok({ name, rows: all as SuiteRow[], repeats, minPass, baseline: baseline.value });
}

function unreadable(
  problems: readonly { readonly line: number; readonly said: string }[],
  io: CommandIo,
): ConsoleError {
  for (const { line, said } of problems.slice(0, MOST_TOLD)) io.err(`line ${line}: ${safeLine(said, 200)}\n`);
  if (problems.length > MOST_TOLD) io.err(`and ${problems.length - MOST_TOLD} more\n`);
  const count = problems.length;
  return invalidInput(
    "E_SUITE_FILE",
    `${count} ${count === 1 ? "row" : "rows"} of the suite cannot be read.`,
    "Correct the lines that are named; nothing was run.",
    problems
      .slice(0, MOST_TOLD)
      .map(({ line, said }) => `line ${line}: ${said}`)
      .join("\n"),
  );
}

async function readBaseline(path: string | undefined): Promise<Result<SuiteRun | undefined, ConsoleError>> {
  if (path === undefined) return ok(undefined);
  const text = await readText(path);
  if (text === undefined) return fail(usageError("The baseline could not be read.", "Check the path."));
  const read = suiteRunSchema.safeParse(readJson(text));
  return read.success
    ? ok(read.data)
    : fail(usageError("The baseline is not a run of a suite.", "Give a file that --out wrote."));
}

/** The number of an option; NaN where it is none. */
function numberOf(given: Given, name: string, otherwise: number): number {
  const text = textOption(given, name);
  return text === undefined ? otherwise : text.trim() === "" ? Number.NaN : Number(text);
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > LONGEST_FILE ? undefined : decodeText(await readFile(path));
  } catch {
    return undefined; // no such file, or not ours to read
  }
}
