import { nearWords } from "#shared/converse/simulate/near-words.ts";
import { candidatesOf } from "#shared/converse/simulate/rank.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { indexTools, type ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import { identifierWords, stopWords, wordsOf } from "#shared/converse/simulate/words.ts";
import { seeded, type Choice } from "./linear.ts";
import { dataSet, earlierOf, type DataRow, type DataSet, type DataTool } from "./tool-data.ts";

/** A choice with where it comes from. */
export interface RankingChoice extends Choice {
  readonly set: string;
  readonly id: string;
  readonly augmented: boolean;
}

/** What the ranking is trained on, with what each set counts for. Never sgd. */
export const rankingSets: readonly (readonly [string, number])[] = [
  ["bfcl_multiple", 1],
  ["bfcl_live_multiple", 1.5],
  ["bfcl_parallel_multiple", 0.5],
  ["sealtools", 1],
  ["toolalpaca", 1.5],
  ["metatool_single", 1.5],
];
const METATOOL_ROWS = 900;

/** The choices of every training set: as they are, and with the tools' texts paraphrased. */
export function rankingChoices(folder: string): readonly RankingChoice[] {
  const random = seeded(6);
  return rankingSets.flatMap(([name, share]) => {
    const set = dataSet(folder, name);
    const rows = set.rows.filter(({ calls }) => calls.length > 0);
    const step = name === "metatool_single" ? Math.max(1, Math.floor(rows.length / METATOOL_ROWS)) : 1;
    const made: RankingChoice[] = [];
    const kept = rows.filter((_, at) => at % step === 0);
    for (const row of kept) {
      const tools = name === "metatool_single" ? some(set, row, random) : set.toolsOf(row);
      if (tools.length < 2) continue;
      made.push(...choice(set, row, name === "metatool_single" ? indexTools(tools) : set.indexOf(row), false));
      made.push(...choice(set, row, indexTools(tools.map((tool) => paraphrase(tool, random, 0.35))), true));
      made.push(...choice(set, row, indexTools(tools.map((tool) => paraphrase(tool, random, 0.7))), true));
    }
    const total = made.length;
    return made.map((one) => Object.assign(one, { weight: (share / total) * (one.augmented ? 1 : 1.5) }));
  });
}

/** A dozen to forty of many tools, the right one among them. */
function some(set: DataSet, row: DataRow, random: () => number): readonly DataTool[] {
  const size = 12 + Math.floor(random() * 28);
  const gold = new Set(row.calls.map(({ name }) => name));
  const all = set.toolsOf(row);
  return all.filter(({ name }) => gold.has(name) || random() < size / all.length);
}

function choice(set: DataSet, row: DataRow, index: ToolIndex, augmented: boolean): readonly RankingChoice[] {
  // A paraphrased tool is known by its place, not by its name.
  const originals = set.toolsOf(row);
  const gold = new Set(row.calls.map(({ name }) => name));
  const candidates = candidatesOf({ index, utterance: readUtterance(row.q), earlier: earlierOf(row) });
  const nameAt = (position: number): string =>
    index.tools[position]?.name.replace(/^~/, "") ?? originals[position]?.name ?? "";
  const right = candidates.flatMap(({ tool }, at) =>
    gold.has(renamed.get(tool.name) ?? nameAt(tool.position)) ? [at] : [],
  );
  if (right.length === 0 || right.length === candidates.length) return [];
  return [
    { set: set.name, id: row.id, augmented, weight: 1, right, options: candidates.map(({ features }) => features) },
  ];
}

/** Paraphrased name to the name it stands for. */
const renamed = new Map<string, string>();

/** The tool with a share of its words replaced by near ones, as another author might have written it. */
export function paraphrase(tool: DataTool, random: () => number, share: number): DataTool {
  const swap = (word: string): string => {
    if (stopWords.has(word) || random() > share) return word;
    const near = nearWords(word).filter(({ nearness }) => nearness > 0.62);
    return near.length === 0 ? word : (near[Math.floor(random() * Math.min(4, near.length))]?.stem ?? word);
  };
  const words = identifierWords(tool.name).map(swap);
  if (random() < 0.3) words.reverse();
  let name = words.join("_") || tool.name;
  while (renamed.has(name) && renamed.get(name) !== tool.name) name += "_";
  renamed.set(name, tool.name);
  const description = wordsOf(tool.description ?? "")
    .filter(() => random() > share * 0.25)
    .map(({ lower }) => swap(lower))
    .join(" ");
  return { ...tool, name, description };
}
