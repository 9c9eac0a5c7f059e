import { fingerprint } from "#shared/drift/schema/fingerprint.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";

/** How telling a word or a parameter is: rare ones weigh more. */
export type Weights = (word: string) => number;

/** How much two tools are one under two names, 0 to 1: name, description and parameters. */
export type Likeness = (old: ToolFacts, now: ToolFacts) => number;

/** Weights from the tools at hand (inverse document frequency, smoothed, so that a list of two works as well). */
export function weightsOf(tools: readonly ToolFacts[]): Weights {
  const seen = new Map<string, number>();
  for (const tool of tools) {
    for (const word of new Set([...tool.folded, ...tool.words, ...tool.parameters])) {
      seen.set(word, (seen.get(word) ?? 0) + 1);
    }
  }
  return (word) => Math.log(1 + (tools.length + 1) / ((seen.get(word) ?? 0) + 0.5));
}

/** Every word alike. */
export const evenWeights: Weights = () => 1;

/** Verbs of tools that only look: one may take the place of another. */
export const LOOKING: ReadonlySet<string> = new Set(["get", "search", "find"]);

/** Whether two verbs (or other words) may stand for one another in a rename. */
export const mayReplace = (one: string, two: string): boolean =>
  (LOOKING.has(one) && LOOKING.has(two)) || (!VERBS.includes(one) && !VERBS.includes(two));

/** Whether a word of a name says what is done, and not to what. */
export const isVerb = (word: string): boolean => VERBS.includes(word);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Verbs that say different things: a tool that now does another thing is no rename. */
const VERBS: readonly string[] =
  "get create update delete add set search write start stop enable disable open close upload download send cancel".split(
    " ",
  );

const verbsOf = (tool: ToolFacts): readonly string[] => VERBS.filter((verb) => tool.folded.has(verb));

/** Whether name or parameters speak for a pairing: lists whose descriptions are boilerplate are alike in text alone. */
export function sharesMoreThanText(old: ToolFacts, now: ToolFacts): boolean {
  return (
    [...old.folded].some((token) => now.folded.has(token)) || [...old.parameters].some((one) => now.parameters.has(one))
  );
}

/** A likeness under these weights; sums are kept, so ask one function for all pairs. */
export function likenessUnder(weights: Weights): Likeness {
  const sums = new Map<ReadonlySet<string>, number>();
  const sumOf = (words: ReadonlySet<string>): number => {
    let sum = sums.get(words);
    if (sum === undefined) {
      sum = 0;
      for (const word of words) sum += weights(word);
      sums.set(words, sum);
    }
    return sum;
  };
  /** Weighted Dice over two word sets. */
  const overlap = (left: ReadonlySet<string>, right: ReadonlySet<string>): number => {
    const total = sumOf(left) + sumOf(right);
    if (total === 0) return 1;
    const [small, large] = left.size < right.size ? [left, right] : [right, left];
    let shared = 0;
    for (const word of small) if (large.has(word)) shared += weights(word);
    return (2 * shared) / total;
  };
  const parameters = (old: ToolFacts, now: ToolFacts): number => {
    if (old.parameters.size + now.parameters.size === 0) return 0.5; // having none says little
    const share = overlap(old.parameters, now.parameters);
    if (share === 1 && fingerprint(old.raw["inputSchema"]) !== fingerprint(now.raw["inputSchema"])) return 0.95;
    return share;
  };
  return (old, now) => {
    if (plain(old.name) === plain(now.name)) return 1;
    const text = old.words.size + now.words.size === 0 ? 0 : overlap(old.words, now.words);
    const score = 0.35 * overlap(old.folded, now.folded) + 0.4 * text + 0.25 * parameters(old, now);
    const [before, after] = [verbsOf(old), verbsOf(now)];
    const clash = before.length > 0 && after.length > 0 && !before.some((verb) => after.includes(verb));
    return Math.round((clash ? score * 0.35 : score) * 100) / 100;
  };
}
