// Trains the ranking's weights: `node test/training/train-ranking.ts DATA_FOLDER [--write]`. Prints selection at 1 by
// five-fold cross-validation and with each set left out; `--write` puts the weights of all rows into weights.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { featureNames } from "#shared/converse/simulate/features.ts";
import { writeCard, type CardFigure } from "./card.ts";
import { conditionalLogit, foldOf } from "./linear.ts";
import { rankingChoices, rankingSets, type RankingChoice } from "./ranking-choices.ts";
import { toolselFolder } from "./tool-data.ts";

const RIDGE = 0.0004;
const FOLDS = 5;
const quick = process.argv.includes("--quick");
const choices = rankingChoices(toolselFolder());
const size = featureNames.length;
const train = (rows: readonly RankingChoice[]): number[] => conditionalLogit(rows, size, RIDGE);

function hit({ options, right }: RankingChoice, weights: readonly number[]): boolean {
  const scores = options.map((features) => features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
  return right.includes(scores.indexOf(Math.max(...scores)));
}
const percent = (hits: number, all: number): string => ((100 * hits) / Math.max(1, all)).toFixed(1);

const figures: CardFigure[] = [];
const crossed = new Map<string, [number, number]>();
for (let fold = 0; fold < (quick ? 0 : FOLDS); fold += 1) {
  const weights = train(choices.filter(({ id }) => foldOf(id, FOLDS) !== fold));
  for (const one of choices.filter(({ id, augmented }) => !augmented && foldOf(id, FOLDS) === fold)) {
    const [hits, all] = crossed.get(one.set) ?? [0, 0];
    crossed.set(one.set, [hits + Number(hit(one, weights)), all + 1]);
  }
}
for (const [name] of quick ? [] : rankingSets) {
  const [hits, all] = crossed.get(name) ?? [0, 0];
  const without = train(choices.filter(({ set }) => set !== name));
  const held = choices.filter(({ set, augmented }) => set === name && !augmented);
  const kept = held.filter((one) => hit(one, without)).length;
  figures.push({
    name: `selection at 1, ${name}`,
    value: (100 * hits) / Math.max(1, all),
    unit: "%",
    rows: all,
    seen: "cross-validated",
  });
  console.log(`${name}: 5-fold ${percent(hits, all)} %, set left out ${percent(kept, held.length)} % (n ${all})`);
}
if (process.argv.includes("--card")) writeCard("selection, cross-validated", figures);
const weights = train(choices);
const ranking = Object.fromEntries(featureNames.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(3))]));
console.log(ranking);
if (process.argv.includes("--write")) {
  const path = join(import.meta.dirname, "../../shared/converse/simulate/weights.json");
  const before = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(path, `${JSON.stringify({ ...before, ranking }, undefined, 2)}\n`);
}
