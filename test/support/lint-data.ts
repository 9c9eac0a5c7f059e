import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { LintTool } from "#shared/lint/lint-input.ts";

/** Where the evaluation data is: `PREFLIGHT_DATA_DIR`, else beside the repository; undefined where it is not there. */
export function dataFolder(): string | undefined {
  const folder = process.env["PREFLIGHT_DATA_DIR"] ?? join(import.meta.dirname, "../../../shared/data");
  return existsSync(folder) ? folder : undefined;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** The tool entries of a file: an array, or an object with `tools`. */
function toolsIn(value: unknown): readonly JsonObject[] {
  const tools = isJsonObject(value) ? value["tools"] : value;
  return Array.isArray(tools) ? tools.filter(isJsonObject) : [];
}

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const asTools = (raws: readonly JsonObject[], server?: string): readonly LintTool[] =>
  raws.map((raw, position) => ({ raw, position, ...(server === undefined ? {} : { server }) }));

/** Every captured tool list: name of the file, and its entries. */
export function capturedLists(
  folder: string,
): readonly { readonly name: string; readonly tools: readonly JsonObject[] }[] {
  return ["toollists", "toolsnaps"].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith(".json"))
      .map((file) => ({ name: `${part}/${file}`, tools: toolsIn(readJson(join(folder, part, file))) })),
  );
}

/** One public prompt with its tools. */
export interface SamplePrompt {
  readonly name: string;
  readonly prompt: string;
  readonly tools: readonly LintTool[];
  readonly subAgents: readonly string[];
}

/** The public prompts, in file order. Their tools carry names, descriptions and parameter names only. */
export function samplePrompts(folder: string): readonly SamplePrompt[] {
  const rows = readJson(join(folder, "lintdrift/prompts.json"));
  return (Array.isArray(rows) ? rows.filter(isJsonObject) : []).map((row) => ({
    name: textOf(row["name"]),
    prompt: typeof row["prompt"] === "string" ? row["prompt"] : "",
    tools: asTools(toolsIn({ tools: row["tools"] ?? [] }).map(withSchema)),
    subAgents: Array.isArray(row["subAgents"]) ? row["subAgents"].filter((name) => typeof name === "string") : [],
  }));
}

function withSchema(tool: JsonObject): JsonObject {
  const params = Array.isArray(tool["params"]) ? (tool["params"] as readonly unknown[]) : [];
  const names = params.flatMap((one) =>
    typeof one === "string" ? [one] : isJsonObject(one) && typeof one["name"] === "string" ? [one["name"]] : [],
  );
  return {
    name: tool["name"],
    description: tool["description"] ?? "",
    inputSchema: { type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])) },
  };
}

/** Definitions with a label of attack or smell, in file order. */
export function labelledTools(
  folder: string,
): readonly { readonly label: string; readonly file: string; readonly raw: JsonObject }[] {
  const rows = readJson(join(folder, "lintdrift/poisoned-tools.json"));
  return (Array.isArray(rows) ? rows.filter(isJsonObject) : []).map((row) => ({
    label: textOf(row["label"]),
    file: textOf(row["file"]),
    raw: isJsonObject(row["tool"]) ? row["tool"] : {},
  }));
}

/** Random numbers from a seed, 0 to 1 (mulberry32): the same seed, the same run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One reader's answers: prompt index, tool index, whether the prompt holds a trigger for the tool. */
export type TriggerLabels = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

const LABELS = join(import.meta.dirname, "../shared/lint/labels");

/** The labels of the two readers of triggers, the first reader's first. They read without seeing each other's. */
export function triggerLabels(): readonly [TriggerLabels, TriggerLabels] {
  return [readTriggers("prompts.json"), readTriggers("triggers-second-reader.json")];
}

function readTriggers(file: string): TriggerLabels {
  return (readJson(join(LABELS, file)) as { readonly triggers: TriggerLabels }).triggers;
}

/** How far two readers, or a reader and the engine, agree on the pairs that both answered. */
export interface Agreement {
  readonly pairs: number;
  readonly bothYes: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Share of equal answers. */
  readonly raw: number;
  /** Cohen's kappa: 1 is full agreement, 0 what chance gives. */
  readonly kappa: number;
  /** Of "yes", the first taken for the truth (F1 does not care which is). */
  readonly f1: number;
}

export function agreement(first: TriggerLabels, second: TriggerLabels): Agreement {
  const answers = Object.entries(first).flatMap(([prompt, tools]) =>
    Object.entries(tools).flatMap(([tool, one]): readonly (readonly [boolean, boolean])[] => {
      const other = second[prompt]?.[tool];
      return other === undefined ? [] : [[one, other]];
    }),
  );
  const count = (one: boolean, other: boolean): number =>
    answers.filter(([a, b]) => a === one && b === other).length / Math.max(1, answers.length);
  const [yes, onlyFirst, onlySecond, no] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false),
  ];
  const chance = (yes + onlyFirst) * (yes + onlySecond) + (no + onlyFirst) * (no + onlySecond);
  const pairs = answers.length;
  return {
    pairs,
    bothYes: Math.round(yes * pairs),
    onlyFirst: Math.round(onlyFirst * pairs),
    onlySecond: Math.round(onlySecond * pairs),
    raw: yes + no,
    kappa: chance === 1 ? 1 : (yes + no - chance) / (1 - chance),
    f1: (2 * yes) / Math.max(Number.EPSILON, 2 * yes + onlyFirst + onlySecond),
  };
}
