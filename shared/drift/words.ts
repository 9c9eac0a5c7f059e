/** Words past this many are not compared one by one. */
const MOST_WORDS = 4_000;

/** The words of a prose text in lower case; names are split at case and separators. */
export function wordsOf(text: string): readonly string[] {
  const spaced = text.slice(0, 100_000).replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2");
  return (spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
}

const SMALL = new Set(
  "a an the of in on for to by and or with from api detail info information".split(" "), // `get_issue_details` gets an issue
);

/** The tokens of a tool name: split at case and separators, plural endings folded, filler words dropped. */
export function nameTokens(name: string): readonly string[] {
  const tokens = wordsOf(name.replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")).map(singular);
  const kept = tokens.filter((token) => !SMALL.has(token));
  return kept.length > 0 ? kept : tokens;
}

/** A rough singular: `issues` and `issue`, `queries` and `query` fold together. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && /(ches|shes|xes|sses)$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Dice over two token sets, 0 to 1. */
export function tokenOverlap(left: readonly string[], right: readonly string[]): number {
  const one = new Set(left);
  const two = new Set(right);
  if (one.size + two.size === 0) return 1;
  return (2 * [...one].filter((token) => two.has(token)).length) / (one.size + two.size);
}

/** Verbs that names use for one another; a list and a look-up are told apart by their nouns. */
const VERB_FOLDS: ReadonlyMap<string, string> = new Map([
  ["retrieve", "get"],
  ["fetch", "get"],
  ["read", "get"],
  ["show", "get"],
  ["view", "get"],
  ["list", "get"],
  ["query", "get"],
  ["print", "get"],
  ["remove", "delete"],
  ["edit", "update"],
  ["modify", "update"],
  ["new", "create"],
]);

/** One verb for those that mean the same in a name. */
export function foldVerb(token: string): string {
  return VERB_FOLDS.get(token) ?? token;
}
