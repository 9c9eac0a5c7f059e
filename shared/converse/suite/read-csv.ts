import papa from "papaparse";
import type { Json, JsonObject } from "#shared/base/json.ts";
import { readExpected, readRest, type ReadRecord, type ReadRow } from "#shared/converse/suite/read-row.ts";
import { unguarded } from "#shared/converse/suite/write-suite.ts";

type Column = "id" | "utterance" | "expect" | "tool" | "match" | "args" | "accept" | "calls" | "history" | "origin";

/** What people call our columns. Compared in lower case, with any of space, `_` and `-` between words. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  id: ["id"],
  utterance: ["utterance", "q", "query", "question", "text", "input", "says", "user"],
  expect: ["expect", "expectation", "kind"],
  tool: ["tool", "expected tool", "expected", "tool name", "function"],
  match: ["match", "argument match"],
  args: ["args", "arguments", "expected args", "expected arguments"],
  accept: ["accept", "accepted values"],
  calls: ["more calls"],
  history: ["history"],
  origin: ["paraphrase of", "paraphraseof"],
};

const FAULTS: Readonly<Record<string, string>> = {
  MissingQuotes: "A quotation mark is opened here and not closed: all that follows is one cell.",
  InvalidQuotes: "After a closing quotation mark comes something else than the next cell.",
};

/** Where a line ends, as spreadsheets of all times write it. */
export const LINE_END = /\r\n|\r|\n/;

/** The records of a CSV text. Names of columns that are not ours go into `ignored`. */
export function readCsv(text: string, ignored: Set<string>): readonly ReadRecord[] {
  const { data, errors } = papa.parse(text, { delimiter: delimiterOf(text) });
  const [header = []] = data;
  const columns = header.map((name) => columnOf(name));
  const lines = text.split(LINE_END);
  const [first = ""] = lines;
  const unreadable = (read: string): readonly ReadRecord[] => [{ line: 1, text: first, read }];
  if (!columns.includes("utterance"))
    return unreadable("The first line names no column `utterance`: a table starts with the names of its columns.");
  const twice = columns.find((column, at) => column !== undefined && columns.indexOf(column) !== at);
  if (twice !== undefined) return unreadable(`Two columns of the first line are \`${twice}\`.`);
  header.forEach((name, at) => {
    if (columns[at] === undefined && name.trim() !== "") ignored.add(name);
  });
  const faults = new Map(errors.map(({ row, code, message }) => [row ?? 0, FAULTS[code] ?? `${message}.`]));
  const records: ReadRecord[] = [];
  let line = 1;
  for (const [at, cells] of data.entries()) {
    const height = cells.reduce((sum, cell) => sum + breaksIn(cell), 1);
    if (at > 0 && cells.some((cell) => cell.trim() !== "")) {
      const fault = faults.get(at);
      const own = lines.slice(line - 1, line - 1 + height).join("\n");
      records.push({ line, text: own, read: fault ?? readCells(cells, columns) });
    }
    line += height;
  }
  return records;
}

function readCells(cells: readonly string[], columns: readonly (Column | undefined)[]): ReadRow | string {
  const given = new Map<Column, string>();
  for (const [at, cell] of cells.entries()) {
    const column = columns[at];
    if (column !== undefined) given.set(column, unguarded(cell));
    else if (at >= columns.length && cell.trim() !== "") return "There are more cells than columns in the first line.";
  }
  const text = (column: Column): string | undefined => {
    const cell = given.get(column);
    return cell === undefined || cell.trim() === "" ? undefined : cell;
  };
  const rest: Record<string, Json> = {};
  for (const [column, key] of [
    ["id", "id"],
    ["origin", "paraphraseOf"],
  ] as const) {
    const cell = text(column);
    if (cell !== undefined) rest[key] = cell;
  }
  const history = jsonCell(text("history"), "history");
  if (typeof history === "string") return history;
  if (history !== undefined) rest["history"] = history.json;
  const written = expectedOf(text);
  if (typeof written === "string") return written;
  const expect = readExpected(written);
  return typeof expect === "string" ? expect : readRest(rest, given.get("utterance") ?? "", expect);
}

/** An expectation as a person writes it in a table: the tool alone is enough, and nothing at all means no tool. */
function expectedOf(text: (column: Column) => string | undefined): JsonObject | string {
  const tool = text("tool");
  const stated = text("expect")?.trim().toLowerCase();
  const word = tool?.trim().toLowerCase();
  const loose = stated === undefined;
  const kind = stated ?? (word === undefined || word === "none" ? "none" : word === "ask" ? "ask" : "call");
  if (kind === "none") return tool === undefined || loose ? { kind } : "No tool is expected, but one is named.";
  if (kind === "ask") return tool === undefined || loose ? { kind } : { kind, tool };
  if (kind !== "call") return "The expectation is none of call, none and ask.";
  const args = jsonCell(text("args"), "args");
  const accept = jsonCell(text("accept"), "accept");
  const more = jsonCell(text("calls"), "more_calls");
  if (typeof args === "string") return args;
  if (typeof accept === "string") return accept;
  if (typeof more === "string") return more;
  if (more !== undefined && !Array.isArray(more.json)) return "`more_calls` is not a JSON array.";
  const match = text("match")?.trim().toLowerCase();
  const [first = "", ...others] = loose ? (tool ?? "").split(";").map((name) => name.trim()) : [tool ?? ""];
  const call: Record<string, Json> = { tool: first };
  if (match !== undefined) call["match"] = match;
  if (args !== undefined) call["args"] = args.json;
  if (accept !== undefined) call["accept"] = accept.json;
  const rest = more === undefined ? others.filter((name) => name !== "").map((name) => ({ tool: name })) : more.json;
  return { kind, calls: [call, ...(rest as readonly Json[])] };
}

function jsonCell(cell: string | undefined, column: string): { readonly json: Json } | undefined | string {
  if (cell === undefined) return undefined;
  try {
    return { json: JSON.parse(cell) as Json };
  } catch {
    return `\`${column}\` is not JSON.`;
  }
}

function columnOf(name: string): Column | undefined {
  const plain = unguarded(name)
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ");
  return (Object.keys(NAMES) as readonly Column[]).find((column) => NAMES[column].includes(plain));
}

/** The character that separates the names of the columns. Names hold none, so the first line tells for the whole file. */
function delimiterOf(text: string): string {
  const [line = ""] = text.split(LINE_END, 1);
  const count = (char: string): number => line.split(char).length;
  return [",", ";", "\t"].reduce((best, char) => (count(char) > count(best) ? char : best));
}

const breaksIn = (cell: string): number => cell.split(LINE_END).length - 1;
