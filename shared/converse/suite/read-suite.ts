import { isJsonObject } from "#shared/base/json.ts";
import { readCsv } from "#shared/converse/suite/read-csv.ts";
import { readJsonRow, type ReadRecord, type ReadRow, type RowProblem } from "#shared/converse/suite/read-row.ts";
import { seedOf } from "#shared/converse/suite/seed.ts";
import type { Row } from "#shared/converse/suite/suite.ts";

/** A file read: every record is a row or a problem. */
export interface ReadSuite {
  readonly rows: readonly Row[];
  readonly problems: readonly RowProblem[];
  /** Columns or keys that a suite does not keep. */
  readonly ignored: readonly string[];
}

const MOST_ROWS = 5_000;
/** Of all rows as JSON: a suite travels whole to every screen. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Reads a suite from text: CSV with a header line (comma, semicolon or tab; see `suiteCsv` for the columns), JSON lines,
 * or a JSON array, told apart by the first character. Rows without an id get one made of their content. Nothing is
 * dropped in silence: what is no row is a problem with its line; at most 5,000 rows and 4 million characters.
 */
export function readSuite(text: string): ReadSuite {
  const body = text.replace(/^\uFEFF/, "");
  const first = body.trimStart().charAt(0);
  if (first === "") return { rows: [], problems: [{ line: 1, said: "There is nothing in it." }], ignored: [] };
  const ignored = new Set<string>();
  const records = first === "{" || first === "[" ? readJson(body, ignored) : readCsv(body, ignored);
  return { ...settle(records), ignored: [...ignored] };
}

function readJson(text: string, ignored: Set<string>): readonly ReadRecord[] {
  const array = text.trimStart().startsWith("[") ? parse(text) : undefined;
  if (Array.isArray(array))
    return (array as readonly unknown[]).map((value, at) => ({ line: at + 1, read: readValue(value, ignored) }));
  return text.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    const value = parse(line);
    return [{ line: at + 1, read: value === undefined ? "This is not JSON." : readValue(value, ignored) }];
  });
}

function readValue(value: unknown, ignored: Set<string>): ReadRow | string {
  if (!isJsonObject(value)) return "This is not a JSON object.";
  const read = readJsonRow(value);
  if (typeof read === "string") return read;
  for (const key of read.ignored) ignored.add(key);
  return read.row;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
  for (const { line, read } of records) {
    if (typeof read === "string") problems.push({ line, said: read });
    else if (read.id !== undefined && lines.get(read.id) !== line)
      problems.push({ line, said: `The id is that of the row in line ${lines.get(read.id) ?? 0}.` });
    else if (rows.length >= MOST_ROWS) problems.push({ line, said: "A suite holds at most 5,000 rows." });
    else if (characters > MOST_CHARACTERS) problems.push({ line, said: "A suite holds at most 4 million characters." });
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
