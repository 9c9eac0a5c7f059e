import { cosine, fields, type IndexedTool, type ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import { choiceText } from "#shared/converse/simulate/parameter.ts";
import type { Utterance } from "#shared/converse/simulate/utterance.ts";
import { verbClass } from "#shared/converse/simulate/verb-class.ts";
import { stemOf } from "#shared/converse/simulate/words.ts";

/** Saturation and length normalisation of BM25, and what each field counts for. */
const K1 = 1.2;
const B = 0.5;
export const fieldWeights: readonly number[] = [2, 1, 0.5, 0.3, 0.5];

/** The features by which a tool is ranked, by name. The order is that of the weights. */
export const featureNames = [
  "words in the name",
  "words in the description",
  "words in parameter names",
  "words in parameter descriptions",
  "words in allowed values",
  "words in all fields, against the best tool",
  "share of the name that was said",
  "share of the name said or nearly said",
  "share of the request in the name",
  "share of the request in name or description",
  "share of the request in any field",
  "share of the request near the name",
  "share of the request near name or description",
  "request near the first sentence",
  "best single word",
  "neighbouring words in common",
  "letters in common with the name",
  "letters in common with name and description",
  "name spelt out",
  "same kind of action",
  "another kind of action",
  "looks things up, and nothing else was asked",
  "changes things, and nothing of the kind was asked",
  "how many parameters are required",
  "an allowed value was said",
  "share of the name's words that only this tool has",
  "length of the description",
  "earlier turns in name or description",
] as const;

/** BM25 of one field for an utterance, and the same for all fields weighted. */
export interface TermScores {
  readonly perField: readonly number[];
  readonly total: number;
}

/** How telling a term is within a list. */
export function listIdf(index: ToolIndex, stem: string): number {
  const held = index.spread.get(stem) ?? 0;
  return Math.log(1 + (index.tools.length - held + 0.5) / (held + 0.5));
}

/** BM25 by field; near words count by their nearness, squared. */
export function termScores(
  index: ToolIndex,
  tool: IndexedTool,
  utterance: Utterance,
  idf: readonly number[],
): TermScores {
  let total = 0;
  const perField = fields.map((_, field) => {
    const counts = tool.counts[field] as ReadonlyMap<string, number>;
    const length = (tool.lengths[field] ?? 0) / (index.averageLengths[field] ?? 1);
    let sum = 0;
    utterance.terms.forEach(({ stem }, term) => {
      const count = counts.get(stem);
      if (count !== undefined) sum += ((idf[term] ?? 0) * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
    });
    total += sum * (fieldWeights[field] ?? 0);
    return sum;
  });
  return { perField, total };
}

/** The features of one tool, in the order of `featureNames`. `best` is the highest total of the list. */
export function featuresOf(
  index: ToolIndex,
  tool: IndexedTool,
  utterance: Utterance,
  scores: TermScores,
  best: number,
  idf: readonly number[],
  earlier: Utterance | undefined,
): readonly number[] {
  const { terms, reach } = utterance;
  const weights = terms.map(({ rarity }, term) => 0.15 + rarity * (0.5 + (idf[term] ?? 0) / 3));
  const mass = sum(weights) || 1;
  const idfMass = sum(idf) || 1;
  const name = tool.counts[0] as ReadonlyMap<string, number>;
  const inName = new Float64Array(terms.length);
  const inCore = new Float64Array(terms.length);
  const inLead = new Float64Array(terms.length);
  let [nameMass, said, nearlySaid, unique] = [0, 0, 0, 0];
  for (const stem of name.keys()) {
    const weight = 0.3 + listIdf(index, stem);
    nameMass += weight;
    let nearest = 0;
    for (const { term, nearness } of reach.get(stem) ?? []) {
      if (nearness > nearest) nearest = nearness;
      if (nearness > (inName[term] ?? 0)) inName[term] = nearness;
    }
    if (nearest === 1) said += weight;
    nearlySaid += weight * nearest * nearest;
    if (nearest > 0.6 && index.spread.get(stem) === 1) unique += 1;
  }
  for (const stem of tool.core)
    for (const { term, nearness } of reach.get(stem) ?? []) if (nearness > (inCore[term] ?? 0)) inCore[term] = nearness;
  for (const stem of tool.lead)
    for (const { term, nearness } of reach.get(stem) ?? []) if (nearness > (inLead[term] ?? 0)) inLead[term] = nearness;
  let [exactName, exactCore, exactAny, nearName, nearCore, nearLead, single] = [0, 0, 0, 0, 0, 0, 0];
  terms.forEach(({ stem }, term) => {
    const weight = weights[term] ?? 0;
    if (inName[term] === 1) exactName += weight;
    if (inCore[term] === 1) exactCore += weight;
    if (tool.counts.some((count) => count.has(stem))) exactAny += weight;
    nearName += weight * (inName[term] ?? 0) ** 2;
    nearCore += weight * (inCore[term] ?? 0) ** 2;
    nearLead += weight * (inLead[term] ?? 0) ** 2;
    single = Math.max(single, weight * (inName[term] ?? 0) ** 2);
  });
  let common = 0;
  for (const pair of utterance.pairs) if (tool.pairs.has(pair)) common += 1;
  const action = verbClass(tool.nameStems, tool.description);
  const asked = verbClass(
    utterance.words.map(({ stem }) => stem),
    "",
  );
  return [
    ...scores.perField.map((value) => value / idfMass),
    best === 0 ? 0 : scores.total / best,
    nameMass === 0 ? 0 : said / nameMass,
    nameMass === 0 ? 0 : nearlySaid / nameMass,
    exactName / mass,
    exactCore / mass,
    exactAny / mass,
    nearName / mass,
    nearCore / mass,
    nearLead / mass,
    single,
    Math.min(3, common) / 3,
    cosine(utterance.grams, tool.nameGrams),
    cosine(utterance.grams, tool.grams),
    spelt(tool, utterance),
    action !== undefined && action === asked ? 1 : 0,
    action !== undefined && asked !== undefined && action !== asked ? 1 : 0,
    looksUp(action) && (asked === undefined || looksUp(asked)) ? 1 : 0,
    action !== undefined && !looksUp(action) && (asked === undefined || looksUp(asked)) ? 1 : 0,
    Math.min(1, tool.parameters.filter(({ required }) => required).length / 6),
    saidChoice(tool, utterance),
    name.size === 0 ? 0 : unique / name.size,
    Math.min(1, (tool.lengths[1] ?? 0) / 60),
    earlier === undefined ? 0 : overlap(earlier, tool),
  ];
}

const looksUp = (action: string | undefined): boolean => action === "read" || action === "find";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Whether the tool's name stands in the utterance as it is, or its words in a row. */
function spelt(tool: IndexedTool, { text, words }: Utterance): number {
  if (tool.name.length >= 4 && /[_.\-/\p{Ll}]\p{L}/u.test(tool.name) && text.includes(tool.name)) return 1;
  if (tool.nameStems.length < 2) return 0;
  const said = ` ${words.map(({ stem }) => stem).join(" ")} `;
  return said.includes(` ${tool.nameStems.join(" ")} `) ? 1 : 0;
}

/** Share of the parameters with a closed list of words of which one was said; at most 1. */
function saidChoice(tool: IndexedTool, { words }: Utterance): number {
  const said = new Set(words.map(({ stem }) => stem));
  let hits = 0;
  for (const { choices, type } of tool.parameters) {
    if (type !== "string" || choices.length === 0) continue;
    const found = choices.slice(0, 60).some((choice) => {
      const [first, ...rest] = choiceText(choice)
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .map(stemOf);
      return first !== undefined && first !== "" && said.has(first) && rest.every((stem) => said.has(stem));
    });
    if (found) hits += 1;
  }
  return Math.min(1, hits / 2);
}

function overlap({ terms }: Utterance, tool: IndexedTool): number {
  let [hit, mass] = [0, 0];
  for (const { stem, rarity } of terms) {
    mass += 0.15 + rarity;
    if (tool.core.has(stem)) hit += 0.15 + rarity;
  }
  return mass === 0 ? 0 : hit / mass;
}
