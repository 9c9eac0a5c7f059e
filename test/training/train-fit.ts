// Trains "does any tool fit": `node test/training/train-fit.ts DATA_FOLDER [--write]`. Prints, by five-fold
// cross-validation (neither the slots' weights nor the judge's have seen the row), F1 of "none" over all BFCL irrelevance sets and the share of the calls kept.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fitFeatures, fitNames, plainFeatures } from "#shared/converse/simulate/decide-features.ts";
import { fitOfFeatures } from "#shared/converse/simulate/fit-weights.ts";
import { indexTools, type ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import { rank } from "#shared/converse/simulate/rank.ts";
import { readClues } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots } from "#shared/converse/simulate/slots/fill-slots.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { guessBias } from "#shared/converse/simulate/weights.ts";
import { writeCard } from "./card.ts";
import { foldOf, logit, type Example } from "./linear.ts";
import { growTrees, type SmallTree } from "./small-trees.ts";
import { slotTraining, trainSlots, useSlots } from "./slot-training.ts";
import { dataSet, earlierOf, toolselFolder, type DataRow } from "./tool-data.ts";

interface Row extends Example {
  readonly set: string;
  readonly q: string;
  /** What the row asks for, and whether a required value is not told. */
  readonly kind: string;
  readonly asks: boolean;
}

const RIDGE = Number(/--ridge=(\S+)/.exec(process.argv.join(" "))?.[1] ?? 0.001);
const FOLDS = 5;
const folder = toolselFolder();
/** Sets with what a row of them counts for. "-gone" takes the right tool out of the list. */
const SETS: readonly (readonly [string, number])[] = [
  ["bfcl_irrelevance", 1],
  ["bfcl_live_irrelevance", 1],
  ["bfcl_multiple", 1],
  ["bfcl_simple_python", 1],
  ["bfcl_live_simple", 1],
  ["bfcl_live_multiple", 1],
  ["bfcl_live_relevance", 1],
  ["bfcl_parallel", 0.5],
  ["bfcl_parallel_multiple", 0.5],
  ["when2call", 1],
  ["sealtools", 0.5],
  ["toolalpaca", 0.5],
  ["metatool_none", 0.03],
  ["sealtools-gone", 0.05],
  ["bfcl_live_multiple-gone", 0.03],
];
// How sure the slots are is told by weights that have not seen the row, as it will be for a request that is new.
const slotChoices = slotTraining(folder);
const slotsWithout = Array.from({ length: FOLDS }, (_, fold) =>
  trainSlots(slotChoices.filter(({ id }) => foldOf(id, FOLDS) !== fold)),
);
const rows: Row[] = SETS.flatMap(([label, weight]) => {
  const name = label.replace("-gone", "");
  const set = dataSet(folder, name);
  return set.rows.flatMap((row) => {
    if (!label.endsWith("-gone")) return example(label, row, set.indexOf(row), weight, row.kind === "none" ? 1 : 0);
    const gold = new Set(row.calls.map(({ name: one }) => one));
    const rest = set.toolsOf(row).filter(({ name: one }) => !gold.has(one));
    return rest.length === 0 ? [] : example(label, row, indexTools(rest), weight, 1);
  });
});

function example(set: string, row: DataRow, index: ToolIndex, weight: number, label: number): readonly Row[] {
  const utterance = readUtterance(row.q);
  const ranking = rank({ index, utterance, earlier: earlierOf(row) });
  const tool = index.tools[ranking[0]?.position ?? -1];
  if (tool === undefined) return [];
  const slots = slotsWithout[foldOf(row.q, FOLDS)];
  if (slots !== undefined) useSlots(slots);
  const filled = fillSlots(tool, readClues(utterance), guessBias);
  const features = fitFeatures(ranking, tool, filled, utterance);
  return [{ set, q: row.q, kind: row.kind, asks: filled.missing.length > 0, weight, label, features }];
}

