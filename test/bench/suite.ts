import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { ok } from "#shared/base/result.ts";
import type { SuiteRow } from "#shared/contract/suite.ts";
import { paraphraseRows } from "#shared/converse/suite/paraphrase.ts";
import { readSuite } from "#shared/converse/suite/read-suite.ts";
import { suiteCsv } from "#shared/converse/suite/write-suite.ts";
import { systemClock } from "#core/system-clock.ts";
import { coreFixture, valueOf, type CoreFixture } from "../support/core-fixture.ts";
import type { BenchFigure } from "./figure.ts";

const verbs = "get list create update delete search export archive assign merge".split(" ");
const things = "ticket invoice order customer shipment contract meeting report device license".split(" ");
const places = "region team branch warehouse campaign project account vendor season channel".split(" ");

type BenchTool = JsonObject & { readonly name: string };

/** Tools of a back office, each of its own words; at most a thousand. */
function tools(count: number): readonly BenchTool[] {
  return verbs
    .flatMap((verb) => things.flatMap((thing) => places.map((place) => ({ verb, thing, place }))))
    .toSorted((one, two) => (`${one.place}${one.thing}` < `${two.place}${two.thing}` ? -1 : 1))
    .slice(0, count)
    .map(({ verb, thing, place }) => ({
      name: `${verb}_${thing}_by_${place}`,
      description: `Use this to ${verb} every ${thing} that belongs to one ${place}. Returns the ${thing} with its owner.`,
      inputSchema: {
        type: "object",
        properties: {
          [`${place}_id`]: { type: "string", description: `Identifier of the ${place}` },
          limit: { type: "integer", description: "How many to return", minimum: 1, maximum: 500 },
        },
        required: [`${place}_id`],
      },
    }));
}

/** A core on the real simulated model, with one server whose list is frozen. */
async function open(list: readonly BenchTool[]): Promise<CoreFixture> {
  const store = memoryStore();
  const at = "2026-01-01T00:00:00.000Z";
  await store.putServer({ id: "s", name: "Office", maskedUrl: "", headerNames: [], addedAt: at });
  await store.startRun({ id: "frozen", serverId: "s", startedAt: at });
  await store.finishRun(
    "frozen",
    ok({
      listHash: "h",
      facts: {
        era: "modern",
        transport: "streamable-http",
        protocolVersion: "",
        serverInfo: {},
        capabilities: {},
        declaredCapabilities: {},
        rungs: [],
        warnings: [],
      },
      tools: list.map((raw, position) => ({ position, hash: String(position), name: raw.name, raw })),
      malformed: [],
      pages: 1,
      timings: { connectMs: 0, listMs: 0, totalMs: 0, requests: 0 },
    }),
  );
  const fixture = await coreFixture({}, { store, simulated: createSimulatedModels(), clock: systemClock });
  const assistant = { id: "a", name: "Office", prompt: "", serverIds: ["s"], profileId: "insighto", severities: {} };
  valueOf(await fixture.ask("assistants.save", assistant));
  return fixture;
}

const rowsFor = (list: readonly BenchTool[], count: number): SuiteRow[] =>
  Array.from({ length: count }, (_, at) => {
    const name = list[(at * 7) % list.length]?.name ?? "";
    const [verb = "", thing = "", , place = ""] = name.split("_");
    return {
      id: `r${at}`,
      utterance: `Please ${verb} the last ${5 + (at % 40)} ${thing}s for ${place} AB-${1000 + at}`,
      expect: { kind: "call", calls: [{ tool: name, match: "ignored" }] },
    };
  });

export async function run(): Promise<readonly BenchFigure[]> {
  const fifty = tools(50);
  const rows = rowsFor(fifty, 1_000);
  const small = await open(fifty);
  valueOf(await small.ask("suites.save", { id: "t", name: "Office", rows }));
  const begun = performance.now();
  const asked = { suiteId: "t", assistantId: "a", repeats: 1, drafts: false, snapshotIds: { s: "frozen" } };
  valueOf(await small.ask("suites.run", { ...asked, runId: "r" }));
  const runMs = performance.now() - begun;
  await small.core.close();

  const from = performance.now();
  const made = paraphraseRows(rows, 4);
  const paraphraseMs = performance.now() - from;
  const csvFrom = performance.now();
  const read = readSuite(suiteCsv([...rows, ...made]));
  const csvMs = performance.now() - csvFrom;
  if (read.problems.length > 0) throw new Error("the suite did not come back");

  const preview = await previews();
  return [
    { name: "suite: 1,000 rows on 50 tools, simulated", value: Math.round(runMs), unit: "ms", bar: 10_000 },
    { name: "suite: 4 paraphrases for each of 1,000 rows", value: Math.round(paraphraseMs), unit: "ms", bar: 3_000 },
    { name: "suite: 5,000 rows to CSV and back", value: Math.round(csvMs), unit: "ms", bar: 2_000 },
    ...preview,
  ];
}

/** A draft typed letter by letter over a list of a thousand tools. */
async function previews(): Promise<readonly BenchFigure[]> {
  const large = await open(tools(1_000));
  const text =
    "Finds every open ticket of one region, newest first. Use it when somebody asks what is still to be done.";
  const times: number[] = [];
  for (let at = 1; at <= text.length; at += 1) {
    const draft = { id: "d", serverId: "s", toolName: "search_ticket_by_region", entryHash: "", parameters: {} };
    const from = performance.now();
    valueOf(
      await large.ask("drafts.preview", {
        utterance: "what tickets are still open in the north?",
        draft: { ...draft, description: text.slice(0, at), enabled: true },
        assistantId: "a",
      }),
    );
    times.push(performance.now() - from);
  }
  await large.core.close();
  const [first = 0, ...rest] = times;
  const sorted = rest.toSorted((one, two) => one - two);
  const at = (share: number): number => Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
  return [
    { name: "draft preview on 1,000 tools: first key", value: Math.round(first), unit: "ms", bar: 3_000 },
    { name: "draft preview on 1,000 tools: later keys, median", value: at(0.5), unit: "ms", bar: 50 },
    { name: "draft preview on 1,000 tools: later keys, 95th percentile", value: at(0.95), unit: "ms", bar: 100 },
  ];
}
