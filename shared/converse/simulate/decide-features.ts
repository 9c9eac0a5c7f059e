import { featureNames } from "#shared/converse/simulate/features.ts";
import { rarity } from "#shared/converse/simulate/near-words.ts";
import type { RankedTool } from "#shared/converse/simulate/rank.ts";
import type { Filled } from "#shared/converse/simulate/slots/fill-slots.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import type { Utterance } from "#shared/converse/simulate/utterance.ts";
import { tagWords } from "#shared/converse/simulate/slots/word-tags.ts";
import { stopWords } from "#shared/converse/simulate/words.ts";

/** The features taken one by one: the best tool's own, and what the ranking and the slots say. */
const single: readonly string[] = [
  ...featureNames,
  "score",
  "lead over the second",
  "tools in the list",
  "likelihood among the tools",
  "required parameters without a value",
  "surety of the required values",
  "least surety of a required value",
  "parameters with a value",
  "no parameter is required",
  "words in the request",
  "rarest word that the tool does not know",
  "letters that are not Latin",
  "share of the tool's first sentence that was said or nearly said",
  "the tool's most telling word was said or nearly said",
  "share of the request near any text of the tool",
  "share of the request's first words near the tool",
  "share of the request that neither the tool knows nor an argument took",
  "names that neither the tool knows nor an argument took",
  "required values made of words that the tool knows",
  "the thing asked for is near the name",
  "the thing asked for is near name or description",
  "the next thing is near name or description",
  "what is to be done is near the name",
  "what is to be done is near name or description",
  "numbers that no argument took",
  "least surety of any value",
] as const;

/** Features that tell more together than apart; their products are features too. */
const together = [
  "share of the name said or nearly said",
  "share of the request near the name",
  "share of the request near name or description",
  "request near the first sentence",
  "letters in common with name and description",
  "score",
  "least surety of a required value",
  "surety of the required values",
  "required parameters without a value",
  "parameters with a value",
  "no parameter is required",
  "words in the request",
  "names that neither the tool knows nor an argument took",
  "required values made of words that the tool knows",
  "likelihood among the tools",
  "tools in the list",
  "rarest word that the tool does not know",
  "share of the tool's first sentence that was said or nearly said",
  "the tool's most telling word was said or nearly said",
  "share of the request that neither the tool knows nor an argument took",
] as const;
/** How many features there are before their products. */
export const plainFeatures: number = single.length;
const places = together.map((name) => single.indexOf(name));

/** What "does any tool fit" is judged by, in the order of the features. */
export const fitNames: readonly string[] = [
  ...single,
  ...together.flatMap((one, at) => together.slice(at).map((two) => `${one} × ${two}`)),
];

/** The features for "does any tool fit", in the order of `fitNames`. */
export function fitFeatures(
  ranking: readonly RankedTool[],
  tool: IndexedTool,
  filled: Filled,
  utterance: Utterance,
): readonly number[] {
  const [first, second] = ranking;
  const own = featureNames.map((_, at) => first?.parts[at]?.value ?? 0);
  const score = sumOf(first);
  const all = ranking.reduce((sum, one) => sum + Math.exp(sumOf(one) - score), 0) || 1;
  const required = tool.parameters.filter((parameter) => parameter.required);
  const sure = required.map(({ name }) => (filled.missing.includes(name) ? 0 : (filled.confidence.get(name) ?? 0.5)));
  let unknown = 0;
  for (const { stem, rarity } of utterance.terms)
    if (!tool.core.has(stem) && !tool.counts.some((count) => count.has(stem))) unknown = Math.max(unknown, rarity);
  const [lead, telling] = backwards(tool, utterance);
  const apart = [
    ...own,
    score / 10,
    second === undefined ? 0.5 : Math.min(1, (score - sumOf(second)) / 4),
    Math.log(1 + ranking.length) / 4,
    1 / all,
    Math.min(1, filled.missing.length / 3),
    required.length === 0 ? 0.5 : sure.reduce((sum, one) => sum + one, 0) / required.length,
    required.length === 0 ? 0.5 : Math.min(...sure),
    Math.min(1, Object.keys(filled.args).length / 4),
    required.length === 0 ? 1 : 0,
    Math.min(1, utterance.terms.length / 20),
    unknown,
    utterance.foreign,
    lead,
    telling,
    reached(tool, utterance, utterance.terms.length),
    reached(tool, utterance, 5),
    ...unclaimed(tool, filled, utterance),
    ...asked(tool, utterance),
    Math.min(1, numbersLeft(filled, utterance) / 3),
    Math.min(1, ...Object.keys(filled.args).map((name) => filled.confidence.get(name) ?? 1)),
  ];
  return [
    ...apart,
    ...places.flatMap((one, at) => places.slice(at).map((two) => (apart[one] ?? 0) * (apart[two] ?? 0))),
  ];
}

