import { fitNames } from "#shared/converse/simulate/decide-features.ts";
import file from "#shared/converse/simulate/weights.json" with { type: "json" };

/** "Does any tool fit": weights in the order of `fitNames`, their sum's start, and what is enough. */
const fit = new Map<string, number>(Object.entries(file.fit.weights));
export const fitWeights: readonly number[] = fitNames.map((name) => fit.get(name) ?? 0);
export const fitBias: number = file.fit.bias;
export const fitThreshold: number = file.fit.threshold;

/** A question of three steps: seven features with their thresholds, then what each of the eight ends adds. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

/** A tree as a line of numbers: splits first (place of the feature, threshold), then leaves. */
const trees: readonly Tree[] = file.fit.trees.map((line) => {
  const numbers = line.split(" ").map(Number);
  const splits = numbers.slice(0, 14);
  return {
    features: splits.filter((_, at) => at % 2 === 0),
    thresholds: splits.filter((_, at) => at % 2 === 1),
    leaves: numbers.slice(14),
  };
});

/** What the trees add up to; they ask for the features before the products only. */
function treeSum(features: readonly number[], grown: readonly Tree[]): number {
  let sum = 0;
  for (const { features: at, thresholds, leaves } of grown) {
    let node = 0;
    while (node < thresholds.length)
      node = 2 * node + ((features[at[node] ?? 0] ?? 0) <= (thresholds[node] ?? 0) ? 1 : 2);
    sum += leaves[node - thresholds.length] ?? 0;
  }
  return sum;
}

/** How likely a tool fits, 0 to 1: the mean of a weighted sum of features and products, and of the trees. */
export function fitOfFeatures(
  features: readonly number[],
  weights: readonly number[] = fitWeights,
  bias: number = fitBias,
  grown: readonly Tree[] = trees,
): number {
  const linear = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), bias);
  return 1 / (1 + Math.exp(-(linear + treeSum(features, grown)) / 2));
}
