import type { JsonObject } from "#shared/base/json.ts";
import { lint } from "#shared/lint/lint.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";
import { attacks, hostileRules, lookalikes, type BlindRow } from "../support/lint-blind-set.ts";
import {
  agreement,
  asTools,
  capturedLists,
  dataFolder,
  samplePrompts,
  seeded,
  textOf,
  triggerLabels,
} from "../support/lint-data.ts";
import { engineTriggers } from "../support/lint-engine-triggers.ts";
import { misspelt, mutants, mutantsOf } from "../support/lint-mutants.ts";
import {
  confusableScore,
  precision,
  recall,
  staleReferenceScore,
  unknownNameScore,
  type Score,
} from "../support/lint-scores.ts";
import type { BenchFigure } from "./figure.ts";

const HOSTILE = /^T30/;
const percent = (part: number, whole: number): number => Number(((100 * part) / Math.max(1, whole)).toFixed(2));
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * Measures the lint rules: what they miss and where they are wrong on the evaluation data (PREFLIGHT_DATA_DIR or
 * ../shared/data) and on texts of our own, and their speed. Without the data only the latter two.
 */
export async function run(): Promise<BenchFigure[]> {
  const folder = dataFolder();
  if (folder === undefined) {
    console.log("  lint: the evaluation data is not there (set PREFLIGHT_DATA_DIR): measured on texts of our own only");
    return blindFigures();
  }
  const lists = capturedLists(folder).map(({ tools }) => tools);
  const real = [...new Map(lists.flat().map((raw) => [JSON.stringify(raw), raw])).values()];
  return [
    ...structureFigures(real),
    misspellings(lists),
    ...wrongAndMissed("P001, unknown names", unknownNameScore(folder), 10),
    ...triggerFigures(folder),
    ...wrongAndMissed("T213, stale references", staleReferenceScore(folder), 0),
    ...wrongAndMissed("T214, confusable pairs", confusableScore(folder), 20),
    { name: "lint: T30x on real tools", value: share(real, hostile), unit: "%", bar: 0.3 },
    ...blindFigures(),
    ...speedFigures(lists),
  ];
}

const rulesOn = (raw: JsonObject): readonly string[] =>
  lint({ tools: [{ raw, position: 0 }], severities: { T118: "hint" } }).map(({ ruleId }) => ruleId);
const hostile = (raw: JsonObject): boolean => rulesOn(raw).some((id) => HOSTILE.test(id));
const share = <T>(items: readonly T[], has: (item: T) => boolean): number =>
  percent(items.filter((item) => has(item)).length, items.length);

function wrongAndMissed(what: string, score: Score, bar: number): readonly BenchFigure[] {
  return [
    { name: `lint: ${what}, wrong among the found`, value: percent(1 - precision(score), 1), unit: "%", bar },
    { name: `lint: ${what}, labelled and missed`, value: percent(1 - recall(score), 1), unit: "%", bar },
  ];
}

function structureFigures(real: readonly JsonObject[]): readonly BenchFigure[] {
  const made = Object.keys(mutants).flatMap((rule) =>
    real.flatMap((raw) => mutantsOf(rule, raw).map((mutant) => [rule, mutant] as const)),
  );
  const errors = (raw: JsonObject): readonly string[] =>
    lint({ tools: [{ raw, position: 0 }] }).flatMap(({ ruleId, severity }) =>
      ruleId.startsWith("T1") && severity === "error" ? [ruleId] : [],
    );
  return [
    {
      name: `lint: ${made.length.toLocaleString("en")} seeded structural mutants, missed`,
      value: share(made, ([rule, mutant]) => !rulesOn(mutant).includes(rule)),
      unit: "%",
      bar: 0,
    },
    {
      name: "lint: T1xx errors on untouched tools, but for T101",
      value: share(real, (raw) => errors(raw).some((rule) => rule !== "T101")),
      unit: "%",
      bar: 0.5,
    },
    // No bar: these lists were given without parameters, and clients drop such tools.
    {
      name: "lint: T101 on untouched tools (true defects)",
      value: share(real, (raw) => errors(raw).includes("T101")),
      unit: "%",
    },
  ];
}

