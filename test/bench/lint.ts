// Measures the lint rules on the evaluation data: `node test/bench/lint.ts` (data: PREFLIGHT_DATA_DIR or ../shared/data).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "#shared/base/json.ts";
import { lint } from "#shared/lint/lint.ts";
import type { PastTool } from "#shared/lint/lint-input.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";
import { unknownNames } from "#shared/lint/unknown-names.ts";
import {
  agreement,
  asTools,
  capturedLists,
  dataFolder,
  labelledTools,
  samplePrompts,
  seeded,
  textOf,
  triggerLabels,
} from "../support/lint-data.ts";
import { engineTriggers } from "../support/lint-engine-triggers.ts";
import { misspelt, mutants, mutantsOf } from "../support/lint-mutants.ts";

const folder = dataFolder();
if (folder === undefined) {
  console.log("The evaluation data is not there: set PREFLIGHT_DATA_DIR. Nothing was measured.");
  process.exit(0);
}
const labels = JSON.parse(readFileSync(join(import.meta.dirname, "../shared/lint/labels/prompts.json"), "utf8")) as {
  readonly unknownNames: Readonly<Record<string, readonly number[]>>;
};
const percent = (part: number, whole: number): string =>
  `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
const score = (hits: number, false_: number, missed: number): string =>
  `precision ${(hits / Math.max(1, hits + false_)).toFixed(3)}, recall ${(hits / Math.max(1, hits + missed)).toFixed(3)}, F1 ${((2 * hits) / Math.max(1, 2 * hits + false_ + missed)).toFixed(3)}`;

const lists = capturedLists(folder);
const distinct = new Map<string, JsonObject>();
for (const { tools } of lists) for (const raw of tools) distinct.set(JSON.stringify(raw), raw);
const real = [...distinct.values()];
console.log(`${lists.length} captured lists, ${real.length} distinct tools`);

// Structural rules: every mutant found, few errors on what was not touched.
for (const rule of Object.keys(mutants)) {
  let made = 0;
  let found = 0;
  for (const raw of real) {
    for (const mutant of mutantsOf(rule, raw)) {
      made += 1;
      if (lint({ tools: [{ raw: mutant, position: 0 }] }).some(({ ruleId }) => ruleId === rule)) found += 1;
    }
  }
  console.log(`mutants ${rule}: ${percent(found, made)}`);
}
const structural = real.filter((raw) =>
  lint({ tools: [{ raw, position: 0 }] }).some(
    ({ ruleId, severity }) => severity === "error" && ruleId.startsWith("T1"),
  ),
);
const collapsed = structural.filter((raw) => (raw["inputSchema"] as JsonObject | undefined)?.["type"] === undefined);
console.log(
  `T1xx errors on untouched tools: ${percent(structural.length, real.length)}, of which ${collapsed.length} have an input schema without a type or none at all (true defects)`,
);

// Did you mean: one mistake a name, the right name first.
const random = seeded(20261122);
let right = 0;
const trials = 1000;
for (let trial = 0; trial < trials; trial += 1) {
  const { tools } = lists[Math.floor(random() * lists.length)] ?? { tools: [] };
  const names = tools.map((raw) => textOf(raw["name"]));
  const name = names[Math.floor(random() * names.length)] ?? "";
  let wrong = misspelt(name, random);
  while (names.includes(wrong)) wrong = misspelt(name, random);
  if (suggestName(wrong, names)?.name === name) right += 1;
}
console.log(`misspellings, right name first: ${percent(right, trials)}`);

// Prompts.
const prompts = samplePrompts(folder);
let [hits, wrong, missed] = [0, 0, 0];
for (const [index, { prompt, tools, subAgents }] of prompts.entries()) {
  const facts = promptFacts(prompt);
  const list = listFacts(tools);
  const wanted = new Set(
    labels.unknownNames[String(index)]?.map((start) => /^[\w-]+/.exec(prompt.slice(start))?.[0] ?? ""),
  );
  const found = new Set(unknownNames(facts, list, subAgents).map(({ text }) => text));
  for (const word of found) if (wanted.has(word)) hits += 1;
  for (const word of found) if (!wanted.has(word)) wrong += 1;
  for (const word of wanted) if (!found.has(word)) missed += 1;
}
console.log(`P001 unknown names, distinct by prompt: ${score(hits, wrong, missed)} (${hits + missed} labelled)`);
const readers = triggerLabels();
const between = agreement(...readers);
console.log(
  `two readers of triggers: raw agreement ${between.raw.toFixed(3)}, Cohen's kappa ${between.kappa.toFixed(3)} (${between.pairs} pairs)`,
);
const engine = engineTriggers(prompts);
for (const [index, reader] of readers.entries()) {
  const { pairs, bothYes, onlyFirst, onlySecond, raw, kappa } = agreement(reader, engine);
  const positives = bothYes + onlyFirst;
  console.log(
    `triggers per tool, reader ${index + 1}: ${score(bothYes, onlySecond, onlyFirst)}, agreement ${raw.toFixed(3)}, kappa ${kappa.toFixed(3)} (${positives} of ${pairs} with a trigger; always "yes" would have F1 ${((2 * positives) / (pairs + positives)).toFixed(3)})`,
  );
}

// Stale references: with each earlier release as history.
const snaps = lists
  .filter(({ name }) => name.startsWith("toolsnaps/"))
  .toSorted((a, b) => version(a.name) - version(b.name));
