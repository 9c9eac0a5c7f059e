import { featureNames } from "#shared/converse/simulate/features.ts";
import file from "#shared/converse/simulate/weights.json" with { type: "json" };

/** Weights by feature name; a feature without one counts nothing. */
const named = new Map<string, number>(Object.entries(file.ranking));
/** The weights of the ranking, in the order of `featureNames`. */
export const rankingWeights: readonly number[] = featureNames.map((name) => named.get(name) ?? 0);