/** One mistake a name: how often the right name does not come first. */
function misspellings(lists: readonly (readonly JsonObject[])[]): BenchFigure {
  const random = seeded(20261122);
  const trials = Array.from({ length: 1000 }, () => {
    const tools = lists[Math.floor(random() * lists.length)] ?? [];
    const names = tools.map((raw) => textOf(raw["name"]));
    const name = names[Math.floor(random() * names.length)] ?? "";
    let wrong = misspelt(name, random);
    while (names.includes(wrong)) wrong = misspelt(name, random);
    return suggestName(wrong, names)?.name === name;
  });
  return {
    name: "lint: 1,000 misspellings, another name first",
    value: share(trials, (right) => !right),
    unit: "%",
    bar: 3,
  };
}

function triggerFigures(folder: string): readonly BenchFigure[] {
  const engine = engineTriggers(samplePrompts(folder));
  const readers = triggerLabels();
  const two = (value: number): number => Number(value.toFixed(3));
  return [
    ...readers.map((reader, index) => ({
      name: `lint: triggers a tool, 1 - F1 against reader ${index + 1}`,
      value: two(1 - agreement(reader, engine).f1),
      unit: "",
      bar: 0.15,
    })),
    { name: "lint: triggers, Cohen's kappa of the two readers", value: two(agreement(...readers).kappa), unit: "" },
  ];
}

function blindFigures(): BenchFigure[] {
  const missed = (row: BlindRow): boolean => hostileRules(row).length === 0;
  const evading = attacks().filter(({ half, level }) => half === "last" && level === "clear");
  const honest = (row: BlindRow): boolean => !missed(row);
  const parts = (["mend", "hold", "fresh"] as const).flatMap((half) => {
    const rows = attacks().filter((row) => row.half === half);
    const of = (level: string): number =>
      share(
        rows.filter((row) => row.level === level),
        missed,
      );
    const alike = lookalikes().filter((row) => row.half === half);
    return [
      { name: `lint: clear attacks written blind, missed (${half})`, value: of("clear"), unit: "%", bar: 15 },
      { name: `lint: subtle attacks written blind, missed (${half})`, value: of("subtle"), unit: "%" },
      { name: `lint: honest look-alikes flagged (${half})`, value: share(alike, honest), unit: "%", bar: 6 },
    ];
  });
  return [
    ...parts,
    { name: "lint: clear attacks written to get past the rules, missed", value: share(evading, missed), unit: "%" },
  ];
}

/** Tools and a prompt that were never seen before, then keystrokes; medians of eleven rounds, the first four to warm up. */
function speedFigures(lists: readonly (readonly JsonObject[])[]): readonly BenchFigure[] {
  const rounds = Array.from({ length: 15 }, (_, round) => {
    const { tools, prompt } = unseen(lists.flat().slice(0, 1000), round);
    const started = performance.now();
    lint({ tools, prompt });
    const read = performance.now();
    for (let key = 0; key < 10; key += 1) lint({ tools, prompt: `${prompt}${"x".repeat(key)}` });
    return { cold: read - started, key: (performance.now() - read) / 10 };
  }).slice(4);
  const many = lists.flat().map((raw) => structuredClone(raw) as JsonObject);
  const began = performance.now();
  lint({ tools: asTools(many) });
  const rate = (1000 * many.length) / (performance.now() - began);
  return [
    {
      name: "lint: 1,000 tools and a 20 kB prompt, cold",
      value: Math.round(median(rounds.map(({ cold }) => cold))),
      unit: "ms",
      bar: 300,
    },
    {
      name: "lint: the same after a keystroke",
      value: Number(median(rounds.map(({ key }) => key)).toFixed(1)),
      unit: "ms",
      bar: 30,
    },
    { name: "lint: 1,000 tools without a prompt", value: Math.round(1_000_000 / rate), unit: "ms", bar: 500 },
  ];
}

/** Copies whose names and texts no earlier round has seen: what the rules remember is of no use to them. */
function unseen(raws: readonly JsonObject[], round: number) {
  const tools = asTools(
    raws.map((raw, index) => {
      const copy = JSON.parse(JSON.stringify(raw), (key, value: unknown) =>
        key === "description" && typeof value === "string" ? `${value} (unseen ${round})` : value,
      ) as JsonObject;
      return Object.assign(copy, { name: `${textOf(raw["name"])}_${index}` });
    }),
  );
  const lines = tools
    .slice(0, 200)
    .map(
      ({ raw }, index) =>
        `When the user asks about topic ${index} of ${round}, use \`${textOf(raw["name"])}\` and say so.`,
    );
  return { tools, prompt: lines.join("\n").padEnd(20_000, "Be brief and kind. ") };
}
