import { featureNames } from "#shared/converse/simulate/features.ts";
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

/** Added to leaving out a required value: below 0 it guesses rather than asks. */
export const guessBias: number = file.guessBias;
