import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools, type IndexedInput } from "#shared/converse/simulate/index-tools.ts";
import { shippedFiles } from "../training/shipped-files.ts";
import type { BenchFigure } from "./figure.ts";

const verbs = "get list create update delete search export archive assign merge".split(" ");
const things = "ticket invoice order customer shipment contract meeting report device license".split(" ");
const places = "region team branch warehouse campaign project account vendor season channel".split(" ");

/** A thousand tools of a large back office, each of its own words. */
function thousand(): readonly IndexedInput[] {
  return verbs.flatMap((verb) =>
    things.flatMap((thing) =>
      places.map((place) => ({
        name: `${verb}_${thing}_by_${place}`,
        description: `Use this to ${verb} every ${thing} that belongs to one ${place}. Returns the ${thing} with its dates and owner.`,
        inputSchema: {
          type: "object",
          properties: {
            [`${place}_id`]: { type: "string", description: `Identifier of the ${place}` },
            since: { type: "string", format: "date", description: `First day of the ${thing}, as YYYY-MM-DD` },
            limit: { type: "integer", description: "How many to return", minimum: 1, maximum: 500 },
            status: { type: "string", enum: ["open", "closed", "waiting"] },
          },
          required: [`${place}_id`],
        },
      })),
    ),
  );
}

const said = (at: number): string =>
  `Please ${verbs[at % 10] ?? ""} the last ${5 + (at % 40)} open ${things[(at * 7) % 10] ?? ""}s for ${places[(at * 3) % 10] ?? ""} AB-${1000 + at} since March ${1 + (at % 27)}th 2027, I need them for the board`;

/** A process that starts the simulated model and decides once: from its first line to the decision, in milliseconds. */
const COLD = `const from = performance.now();
const { decide } = await import("#shared/converse/simulate/decide.ts");
const { indexTools } = await import("#shared/converse/simulate/index-tools.ts");
decide({ index: indexTools([{ name: "get_order", description: "Show an order.", inputSchema: { properties: { id: { type: "string" } } } }]), utterance: "show order A-17 of 4 May" });
console.log(performance.now() - from);`;

export async function run(): Promise<readonly BenchFigure[]> {
  const tools = thousand();
  decide({ index: indexTools(tools.slice(0, 5)), utterance: said(0) });
  const begun = performance.now();
  const index = indexTools(tools);
  const indexMs = performance.now() - begun;
  for (let at = 0; at < 30; at += 1) decide({ index, utterance: said(at) });
  const times: number[] = [];
  for (let at = 0; at < 300; at += 1) {
    const from = performance.now();
    decide({ index, utterance: said(at) });
    times.push(performance.now() - from);
  }
  times.sort((one, two) => one - two);
  const once = JSON.stringify(decide({ index, utterance: said(5) }));
  const again = JSON.stringify(decide({ index: indexTools(tools), utterance: said(5) }));
  const root = join(import.meta.dirname, "../..");
  const cold = [1, 2, 3].map(() =>
    Number(
      spawnSync(process.execPath, ["--input-type=module", "-e", COLD], { cwd: root, encoding: "utf8" }).stdout.trim(),
    ),
  );
  const size = shippedFiles().reduce((sum, file) => sum + file.size, 0);
  const figure = (name: string, value: number, unit: string, bar: number): BenchFigure => ({
    name: `simulated model: ${name}`,
    value: Math.round(value * 100) / 100,
    unit,
    bar,
  });
  return [
    figure("index of 1,000 tools", indexMs, "ms", 500),
    figure("decision among 1,000 tools, p50", times[150] ?? Number.NaN, "ms", 5),
    figure("decision among 1,000 tools, p95", times[285] ?? Number.NaN, "ms", 20),
    figure("cold start to the first decision", Math.min(...cold), "ms", 400),
    figure("shipped data", size / 1e6, "MB", 8),
    figure("decisions that differ between two runs", once === again ? 0 : 1, "", 0),
  ];
}
