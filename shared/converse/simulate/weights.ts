import { featureNames } from "#shared/converse/simulate/features.ts";
import { fitNames } from "#shared/converse/simulate/decide-features.ts";
import file from "#shared/converse/simulate/weights.json" with { type: "json" };

/** Weights by feature name; a feature without one counts nothing. */
const named = new Map<string, number>(Object.entries(file.ranking));
/** The weights of the ranking, in the order of `featureNames`. */
export const rankingWeights: readonly number[] = featureNames.map((name) => named.get(name) ?? 0);

const table = (weights: object): ReadonlyMap<string, number> => new Map(Object.entries(weights) as [string, number][]);
/** The weights of slot filling, by scorer and by feature. */
export const slotWeights = {
  text: table(file.slots.text),
  number: table(file.slots.number),
  choice: table(file.slots.choice),
  flag: table(file.slots.flag),
};

/** "Does any tool fit": weights in the order of `fitNames`, their sum's start, and what is enough. */
const fit = new Map<string, number>(Object.entries(file.fit.weights));
export const fitWeights: readonly number[] = fitNames.map((name) => fit.get(name) ?? 0);
export const fitBias: number = file.fit.bias;
export const fitThreshold: number = file.fit.threshold;
/** Added to leaving out a required value: below 0 it guesses rather than asks. */
export const guessBias: number = file.guessBias;
