import type { Scorer } from "#shared/converse/simulate/slots/options.ts";
import { slotWeights } from "#shared/converse/simulate/weights.ts";
import { slotChoices, type SlotChoice } from "./slot-choices.ts";
import { sparseLogit } from "./sparse-logit.ts";
import { dataSet, type DataSet } from "./tool-data.ts";

/** Several calls in a row, and many tools: for training only. */
const MORE = ["bfcl_parallel", "bfcl_parallel_multiple", "sealtools_4076"];
const SETS = [
  "bfcl_simple_python",
  "bfcl_multiple",
  "bfcl_live_simple",
  "bfcl_live_multiple",
  "sealtools",
  "toolalpaca",
];
type Learned = Exclude<Scorer, "list">;
/** The weights of each scorer, by feature. */
export type SlotWeights = Record<Learned, ReadonlyMap<string, number>>;
export const scorers: readonly Learned[] = ["text", "number", "choice", "flag"];

/** The sets whose rows have one call, by which slot filling is judged. */
export const slotSets = (folder: string): readonly DataSet[] => SETS.map((name) => dataSet(folder, name));

/** What slot filling learns from: a choice for each parameter of each row. Never sgd. */
export function slotTraining(folder: string): readonly SlotChoice[] {
  const sets = [...slotSets(folder), ...MORE.map((name) => dataSet(folder, name))];
  return sets.flatMap((set) => set.rows.flatMap((row) => slotChoices(set, row)));
}

/** Weights learned from choices. */
export function trainSlots(choices: readonly SlotChoice[]): SlotWeights {
  const learn = (own: Learned): ReadonlyMap<string, number> =>
    sparseLogit(choices.filter(({ scorer }) => scorer === own));
  return { text: learn("text"), number: learn("number"), choice: learn("choice"), flag: learn("flag") };
}

/** Puts weights in the place of the shipped ones, for this process. */
export function useSlots(weights: SlotWeights): void {
  Object.assign(slotWeights, weights);
}
