import { expect, test } from "vitest";
import { ajvValidator } from "#core/drift/validator.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { diff } from "#shared/drift/diff.ts";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { schemaDocument } from "#shared/drift/schema/schema-document.ts";
import { verdictOf } from "#shared/drift/verdict.ts";
import { randomPair, type RandomPair } from "./random-pairs.ts";
import { chanceOf, type Chance } from "./random-schemas.ts";
import { materialOf, randomValue } from "./random-values.ts";

// 2,000 pairs over the keywords of both dialects take 20 s; the gate takes a tenth, `PREFLIGHT_PAIRS=2000` all.
const PAIRS = Number(process.env["PREFLIGHT_PAIRS"] ?? 200);
const SAMPLES = 300;
const validate = ajvValidator({ formats: false });
const now = (): number => performance.now();

interface Truth {
  /** Some sampled value was valid and is not. */
  readonly open: boolean;
  /** One of them used declared properties only. */
  readonly closed: boolean;
}

/** What ajv says of many random values that follow the one schema or the other. */
function sampled(chance: Chance, { before, after }: RandomPair): Truth {
  const material = materialOf([before, after]);
  const old = schemaDocument(before);
  let open = false;
  for (let count = 0; count < SAMPLES; count += 1) {
    const model = count % 3 === 2 ? after : before;
    const value = randomValue(chance, model, model, material);
    if (!isJsonObject(value) || validate(before, value) !== "valid" || validate(after, value) !== "invalid") continue;
    open = true;
    if (evaluate(old, value, { closed: true }) === "valid") return { open, closed: true };
  }
  return { open, closed: false };
}

const listOf = (inputSchema: JsonObject): readonly JsonObject[] => [{ name: "a", description: "b", inputSchema }];

test("random pairs of schemas: what is called breaking has a witness of ajv's, and what breaks is called so", () => {
  let truths = 0;
  let found = 0;
  let alarms = 0;
  let confirmed = 0;
  const missed: number[] = [];
  for (let seed = 0; seed < PAIRS; seed += 1) {
    const chance = chanceOf(700_000 + seed);
    const pair = randomPair(chance, seed % 2 === 0 ? "2020-12" : "draft-07");
    const { before, after } = pair;
    const truth = sampled(chance, pair);
    const { verdict } = verdictOf(before, after, { validate, now });
    if (truth.open && verdict !== "breaking") missed.push(seed);
    const changes = diff(listOf(before), listOf(after), { validate, now }).tools.flatMap((tool) => tool.changes);
    const broken = changes.filter(({ levels }) => levels.calls === "breaking");
    alarms += broken.length;
    confirmed += broken.filter(
      ({ witness }) => validate(before, witness?.value) === "valid" && validate(after, witness?.value) === "invalid",
    ).length;
    if (truth.closed) truths += 1;
    if (truth.closed && broken.length > 0) found += 1;
  }
  console.log("random pairs", { pairs: PAIRS, truths, found, alarms, confirmed, missed });
  expect(truths).toBeGreaterThan(PAIRS / 10);
  expect(confirmed).toBe(alarms);
  expect(found).toBeGreaterThanOrEqual(truths * 0.98);
  expect(missed.length).toBeLessThanOrEqual(truths * 0.02);
}, 120_000);