const past: PastTool[] = [];
for (const { name, tools } of snaps) {
  const stale = lint({ tools: asTools(tools), history: past.slice() }).filter(({ ruleId }) => ruleId === "T213");
  console.log(`stale references in ${name}: ${stale.map(({ message }) => message.slice(0, 90)).join(" | ") || "none"}`);
  for (const raw of tools) past.push({ name: textOf(raw["name"]) });
}
console.log(
  `stale references elsewhere: ${lists.filter(({ name }) => !name.startsWith("toolsnaps/")).reduce((sum, { tools }) => sum + lint({ tools: asTools(tools) }).filter(({ ruleId }) => ruleId === "T213").length, 0)}`,
);

// Confusable pairs and hostile texts.
console.log(
  `confusable pairs in captured lists: ${lists.reduce((sum, { tools }) => sum + lint({ tools: asTools(tools) }).filter(({ ruleId }) => ruleId === "T214").length, 0)}`,
);
const labelled = labelledTools(folder);
// Pairs of the attack set that are one tool under two names: alike but for a version, an article or a filler word.
const oneName = (name: string): string =>
  name.replaceAll(/_v1$|_word(?=_document)|_a(?=_)|_the(?=_)|trusted_|enhanced_/g, "");
const groups = Map.groupBy(
  labelled.filter(({ file }) => file.includes("/")),
  ({ file }) => file.split("/").slice(0, 3).join("/"),
);
let [pairsFound, pairsExtra, pairsMissed] = [0, 0, 0];
for (const group of groups.values()) {
  const tools = [...new Map(group.map(({ raw }) => [textOf(raw["name"]), raw])).values()];
  const flagged = new Set(
    lint({ tools: asTools(tools) })
      .filter(({ ruleId }) => ruleId === "T214")
      .map(({ message }) =>
        [...message.matchAll(/`([^`]+)`/g)]
          .map((match) => match[1] ?? "")
          .toSorted((a, b) => a.localeCompare(b))
          .join(" "),
      ),
  );
  for (const [index, one] of tools.entries()) {
    for (const other of tools.slice(0, index)) {
      const [a, b] = [textOf(one["name"]), textOf(other["name"])];
      const found = flagged.has([a, b].toSorted((x, y) => x.localeCompare(y)).join(" "));
      if (oneName(a) === oneName(b)) {
        if (found) pairsFound += 1;
        else pairsMissed += 1;
      } else if (found) pairsExtra += 1;
    }
  }
}
console.log(
  `confusable pairs in the attack set: ${score(pairsFound, pairsExtra, pairsMissed)} (${pairsFound + pairsMissed} pairs)`,
);
for (const label of new Set(labelled.map((row) => row.label))) {
  const rows = labelled.filter((row) => row.label === label);
  const flagged = rows.filter(({ raw }) =>
    lint({ tools: [{ raw, position: 0 }] }).some(({ ruleId }) => ruleId.startsWith("T30")),
  );
  console.log(`T30x on “${label.slice(0, 60)}”: ${percent(flagged.length, rows.length)}`);
}
const hostile = real.filter((raw) =>
  lint({ tools: [{ raw, position: 0 }] }).some(({ ruleId }) => ruleId.startsWith("T30")),
);
console.log(`T30x on real tools: ${percent(hostile.length, real.length)}`);

// Speed: entries that were never seen before, then a keystroke in a 20 kB prompt.
const fresh = (): readonly JsonObject[] => lists.flatMap(({ tools }) => structuredClone(tools) as JsonObject[]);
lint({ tools: asTools(fresh()) });
const cold = fresh();
const cpu = process.cpuUsage();
const started = performance.now();
lint({ tools: asTools(cold) });
const spent = performance.now() - started;
const cpuSpent = process.cpuUsage(cpu).user / 1000;
console.log(
  `speed: ${Math.round((1000 * cold.length) / spent)} tools/s by the clock, ${Math.round((1000 * cold.length) / cpuSpent)} by processor time`,
);
const thousand = asTools(
  fresh()
    .slice(0, 1000)
    .map((raw, index) => Object.assign(unseen(raw), { name: `${textOf(raw["name"])}_${index}` })),
);
const long = Array.from(
  { length: 200 },
  (_, index) => `When the user asks about topic ${index}, use \`${textOf(thousand[index]?.raw["name"])}\` and say so.`,
)
  .join("\n")
  .padEnd(20_000, "Be brief and kind. ");
const firstCpu = process.cpuUsage();
const first = performance.now();
lint({ tools: thousand, prompt: long });
const second = performance.now();
const coldCpu = process.cpuUsage(firstCpu).user / 1000;
for (let key = 0; key < 10; key += 1) lint({ tools: thousand, prompt: `${long}${"x".repeat(key)}` });
console.log(
  `1,000 tools and a 20 kB prompt: ${Math.round(second - first)} ms cold (${Math.round(coldCpu)} ms of processor time), ${((performance.now() - second) / 10).toFixed(1)} ms after a keystroke`,
);

/** A copy whose texts no earlier run has seen: what the rules remember by text is of no use to it. */
function unseen(raw: JsonObject): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(raw), (key, value: unknown) =>
    key === "description" && typeof value === "string" ? `${value} (unseen)` : value,
  );
  return copy as JsonObject;
}

function version(name: string): number {
  const [, major = "0", minor = "0"] = /v(\d+)\.(\d+)/.exec(name) ?? [];
  return Number(major) * 1000 + Number(minor);
}