interface Judge {
  readonly weights: readonly number[];
  readonly bias: number;
  readonly trees: readonly SmallTree[];
}
const train = (given: readonly Row[]): Judge => {
  const weights = logit(given, RIDGE);
  return { weights: weights.slice(0, -1), bias: weights.at(-1) ?? 0, trees: growTrees(given, plainFeatures) };
};

const scored: { readonly row: Row; readonly fit: number }[] = [];
for (let fold = 0; fold < FOLDS; fold += 1) {
  const { weights, bias, trees } = train(rows.filter(({ q }) => foldOf(q, FOLDS) !== fold));
  for (const row of rows.filter(({ q }) => foldOf(q, FOLDS) === fold))
    scored.push({ row, fit: fitOfFeatures(row.features, weights, bias, trees) });
}
const bfcl = scored.filter(({ row }) => /^bfcl(?!.*(-gone|relevance$))|irrelevance$/.test(row.set));
const nones = bfcl.filter(({ row }) => row.label === 1);
const calls = bfcl.filter(({ row }) => row.label === 0);
let chosen = { threshold: 0.5, f1: 0, kept: 0 };
for (let threshold = 0.2; threshold < 0.7; threshold += 0.02) {
  const found = nones.filter(({ fit }) => fit < threshold).length;
  const lost = calls.filter(({ fit }) => fit < threshold).length;
  const f1 = (2 * found) / (2 * found + lost + nones.length - found);
  const kept = 1 - lost / calls.length;
  const others = scored.filter(({ row }) => row.set === "when2call");
  const right = others.filter(({ row, fit }) => fit < threshold === (row.label === 1)).length;
  console.log(
    `threshold ${threshold.toFixed(2)}: F1 ${f1.toFixed(3)}, recall ${(found / nones.length).toFixed(3)}, calls kept ${kept.toFixed(3)}, when2call none-or-not ${(right / others.length).toFixed(3)}`,
  );
  if (kept >= 0.915 && f1 > chosen.f1) chosen = { threshold: Number(threshold.toFixed(2)), f1, kept };
}
for (const [label] of SETS) {
  const own = scored.filter(({ row }) => row.set === label);
  console.log(
    `${label}: right ${((100 * own.filter(({ row, fit }) => fit < chosen.threshold === (row.label === 1)).length) / own.length).toFixed(1)} % (n ${own.length})`,
  );
}
const mixed = scored.filter(({ row }) => row.set === "when2call");
const threeWay = mixed.filter(
  ({ row, fit }) => row.kind === (fit < chosen.threshold ? "none" : row.asks ? "ask" : "call"),
).length;
console.log(`when2call, call, ask or none: ${((100 * threeWay) / mixed.length).toFixed(1)} % (n ${mixed.length})`);
if (process.argv.includes("--write")) {
  writeCard("does any tool fit, cross-validated", [
    {
      name: "F1 of “none fits”, judged with other folds' weights, BFCL",
      value: chosen.f1,
      unit: "F1",
      rows: bfcl.length,
      seen: "cross-validated",
    },
    {
      name: "calls kept, judged with other folds' weights, BFCL",
      value: 100 * chosen.kept,
      unit: "%",
      rows: calls.length,
      seen: "cross-validated",
    },
    {
      name: "When2Call, three-way accuracy, judged with other folds' weights",
      value: (100 * threeWay) / mixed.length,
      unit: "%",
      rows: mixed.length,
      seen: "cross-validated",
    },
  ]);
  const { weights, bias, trees } = train(rows);
  const path = join(import.meta.dirname, "../../shared/converse/simulate/weights.json");
  const before = JSON.parse(readFileSync(path, "utf8")) as object;
  const fit = {
    bias: Number(bias.toFixed(3)),
    threshold: chosen.threshold,
    weights: Object.fromEntries(fitNames.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(3))])),
    trees: trees.map(({ features, thresholds, leaves }) =>
      [...features.flatMap((feature, at) => [feature, thresholds[at] ?? 0]), ...leaves].join(" "),
    ),
  };
  writeFileSync(path, `${JSON.stringify({ ...before, fit }, undefined, 2)}\n`);
}
