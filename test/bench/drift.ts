import { performance } from "node:perf_hooks";
import { ajvValidator } from "#core/drift/validator.ts";
import { diff } from "#shared/drift/diff.ts";
import { proverOf } from "#shared/drift/prove.ts";
import { schemaDocument } from "#shared/drift/schema/schema-document.ts";
import type { BenchFigure } from "./figure.ts";

const NAMES = ["subject", "customer", "status", "priority", "assignee", "since", "until", "limit"];

/** A tool of ordinary size: about 1.4 kB of JSON, eight parameters, one nested. */
function toolAt(index: number, changed: boolean): object {
  const properties = Object.fromEntries(
    NAMES.map((name, at) => [
      name,
      at === 7
        ? { type: "integer", minimum: 1, maximum: changed ? 50 : 100, description: "How many to return at most." }
        : {
            type: "string",
            description: `The ${name} of record ${index} that is looked for, as the customer said it.`,
          },
    ]),
  );
  const filter = {
    type: "object",
    properties: { tag: { type: "string", enum: ["open", "closed"] }, depth: { type: "number" } },
  };
  return {
    name: `search_records_${index}`,
    description: `Searches records of kind ${index}. Use it when the customer asks about one. ${changed ? "Returns a page." : "Returns a list."}`,
    inputSchema: {
      type: "object",
      properties: { ...properties, filter, ...(changed ? { tenant: { type: "string" } } : {}) },
      required: changed ? ["subject", "tenant"] : ["subject"],
    },
  };
}

const listOf = (count: number, every: number): object[] =>
  Array.from({ length: count }, (_, index) => toolAt(index, every > 0 && index % every === 0));

function medianOf(times: readonly number[]): number {
  return [...times].sort((one, two) => one - two)[times.length >> 1] ?? 0;
}

function timed(repeats: number, work: () => unknown): number {
  return medianOf(
    Array.from({ length: repeats }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

/** Lists come off the wire as separate JSON, so that nothing is equal by being the same object. */
const parsed = (list: readonly object[]): unknown[] => JSON.parse(JSON.stringify(list)) as unknown[];

/** Measures the drift engine: whole lists without witnesses, and one witness that ajv confirms. */
export async function run(): Promise<BenchFigure[]> {
  const [before, after] = [parsed(listOf(1_000, 0)), parsed(listOf(1_000, 10))];
  const [many, more] = [parsed(listOf(10_000, 0)), parsed(listOf(10_000, 10))];
  const thousand = timed(7, () => diff(before, after, { witnesses: false }));
  const tenThousand = timed(3, () => diff(many, more, { witnesses: false }));
  const times = Array.from({ length: 60 }, (_, index) => witnessMs(index));
  return [
    { name: "drift: 1,000 tools v. 1,000, 10 % changed, no witnesses", value: thousand, unit: "ms", bar: 150 },
    { name: "drift: 10,000 tools v. 10,000, 10 % changed, no witnesses", value: tenThousand, unit: "ms", bar: 2_000 },
    { name: "drift: one witness with ajv, schemas compiled anew, median", value: medianOf(times), unit: "ms", bar: 10 },
    {
      name: "drift: one witness with ajv, schemas compiled anew, worst",
      value: Math.max(...times),
      unit: "ms",
      bar: 100,
    },
  ];
}

function witnessMs(index: number): number {
  const schemaAt = (changed: boolean): unknown =>
    parsed([(toolAt(index + 20_000, changed) as { readonly inputSchema: object }).inputSchema])[0];
  const [one, two] = [schemaDocument(schemaAt(false)), schemaDocument(schemaAt(true))];
  const start = performance.now();
  const prover = proverOf(one, two, [], { validate: ajvValidator(), now: () => performance.now(), capMs: 100 });
  const { proof, witness } = prover.prove({ properties: { limit: { maximum: 50 } } });
  const spent = performance.now() - start;
  if (proof !== "broken" || witness?.checked !== "validator") throw new Error("the bench found no confirmed witness");
  return spent;
}
