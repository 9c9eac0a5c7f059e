import type { JsonObject } from "#shared/base/json.ts";
import { choiceText, parametersOf, type Parameter } from "#shared/converse/simulate/parameter.ts";
import { identifierWords, proseStems, stemOf, stopWords } from "#shared/converse/simulate/words.ts";

/** What the simulated model reads of a tool. A `ToolView` fits. */
export interface IndexedInput {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: JsonObject;
}

/** The texts of a tool that are searched, in the order of their weight. */
export const fields = ["name", "description", "parameter names", "parameter descriptions", "allowed values"] as const;

/** One tool, read once. Counts are by stem. */
export interface IndexedTool {
  readonly position: number;
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Stems of the name in order, stop words kept. */
  readonly nameStems: readonly string[];
  readonly counts: readonly ReadonlyMap<string, number>[];
  readonly lengths: readonly number[];
  /** Stems of name and description, each once; the description's first sentence apart. */
  readonly core: ReadonlySet<string>;
  readonly lead: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  /** Character 4-grams of name and description with their weight; the vector has length one. */
  readonly grams: ReadonlyMap<string, number>;
  readonly nameGrams: ReadonlyMap<string, number>;
}

/** A tool list, read once per discovery. */
export interface ToolIndex {
  readonly tools: readonly IndexedTool[];
  /** By field: stem to the positions of the tools that hold it. */
  readonly postings: readonly ReadonlyMap<string, readonly number[]>[];
  /** In how many tools a stem stands, in whichever field. */
  readonly spread: ReadonlyMap<string, number>;
  readonly averageLengths: readonly number[];
}

const MAX_TOOLS = 10_000;
const MAX_DESCRIPTION = 4_000;

/** Reads a tool list for ranking: done once per discovery. Bounded; at most 10,000 tools. */
export function indexTools(list: readonly IndexedInput[]): ToolIndex {
  const tools = list.slice(0, MAX_TOOLS).map(indexTool);
  const postings = fields.map(() => new Map<string, number[]>());
  const spread = new Map<string, number>();
  for (const { position, counts } of tools) {
    const seen = new Set<string>();
    counts.forEach((count, field) => {
      for (const stem of count.keys()) {
        const held = postings[field]?.get(stem);
        if (held === undefined) postings[field]?.set(stem, [position]);
        else held.push(position);
        seen.add(stem);
      }
    });
    for (const stem of seen) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  }
  return { tools, postings, spread, averageLengths: averageLengthsOf(tools) };
}

/** By field, how many stems a tool holds on average; 1 where none holds any. */
export function averageLengthsOf(tools: readonly Pick<IndexedTool, "lengths">[]): readonly number[] {
  return fields.map(
    (_, field) => tools.reduce((sum, { lengths }) => sum + (lengths[field] ?? 0), 0) / Math.max(1, tools.length) || 1,
  );
}

function indexTool({ name, description = "", inputSchema }: IndexedInput, position: number): IndexedTool {
  const text = description.slice(0, MAX_DESCRIPTION);
  const parameters = parametersOf(inputSchema);
  const nameStems = identifierWords(name).map(stemOf);
  const own = nameStems.filter((stem) => !stopWords.has(stem));
  const prose = proseStems(text);
  const all = flatten(parameters);
  const perField = [
    own,
    prose,
    all.flatMap(({ nameStems }) => nameStems),
    all.flatMap(({ descriptionStems }) => descriptionStems),
    all.flatMap(({ choices }) => choices.slice(0, 60).flatMap((value) => proseStems(choiceText(value)))),
  ];
  return {
    position,
    name,
    description: text,
    parameters,
    nameStems,
    counts: perField.map(countStems),
    lengths: perField.map((stems) => stems.length),
    core: new Set([...own, ...prose]),
    lead: new Set(proseStems(text.split(/(?<=[.!?])\s/, 1)[0] ?? "")),
    pairs: new Set([...pairsOf(own), ...pairsOf(prose)]),
    grams: gramsOf(`${identifierWords(name).join(" ")} ${text.slice(0, 600)}`),
    nameGrams: gramsOf(identifierWords(name).join(" ")),
  };
}

function flatten(parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.flatMap((one) => [one, ...flatten(one.properties), ...flatten(one.items?.properties ?? [])]);
}

function countStems(stems: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

/** Neighbouring stems, joined. */
export function pairsOf(stems: readonly string[]): readonly string[] {
  return stems.slice(1).map((stem, at) => `${stems[at] ?? ""} ${stem}`);
}

/** Character 4-grams within words, as a vector of length one; stop words left out. */
export function gramsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (word === "" || stopWords.has(word)) continue;
    const padded = `_${word.slice(0, 30)}_`;
    for (let at = 0; at + 4 <= Math.max(4, padded.length); at += 1) {
      const gram = padded.slice(at, at + 4);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  let square = 0;
  for (const [gram, count] of counts) {
    const weight = 1 + Math.log(count);
    counts.set(gram, weight);
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (const [gram, weight] of counts) counts.set(gram, weight / length);
  return counts;
}

/** The cosine of two vectors of length one. */
export function cosine(one: ReadonlyMap<string, number>, two: ReadonlyMap<string, number>): number {
  const [small, large] = one.size < two.size ? [one, two] : [two, one];
  let sum = 0;
  for (const [gram, weight] of small) sum += weight * (large.get(gram) ?? 0);
  return sum;
}
