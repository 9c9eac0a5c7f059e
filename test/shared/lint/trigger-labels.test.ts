import { expect, test } from "vitest";
import { agreement, dataFolder, samplePrompts, triggerLabels } from "../../support/lint-data.ts";
import { engineTriggers } from "../../support/lint-engine-triggers.ts";

const folder = dataFolder();

test("two readers who did not see each other's labels of triggers agree far beyond chance", () => {
  const { pairs, raw, kappa } = agreement(...triggerLabels());
  expect(pairs).toBeGreaterThan(150);
  expect(raw).toBeGreaterThanOrEqual(0.9);
  expect(kappa).toBeGreaterThanOrEqual(0.6);
});

test("agreement is 1 with oneself and kappa 0 or less where chance gives as much", () => {
  const one = { 0: { 0: true, 1: false } };
  expect(agreement(one, one)).toMatchObject({ pairs: 2, raw: 1, kappa: 1, f1: 1 });
  expect(agreement(one, { 0: { 0: true, 1: true } })).toMatchObject({ raw: 0.5, kappa: 0, onlySecond: 1 });
});

test.for([
  ["the first reader", 0],
  ["the second reader", 1],
] as const)("the engine's triggers have F1 of at least .85 against %s", ([, which], { skip }) => {
  skip(folder === undefined, "the evaluation data is absent: set PREFLIGHT_DATA_DIR");
  const labels = triggerLabels()[which];
  expect(agreement(labels, engineTriggers(samplePrompts(folder ?? ""))).f1).toBeGreaterThanOrEqual(0.85);
});
