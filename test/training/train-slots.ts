// Trains slot filling: `node test/training/train-slots.ts DATA_FOLDER [--write]`. Prints exact arguments with the right
// tool given (BFCL's rule) by five-fold cross-validation (`--folds=N`); `--write` puts the weights of all rows into weights.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools } from "#shared/converse/simulate/index-tools.ts";
import { readClues } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots } from "#shared/converse/simulate/slots/fill-slots.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { guessBias } from "#shared/converse/simulate/weights.ts";
import { callMatches } from "./argument-match.ts";
import { writeCard } from "./card.ts";
import { dialogueTurns } from "./dialogue-turns.ts";
import { foldOf } from "./linear.ts";
import { scorers, slotSets, slotTraining, trainSlots, useSlots } from "./slot-training.ts";
import { dataSet, toolselFolder } from "./tool-data.ts";

const folder = toolselFolder();
const sets = slotSets(folder);
const bias = Number(/--bias=(\S+)/.exec(process.argv.join(" "))?.[1] ?? guessBias);
const folds = Number(/--folds=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 5);

const choices = slotTraining(folder);
console.log(scorers.map((scorer) => `${scorer} ${choices.filter((one) => one.scorer === scorer).length}`).join(", "));
const tally = new Map<string, [number, number]>();
const show = /--show=(\w+)/.exec(process.argv.join(" "))?.[1];
for (let fold = 0; fold < folds; fold += 1) {
  useSlots(trainSlots(choices.filter(({ id }) => foldOf(id, folds) !== fold)));
  for (const set of sets)
    for (const row of set.rows) {
      const [call] = row.calls;
      const tool = set.indexOf(row).tools.find(({ name }) => name === call?.name);
      if (foldOf(row.q, folds) !== fold || call?.args === undefined || tool === undefined || row.calls.length !== 1)
        continue;
      const filled = fillSlots(tool, readClues(readUtterance(row.q)), bias);
      const [hits, all] = tally.get(set.name) ?? [0, 0];
      const ok = callMatches(filled.args, call);
      if (show === set.name && !ok)
        console.log(`${row.q}\n   got  ${JSON.stringify(filled.args)}\n   gold ${JSON.stringify(call.args)}`);
      tally.set(set.name, [hits + Number(ok), all + 1]);
    }
}
for (const [name, [hits, all]] of tally)
  console.log(`${name}: arguments exact ${((100 * hits) / all).toFixed(1)} % (n ${all}, ${folds}-fold)`);
const all = trainSlots(choices);
useSlots(all);
let [agreed, exactly, turns] = [0, 0, 0];
for (const { input, missing } of dialogueTurns(folder)) {
  const decided = decide({ ...input, choice: "required" });
  turns += 1;
  if ((decided.decision === "ask") === missing.length > 0) agreed += 1;
  else if (show === "ask")
    console.log(
      `${input.utterance}\n   ${input.index.tools[0]?.name} missing ${missing.join()} asked ${input.pending?.asked.join()} got ${JSON.stringify(decided.calls[0]?.args)}`,
    );
  if ([...(decided.missing ?? [])].sort().join() === [...missing].sort().join()) exactly += 1;
}
console.log(
  `ask back or call, sgd_dialogues, never trained on: ${((100 * agreed) / turns).toFixed(1)} %, exactly the missing ones ${((100 * exactly) / turns).toFixed(1)} % (n ${turns})`,
);
const intents = dataSet(folder, "sgd_intent");
const asked = intents.rows.filter((row) => {
  const tool = intents.toolsOf(row).find(({ name }) => name === row.calls[0]?.name);
  return (
    tool !== undefined &&
    decide({ index: indexTools([tool]), utterance: row.q, choice: "required" }).decision === row.kind
  );
}).length;
console.log(`ask back or call, sgd_intent: ${((100 * asked) / intents.rows.length).toFixed(1)} %`);
if (process.argv.includes("--write")) {
  if (folds > 1)
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