/** What the slots left over: words that the tool's texts do not hold and no argument took; and arguments without such words. */
function unclaimed(tool: IndexedTool, filled: Filled, { words }: Utterance): readonly [number, number, number] {
  const taken = [...filled.sources.values()].flat();
  const strange = words.filter(
    ({ lower, stem, text }) =>
      !stopWords.has(lower) && !/^\d+$/.test(text) && !tool.counts.some((count) => count.has(stem)),
  );
  const free = strange.filter(({ start, end }) => !taken.some((one) => start < one.end && one.start < end));
  const telling = words.filter(({ lower }) => !stopWords.has(lower)).length;
  const named = free.filter(({ text, start }) => start > 0 && /^\p{Lu}/u.test(text)).length;
  const required = tool.parameters.filter((parameter) => parameter.required && parameter.type === "string");
  const empty = required.filter(({ name }) => {
    const own = filled.sources.get(name) ?? [];
    return own.length > 0 && !strange.some(({ start, end }) => own.some((one) => start < one.end && one.start < end));
  }).length;
  return [
    telling === 0 ? 0 : free.length / telling,
    Math.min(1, named / 3),
    required.length === 0 ? 0 : empty / required.length,
  ];
}

/** What the request is about (the head of its first two noun groups) and its first verb, each by how near the tool they are. */
function asked(tool: IndexedTool, { words, text, reach, terms }: Utterance): readonly number[] {
  const read = words.slice(0, 60);
  const tags = tagWords(read, text);
  const heads: string[] = [];
  let verb: string | undefined;
  for (const [at, { stem, lower }] of read.entries()) {
    const tag = tags[at];
    if (tag === "v" && !stopWords.has(lower)) verb ??= stem;
    if ((tag === "n" || tag === "p") && tags[at + 1] !== "n" && tags[at + 1] !== "p" && heads.length < 2)
      heads.push(stem);
  }
  const nearest = (stem: string | undefined, stems: Iterable<string>): number => {
    const term = terms.findIndex((one) => one.stem === stem);
    let best = 0;
    if (term >= 0)
      for (const own of stems)
        for (const one of reach.get(own) ?? []) if (one.term === term) best = Math.max(best, one.nearness);
    return best * best;
  };
  const name = [...(tool.counts[0]?.keys() ?? [])];
  const [first, second] = heads;
  return [
    nearest(first, name),
    nearest(first, tool.core),
    nearest(second, tool.core),
    nearest(verb, name),
    nearest(verb, tool.core),
  ];
}

/** Numbers in digits that were said and that no argument took. */
function numbersLeft(filled: Filled, { words }: Utterance): number {
  const taken = [...filled.sources.values()].flat();
  return words.filter(
    ({ text, start, end }) => /^\p{N}/u.test(text) && !taken.some((one) => start < one.end && one.start < end),
  ).length;
}

/** How much of the tool's first sentence was said, by rarity; and whether the rarest word of its name and first sentence was. */
function backwards(tool: IndexedTool, utterance: Utterance): readonly [number, number] {
  let [said, mass, rarest, telling] = [0, 0, 0, 0];
  for (const stem of tool.lead) {
    let nearest = 0;
    for (const { nearness } of utterance.reach.get(stem) ?? []) nearest = Math.max(nearest, nearness);
    const weight = rarity(stem);
    said += weight * nearest * nearest;
    mass += weight;
  }
  for (const stem of tool.counts[0]?.keys() ?? []) {
    const weight = rarity(stem);
    if (weight <= rarest) continue;
    rarest = weight;
    telling = Math.max(0, ...(utterance.reach.get(stem) ?? []).map(({ nearness }) => nearness));
  }
  return [mass === 0 ? 0 : said / mass, telling];
}

/** Share of the request's first telling words that are near some text of the tool, by rarity. */
function reached(tool: IndexedTool, { terms, reach }: Utterance, first: number): number {
  const near = new Float64Array(terms.length);
  for (const count of tool.counts)
    for (const stem of count.keys())
      for (const { term, nearness } of reach.get(stem) ?? []) near[term] = Math.max(near[term] ?? 0, nearness);
  let [hit, mass] = [0, 0];
  terms.slice(0, first).forEach(({ rarity }, term) => {
    hit += (0.2 + rarity) * (near[term] ?? 0) ** 2;
    mass += 0.2 + rarity;
  });
  return mass === 0 ? 0 : hit / mass;
}

/** The score without what the prompt added: the prompt moves tools, it does not change what was said. */
function sumOf(ranked: RankedTool | undefined): number {
  return ranked === undefined
    ? 0
    : ranked.parts.slice(0, featureNames.length).reduce((sum, { value, weight }) => sum + value * weight, 0);
}
