import { isJsonObject, readJson } from "#shared/base/json.ts";
import { LINE_END, readCsv } from "#shared/converse/suite/read-csv.ts";
import { readJsonRow, type ReadRecord, type ReadRow, type RowProblem } from "#shared/converse/suite/read-row.ts";
import { seedOf } from "#shared/converse/suite/seed.ts";
import type { Row } from "#shared/converse/suite/suite.ts";

/** A file read: every record is a row or a problem. */
export interface ReadSuite {
  readonly rows: readonly Row[];
  readonly problems: readonly RowProblem[];
  /** The line with the names of the columns, where it is a table. */
  readonly header?: string;
  /** Columns or keys that a suite does not keep. */
  readonly ignored: readonly string[];
}

const MOST_ROWS = 5_000;
/** Of all rows as JSON: a suite travels whole to every screen. */
const MOST_CHARACTERS = 4_000_000;
/** Of the file, which may hold columns that a suite does not keep. */
const LONGEST = 64_000_000;

/**
 * Reads a suite from text: CSV with a header line (comma, semicolon or tab; see `suiteCsv` for the columns), JSON lines,
 * or a JSON array, told apart by the first character. Rows without an id get one made of their content. Nothing is
 * dropped in silence: what is no row is a problem with its line; at most 5,000 rows and 4 million characters.
 */
export function readSuite(text: string): ReadSuite {
  const body = text.replace(/^\uFEFF/, "");
  const first = body.trimStart().charAt(0);
  if (first === "") return refused("There is nothing in it.");
  if (body.length > LONGEST) return refused("The file is longer than 64 million characters.");
  const ignored = new Set<string>();
  if (first === "{" || first === "[") return { ...settle(readJsonText(body, ignored)), ignored: [...ignored] };
  const [header = ""] = body.split(LINE_END, 1);
  return { ...settle(readCsv(body, ignored)), header, ignored: [...ignored] };
}

const refused = (said: string): ReadSuite => ({ rows: [], problems: [{ line: 1, said, text: "" }], ignored: [] });

function readJsonText(text: string, ignored: Set<string>): readonly ReadRecord[] {
  const parts = text.trimStart().startsWith("[") ? entriesOf(text) : linesOf(text);
  return parts.map(({ line, text: own }) => {
    const value = readJson(own);
    return { line, text: own, read: value === undefined ? "This is not JSON." : readValue(value, ignored) };
  });
}

interface Part {
  readonly line: number;
  readonly text: string;
}

const linesOf = (text: string): readonly Part[] =>
  text.split("\n").flatMap((line, at) => (line.trim() === "" ? [] : [{ line: at + 1, text: line }]));

/** What decides where an entry of an array ends: texts, which may hold any of the others, brackets, commas, and lines. */
const MARKS = /"(?:[^"\\]|\\.)*"?|[[\]{},\n]/gs;

/** The entries of a JSON array as text, each with the line on which it begins. A broken one leaves the others readable. */
function entriesOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let from = 0;
  let [line, begun] = [1, 1];
  const end = (at: number): void => {
    const own = text.slice(from, at);
    const before = own.length - own.trimStart().length;
    const skipped = own.slice(0, before).split("\n").length - 1;
    if (own.trim() !== "") parts.push({ line: begun + skipped, text: own.trim() });
    from = at + 1;
    begun = line;
  };
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (mark === "[" || mark === "{") depth += 1;
    if (depth === 1 && (mark === "[" || mark === "," || mark === "]")) {
      if (mark === "[") [from, begun] = [index + 1, line];
      else end(index);
    }
    if (mark === "]" || mark === "}") depth -= 1;
    line += mark.split("\n").length - 1;
  }
  end(text.length);
  return parts;
}

function readValue(value: unknown, ignored: Set<string>): ReadRow | string {
  if (!isJsonObject(value)) return "This is not a JSON object.";
  const read = readJsonRow(value);
  if (typeof read === "string") return read;
  for (const key of read.ignored) ignored.add(key);
  return read.row;
}

/** Gives every row its id, and refuses those that take another row's. */
function settle(records: readonly ReadRecord[]): Pick<ReadSuite, "rows" | "problems"> {
  const problems: RowProblem[] = [];
  const lines = new Map<string, number>();
  for (const { line, read } of records)
    if (typeof read !== "string" && read.id !== undefined && !lines.has(read.id)) lines.set(read.id, line);
  const taken = new Set(lines.keys());
  const rows: Row[] = [];
  let characters = 0;
  for (const { line, text, read } of records) {
    const refuse = (said: string): number => problems.push({ line, said, text });
    if (typeof read === "string") refuse(read);
    else if (read.id !== undefined && lines.get(read.id) !== line)
      refuse(`The id is that of the row in line ${lines.get(read.id) ?? 0}.`);
    else if (rows.length >= MOST_ROWS) refuse("A suite holds at most 5,000 rows.");
    else if (characters > MOST_CHARACTERS) refuse("A suite holds at most 4 million characters.");
    else {
      characters += JSON.stringify(read).length;
      const id = read.id ?? freeId(read, taken);
      taken.add(id);
      rows.push({ ...read, id });
    }
  }
  return { rows, problems };
}

/** An id made of what the row says, so that reading the same file again gives the same ids. */
function freeId({ utterance, history, expect }: ReadRow, taken: ReadonlySet<string>): string {
  const stem = `r${seedOf(JSON.stringify([utterance, history, expect])).toString(36)}`;
  let id = stem;
  for (let nth = 2; taken.has(id); nth += 1) id = `${stem}-${nth}`;
  return id;
}
