import { fitNames } from "#shared/converse/simulate/decide-features.ts";
import file from "#shared/converse/simulate/weights.json" with { type: "json" };

/** "Does any tool fit": weights in the order of `fitNames`, their sum's start, and what is enough. */
const fit = new Map<string, number>(Object.entries(file.fit.weights));
export const fitWeights: readonly number[] = fitNames.map((name) => fit.get(name) ?? 0);
export const fitBias: number = file.fit.bias;
export const fitThreshold: number = file.fit.threshold;
