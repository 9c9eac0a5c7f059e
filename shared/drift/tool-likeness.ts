import { fingerprint } from "#shared/drift/schema/fingerprint.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";
import { foldVerb } from "#shared/drift/words.ts";

/** How telling a word or a parameter is: rare ones weigh more. */
export type Weights = (word: string) => number;

/** Weights from the tools at hand (inverse document frequency, smoothed, so that a list of two works as well). */
export function weightsOf(tools: readonly ToolFacts[]): Weights {
  const seen = new Map<string, number>();
  for (const tool of tools) {
    for (const word of new Set([...tool.tokens, ...tool.words, ...tool.parameters])) {
      seen.set(word, (seen.get(word) ?? 0) + 1);
    }
  }
  return (word) => Math.log(1 + (tools.length + 1) / ((seen.get(word) ?? 0) + 0.5));
}

/** Every word alike. */
export const evenWeights: Weights = () => 1;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Verbs that say different things: a tool that now does another thing is no rename. */
const VERBS = new Set(
  "get create update delete add set search write start stop enable disable open close upload download send cancel".split(
    " ",
  ),
);

const verbsOf = (tool: ToolFacts): readonly string[] => tool.tokens.map(foldVerb).filter((token) => VERBS.has(token));

/** Whether name or parameters speak for a pairing: lists whose descriptions are boilerplate are alike in text alone. */
export function sharesMoreThanText(old: ToolFacts, now: ToolFacts): boolean {
  const tokens = new Set(now.tokens.map(foldVerb));
  const parameters = new Set(now.parameters);
  return (
    old.tokens.map(foldVerb).some((token) => tokens.has(token)) || old.parameters.some((name) => parameters.has(name))
  );
}

/** How much two tools are one under two names, 0 to 1: name, description and parameters. */
export function likeness(old: ToolFacts, now: ToolFacts, weights: Weights): number {
  if (plain(old.name) === plain(now.name)) return 1;
  const name = overlap(old.tokens.map(foldVerb), now.tokens.map(foldVerb), weights);
  const text = old.words.length + now.words.length === 0 ? 0 : overlap(old.words, now.words, weights);
  const parameters = parameterOverlap(old, now, weights);
  const clash =
    verbsOf(old).length > 0 && verbsOf(now).length > 0 && overlap(verbsOf(old), verbsOf(now), evenWeights) === 0;
  const score = 0.35 * name + 0.4 * text + 0.25 * parameters;
  return Math.round((clash ? score * 0.35 : score) * 100) / 100;
}

function parameterOverlap(old: ToolFacts, now: ToolFacts, weights: Weights): number {
  if (old.parameters.length + now.parameters.length === 0) return 0.5; // having none says little
  if (fingerprint(old.raw["inputSchema"]) === fingerprint(now.raw["inputSchema"])) return 1;
  return overlap(old.parameters, now.parameters, weights);
}

/** Weighted Dice over two word sets. */
function overlap(left: readonly string[], right: readonly string[], weights: Weights): number {
  const one = new Set(left);
  const two = new Set(right);
  const sum = (words: Iterable<string>): number => [...words].reduce((total, word) => total + weights(word), 0);
  const total = sum(one) + sum(two);
  return total === 0 ? 1 : (2 * sum([...one].filter((word) => two.has(word)))) / total;
}
