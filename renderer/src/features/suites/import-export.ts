import { addSuite } from "#renderer/features/suites/suites-store.ts";
import { keepReport } from "#renderer/features/suites/suite-view-store.ts";
import { pickFile } from "#renderer/ui/pick-file.ts";
import { fileName, saveFile } from "#renderer/ui/save-file.ts";
import { decodeText } from "#shared/base/decode-text.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { suiteRowSchema, type Suite } from "#shared/contract/suite.ts";
import { readSuite } from "#shared/converse/suite/read-suite.ts";
import { suiteCsv, suiteJsonLines } from "#shared/converse/suite/write-suite.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** Reads a file into a new suite of the assistant. What is no row is told with its line, and kept to be copied. */
export async function importSuite(api: ConsoleApi, assistantId: string): Promise<ConsoleError | undefined> {
  const file = await pickFile(".csv,.tsv,.txt,.jsonl,.ndjson,.json,text/csv,application/json");
  if (file === undefined) return undefined;
  const { rows, problems, header, ignored } = readSuite(decodeText(file.bytes));
  const readable = rows.flatMap((row) => {
    const fits = suiteRowSchema.safeParse(row);
    return fits.success ? [fits.data] : [];
  });
  const unfit = rows.length - readable.length;
  keepReport(assistantId, {
    file: file.name,
    rows: readable.length,
    problems:
      unfit === 0 ? problems : [...problems, { line: 1, said: `${unfit} rows are too long to be kept.`, text: "" }],
    ignored,
    left: [...(header === undefined ? [] : [header]), ...problems.map(({ text }) => text)].join("\n"),
  });
  if (readable.length === 0) return undefined;
  return addSuite(api, assistantId, file.name.replace(/\.[^.]+$/, "").slice(0, 200) || "Imported suite", readable);
}

/** Offers the rows of a suite as a file. A table begins with the mark by which spreadsheets know UTF-8. */
export function exportSuite({ name, rows }: Suite, form: "csv" | "jsonl"): void {
  if (form === "csv") saveFile(fileName(name, ".csv"), "text/csv", `\uFEFF${suiteCsv(rows)}`);
  else saveFile(fileName(name, ".jsonl"), "application/x-ndjson", suiteJsonLines(rows));
}
