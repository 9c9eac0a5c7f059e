import { describe, expect, test } from "vitest";
import { ajvValidator } from "#core/drift/validator.ts";
import { type Verdict, verdictOf } from "#shared/drift/verdict.ts";
import { disagreements } from "./disagreements.ts";
import { dataMissing, schemaPairs, type SchemaPair } from "./evaluation-data.ts";

const validate = ajvValidator({ formats: false });
const listed = new Map<string, string>(Object.entries(disagreements));

/** Sources that name no dialect: the API ones mean OpenAPI 3.1 (2020-12), the others draft-04 to 07. */
function judged(pair: SchemaPair): Verdict {
  const contract = pair.semantics.startsWith("OpenAPI");
  return verdictOf(pair.before, pair.after, {
    dialect: pair.dialect ?? (contract ? "2020-12" : "draft-07"),
    question: contract ? "contract" : "inclusion",
    validate,
    now: () => performance.now(),
  });
}

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly witnessed: number;
  readonly wrong: readonly string[];
  readonly medianMs: number;
}

function score(pairs: readonly SchemaPair[]): Score {
  let right = 0;
  let alarms = 0;
  let confirmed = 0;
  const wrong: string[] = [];
  const times: number[] = [];
  const breaking = pairs.filter(({ expected }) => expected === "breaking").length;
  for (const pair of pairs) {
    const start = performance.now();
    const { verdict, witness } = judged(pair);
    times.push(performance.now() - start);
    if (verdict === "breaking") alarms += 1;
    if (verdict === "breaking" && witness?.checked === "validator") confirmed += 1;
    if (verdict === "breaking" && pair.expected === "breaking") right += 1;
    if ((verdict === "breaking") !== (pair.expected === "breaking")) wrong.push(pair.name);
  }
  const medianMs = times.sort((one, two) => one - two)[times.length >> 1] ?? 0;
  return { precision: right / alarms, recall: right / breaking, witnessed: confirmed / alarms, wrong, medianMs };
}

/** Disagreements that `disagreements.ts` gives no reason for; none where other data is read, which is only scored. */
function withoutReason(wrong: readonly string[], pairs: readonly SchemaPair[]): readonly string[] {
  const read = pairs.some(({ name }) => listed.has(name));
  return read ? wrong.filter((name) => !listed.has(name)) : [];
}

describe.skipIf(dataMissing !== undefined)("verdicts on public schema pairs", () => {
  test("agreed pairs: precision .98, recall .95, 95 % with a witness that ajv confirmed", () => {
    const pairs = schemaPairs("schema-pairs").filter(({ agreed }) => agreed === true);
    const result = score(pairs);
    console.log("schema-pairs", result);
    expect(result.precision).toBeGreaterThanOrEqual(0.98);
    expect(result.recall).toBeGreaterThanOrEqual(0.95);
    expect(result.witnessed).toBeGreaterThanOrEqual(0.95);
    expect(withoutReason(result.wrong, pairs)).toEqual([]);
  });

  test("containment pairs under strict inclusion: precision .97, recall .93", () => {
    const pairs = schemaPairs("containment-pairs");
    const result = score(pairs);
    console.log("containment-pairs", result);
    expect(result.precision).toBeGreaterThanOrEqual(0.97);
    expect(result.recall).toBeGreaterThanOrEqual(0.93);
    expect(withoutReason(result.wrong, pairs)).toEqual([]);
  });
});
