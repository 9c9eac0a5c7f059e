import { featureNames, featuresOf, fieldWeights, listIdf, termScores } from "#shared/converse/simulate/features.ts";
import { cosine, fields, type IndexedTool, type ToolIndex } from "#shared/converse/simulate/index-tools.ts";
import type { ScorePart } from "#shared/converse/simulate/score.ts";
import { judgeTriggers, type TriggerHint } from "#shared/converse/simulate/trigger-hints.ts";
import { readUtterance, type Utterance } from "#shared/converse/simulate/utterance.ts";
import { rankingWeights } from "#shared/converse/simulate/weights.ts";

/** A tool in the ranking. `score` is the sum of its parts. */
export interface RankedTool {
  readonly name: string;
  readonly position: number;
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/** What a ranking is made of. */
export interface RankInput {
  readonly index: ToolIndex;
  readonly utterance: Utterance;
  readonly triggers?: readonly TriggerHint[] | undefined;
  /** What the user said before, joined. */
  readonly earlier?: string | undefined;
}

/** Only so many tools are looked at closely. */
const CLOSELY = 40;

/** A candidate with its features, before weights. For training too. */
export interface Candidate {
  readonly tool: IndexedTool;
  readonly features: readonly number[];
}

/** The tools worth a closer look, at most 40, with their features, in list order. */
export function candidatesOf({ index, utterance, triggers = [], earlier }: RankInput): readonly Candidate[] {
  const idf = utterance.terms.map(({ stem }) => listIdf(index, stem));
  const chosen = preselect(index, utterance, idf, triggers);
  const before = earlier === undefined || earlier === "" ? undefined : readUtterance(earlier);
  const scored = chosen.map((tool) => ({ tool, scores: termScores(index, tool, utterance, idf) }));
  const best = Math.max(0, ...scored.map(({ scores }) => scores.total));
  return scored.map(({ tool, scores }) => ({
    tool,
    features: featuresOf(index, tool, utterance, scores, best, idf, before),
  }));
}

/** Ranks the tools for an utterance, best first; ties by name, then by place in the list. */
export function rank(input: RankInput): readonly RankedTool[] {
  const hints = judgeTriggers(input.utterance, input.triggers ?? []);
  return candidatesOf(input)
    .map(({ tool, features }) => {
      const parts: ScorePart[] = featureNames.map((feature, at) => ({
        feature,
        value: features[at] ?? 0,
        weight: rankingWeights[at] ?? 0,
      }));
      parts.push(...(hints.get(tool.name) ?? []));
      const score = parts.reduce((sum, { value, weight }) => sum + value * weight, 0);
      return { name: tool.name, position: tool.position, score, parts };
    })
    .sort((one, two) => two.score - one.score || compare(one.name, two.name) || one.position - two.position);
}

const compare = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0);

/** The 40 tools that share most with the utterance, near words included; all where there are no more. */
function preselect(
  index: ToolIndex,
  utterance: Utterance,
  idf: readonly number[],
  triggers: readonly TriggerHint[],
): readonly IndexedTool[] {
  if (index.tools.length <= CLOSELY) return index.tools;
  const gathered = new Float64Array(index.tools.length);
  for (const [stem, reached] of utterance.reach) {
    let weight = 0;
    for (const { term, nearness } of reached)
      weight = Math.max(weight, nearness * nearness * (nearness === 1 ? 1 : 0.7) * Math.max(0.2, idf[term] ?? 0));
    for (let field = 0; field < fields.length; field += 1) {
      const postings = index.postings[field]?.get(stem);
      if (postings === undefined) continue;
      for (const position of postings)
        gathered[position] = (gathered[position] ?? 0) + weight * (fieldWeights[field] ?? 0);
    }
  }
  // Tools that the prompt names come first, whatever was said.
  const named = new Set(triggers.map(({ tool }) => tool));
  if (named.size > 0) for (const { name, position } of index.tools) if (named.has(name)) gathered[position] = Infinity;
  const least = gathered.slice().sort()[gathered.length - CLOSELY] ?? 0;
  const above = index.tools.filter(({ position }) => (gathered[position] ?? 0) > least);
  // Of those that share as much as the last one, the first in the list.
  const level = least > 0 ? index.tools.filter(({ position }) => gathered[position] === least) : [];
  const order = [...above, ...level.slice(0, CLOSELY - above.length)];
  if (order.length > 0) return order.sort((one, two) => one.position - two.position);
  return index.tools
    .slice(0, 2_000)
    .map((tool) => ({ tool, likeness: cosine(utterance.grams, tool.grams) }))
    .sort((one, two) => two.likeness - one.likeness || one.tool.position - two.tool.position)
    .slice(0, CLOSELY)
    .map(({ tool }) => tool);
}
