// Trains slot filling: `node test/training/train-slots.ts DATA_FOLDER [--write]`. Prints exact arguments with the right
// tool given (BFCL's rule) by two-fold cross-validation; `--write` puts the weights of all rows into weights.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readClues } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots, slotsOf } from "#shared/converse/simulate/slots/fill-slots.ts";
import { optionsOf, scorerOf, type Scorer } from "#shared/converse/simulate/slots/options.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { guessBias, slotWeights } from "#shared/converse/simulate/weights.ts";
import { callMatches, valueMatches } from "./argument-match.ts";
import { writeCard } from "./card.ts";
import { foldOf } from "./linear.ts";
import { sparseLogit, type SparseChoice } from "./sparse-logit.ts";
import { dataSet, toolselFolder, type DataRow, type DataSet } from "./tool-data.ts";

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
const scorers: readonly Scorer[] = ["text", "number", "choice", "flag"];
const folder = toolselFolder();
const sets = SETS.map((name) => dataSet(folder, name));
const more = MORE.map((name) => dataSet(folder, name));
const folds = Number(/--folds=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 2);

function choicesOf(set: DataSet, row: DataRow): readonly (SparseChoice & { readonly scorer: Scorer })[] {
  const [call] = row.calls;
  const tool = set.indexOf(row).tools.find(({ name }) => name === call?.name);
  if (call?.args === undefined || tool === undefined) return [];
  const calls = row.calls.filter(({ name }) => name === call.name);
  const clues = readClues(readUtterance(row.q));
  const slots = slotsOf(tool.parameters, tool.name);
  const made = slots.flatMap((slot) => {
    const scorer = scorerOf(slot.parameter);
    const all = calls.map(({ args }) => args?.[slot.parameter.name]).filter((one) => one !== undefined);
    const accepted = all.length === 0 ? undefined : all.flat();
    if (scorer === undefined) return [];
    const options = optionsOf(slot, clues);
    const right = options.flatMap(({ value }, at) =>
      value === undefined
        ? accepted === undefined || accepted.includes("")
          ? [at]
          : []
        : accepted !== undefined && valueMatches(value, accepted)
          ? [at]
          : [],
    );
    // A required value that the words do not hold teaches nothing, unless it should be left out.
    if (right.length === 0 || right.length === options.length) return [];
    const span = options[right.at(-1) ?? 0]?.spans;
    return [{ id: row.q, scorer, weight: 1, right, options: options.map(({ features }) => features), slot, span }];
  });
  // The same request without one of its values: that parameter is then to be asked for.
  const told = made.filter(
    ({ slot, span, right }) => slot.parameter.required && !right.includes(0) && span?.length === 1,
  );
  const gone = told[foldOf(row.id, Math.max(1, told.length))];
  const [span] = gone?.span ?? [];
  if (gone === undefined || span === undefined) return made;
  const ahead = row.q
    .slice(0, span.start)
    .replace(/\b(in|at|for|of|from|to|by|on|with|named|called|is)?\s*(the|a|an)?\s*["'“‘]?$/i, "");
  const less = readClues(readUtterance(`${ahead} ${row.q.slice(span.end).replace(/^["'”’]/, "")}`));
  const options = optionsOf(gone.slot, less);
  return [...made, { ...gone, weight: 0.6, right: [0], options: options.map(({ features }) => features) }].filter(
    (one) => one.options.length > 1,
  );
}

const choices = [...sets, ...more].flatMap((set) => set.rows.flatMap((row) => choicesOf(set, row)));
console.log(scorers.map((scorer) => `${scorer} ${choices.filter((one) => one.scorer === scorer).length}`).join(", "));
const train = (rows: readonly (SparseChoice & { readonly scorer: Scorer })[]): Record<Scorer, Map<string, number>> => ({
  text: sparseLogit(rows.filter(({ scorer }) => scorer === "text")),
  number: sparseLogit(rows.filter(({ scorer }) => scorer === "number")),
  choice: sparseLogit(rows.filter(({ scorer }) => scorer === "choice")),
  flag: sparseLogit(rows.filter(({ scorer }) => scorer === "flag")),
});
const live = slotWeights as Record<Scorer, Map<string, number>>;
const use = (weights: Record<Scorer, Map<string, number>>): void =>
  scorers.forEach((scorer) => {
    live[scorer] = weights[scorer];
  });

const tally = new Map<string, [number, number]>();
const show = /--show=(\w+)/.exec(process.argv.join(" "))?.[1];
for (let fold = 0; fold < folds; fold += 1) {
  use(train(choices.filter(({ id }) => foldOf(id, folds) !== fold)));
  for (const set of sets)
    for (const row of set.rows) {
      const [call] = row.calls;
      const tool = set.indexOf(row).tools.find(({ name }) => name === call?.name);
      if (foldOf(row.q, folds) !== fold || call?.args === undefined || tool === undefined || row.calls.length !== 1)
        continue;
      const filled = fillSlots(tool, readClues(readUtterance(row.q)), guessBias);
      const [hits, all] = tally.get(set.name) ?? [0, 0];
      const ok = callMatches(filled.args, call);
      if (show === set.name && !ok)
        console.log(`${row.q}\n   got  ${JSON.stringify(filled.args)}\n   gold ${JSON.stringify(call.args)}`);
      tally.set(set.name, [hits + Number(ok), all + 1]);
    }
}
for (const [name, [hits, all]] of tally)
  console.log(`${name}: arguments exact ${((100 * hits) / all).toFixed(1)} % (n ${all}, ${folds}-fold)`);
if (process.argv.includes("--write")) {
  writeCard(
    "slots, cross-validated",
    [...tally].map(([name, [hits, all]]) => ({
      name: `arguments exact, right tool given, ${name}`,
      value: (100 * hits) / all,
      unit: "%",
      rows: all,
      seen: "cross-validated",
    })),
  );
  const all = train(choices);
  const path = join(import.meta.dirname, "../../shared/converse/simulate/weights.json");
  const before = JSON.parse(readFileSync(path, "utf8")) as object;
  const slots = Object.fromEntries(
    scorers.map((scorer) => [
      scorer,
      Object.fromEntries(
        [...all[scorer]]
          .filter(([, weight]) => Math.abs(weight) > 0.005)
          .map(([name, weight]) => [name, Number(weight.toFixed(3))])
          .sort(([one], [two]) => (String(one) < String(two) ? -1 : 1)),
      ),
    ]),
  );
  writeFileSync(path, `${JSON.stringify({ ...before, slots }, undefined, 2)}\n`);
}
