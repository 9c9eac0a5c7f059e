import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "#shared/base/json.ts";
import { indexTools, type ToolIndex } from "#shared/converse/simulate/index-tools.ts";

/** A tool of a data set. */
export interface DataTool {
  readonly tid: number;
  readonly name: string;
  readonly description?: string;
  readonly inputSchema: JsonObject;
  readonly variant?: string;
}

/** Accepted values by parameter; "" among them: may be left out. */
export type Accepted = Readonly<Record<string, readonly unknown[]>>;

/** A row of a data set: see the data folder's README. */
export interface DataRow {
  readonly id: string;
  readonly q: string;
  readonly history?: readonly { readonly role: string; readonly text: string }[];
  readonly system?: string;
  readonly tools: readonly number[] | "all";
  readonly kind: string;
  readonly calls: readonly { readonly name: string; readonly args?: Accepted; readonly alt?: readonly Accepted[] }[];
  readonly missing?: readonly string[];
}

/** A data set: its rows and its tools. */
export interface DataSet {
  readonly name: string;
  readonly rows: readonly DataRow[];
  readonly toolsOf: (row: DataRow, variant?: string) => readonly DataTool[];
  readonly indexOf: (row: DataRow, variant?: string) => ToolIndex;
}

/** The rows of a file of JSON lines. */
export function readLines<Row>(path: string): readonly Row[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
}

/** The data folder of the command line, which may be the folder itself or its parent. */
export function toolselFolder(): string {
  const given = process.argv[2] ?? process.env["PREFLIGHT_DATA_DIR"];
  if (given === undefined) throw new Error("Give the data folder: the one that holds toolsel/.");
  const inside = join(given, "toolsel");
  const folder = existsSync(inside) ? inside : given;
  if (!existsSync(join(folder, "bfcl_multiple.jsonl"))) throw new Error("The data is not in that folder.");
  return folder;
}

/** Reads one data set; indexes are made once per tool list. */
export function dataSet(folder: string, name: string): DataSet {
  const rows = readLines<DataRow>(join(folder, `${name}.jsonl`));
  const toolFile = name === "metatool_need" ? "metatool_single" : name;
  const tools = readLines<DataTool>(join(folder, `${toolFile}.tools.jsonl`));
  const byVariant = new Map<string, Map<number, DataTool>>();
  for (const tool of tools) {
    const variant = tool.variant ?? "v0";
    const held = byVariant.get(variant) ?? new Map<number, DataTool>();
    held.set(tool.tid, tool);
    byVariant.set(variant, held);
  }
  const indexes = new Map<string, ToolIndex>();
  const toolsOf = (row: DataRow, variant = "v0"): readonly DataTool[] => {
    const all = byVariant.get(variant) ?? new Map<number, DataTool>();
    if (row.tools === "all") return [...all.values()];
    return row.tools.map((tid) => all.get(tid)).filter((tool) => tool !== undefined);
  };
  return {
    name,
    rows,
    toolsOf,
    indexOf: (row, variant = "v0") => {
      const key = `${variant}:${String(row.tools)}`;
      const known = indexes.get(key);
      if (known !== undefined) return known;
      const made = indexTools(toolsOf(row, variant));
      indexes.set(key, made);
      return made;
    },
  };
}

/** What the user said in earlier turns, joined. */
export function earlierOf(row: DataRow): string {
  return (row.history ?? [])
    .filter(({ role }) => role === "user")
    .map(({ text }) => text)
    .join("\n");
}
