import { expect, test } from "vitest";
import { dataFolder } from "../../support/lint-data.ts";
import {
  confusableScore,
  precision,
  recall,
  staleReferenceScore,
  unknownNameScore,
} from "../../support/lint-scores.ts";

const folder = dataFolder() ?? "";

test.runIf(folder !== "")("P001: unknown names of the sample prompts, against the labels of one reader", () => {
  const score = unknownNameScore(folder);
  expect(score.hits + score.missed).toBeGreaterThan(100);
  expect(precision(score)).toBeGreaterThanOrEqual(0.9);
  expect(recall(score)).toBeGreaterThanOrEqual(0.9);
});

test.runIf(folder !== "")(
  "T213: every stale reference in the releases of a server is found, and no other in any list",
  () => {
    expect(staleReferenceScore(folder)).toMatchObject({ false_: 0, missed: 0 });
  },
);

test.runIf(folder !== "")("T214: pairs that a model cannot tell apart are found, and pairs that it can are not", () => {
  const score = confusableScore(folder);
  expect(score.hits + score.missed).toBeGreaterThanOrEqual(20);
  expect(precision(score)).toBeGreaterThanOrEqual(0.8);
  expect(recall(score)).toBeGreaterThanOrEqual(0.8);
});
