import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { sharedWords } from "#shared/drift/compare-text.ts";
import { fingerprint } from "#shared/drift/schema/fingerprint.ts";
import { nameTokens, tokenOverlap } from "#shared/drift/words.ts";

/** How alike a removed and an added parameter must be to count as one that was renamed. */
const ENOUGH = 0.72;
/** What it adds that both have to be passed: a call needs the one where it needed the other. */
const BOTH_REQUIRED = 0.15;

/** Removed parameters paired with the added ones they became: old name to new name, each used once, best first. */
export function pairParameters(
  before: JsonObject,
  after: JsonObject,
  gone: readonly string[],
  come: readonly string[],
  isRequired: { readonly before: (name: string) => boolean; readonly after: (name: string) => boolean },
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  if (gone.length === 0 || come.length === 0 || gone.length * come.length > 4_000) return pairs;
  const scoreOf = (from: string, to: string): number => {
    const both = isRequired.before(from) && isRequired.after(to);
    const score = likeness(from, before[from], to, after[to]);
    return score > 0 && both ? score + BOTH_REQUIRED : score;
  };
  const scored = gone.flatMap((from) => come.map((to) => ({ from, to, score: scoreOf(from, to) })));
  const taken = new Set<string>();
  for (const { from, to, score } of scored.sort((one, two) => two.score - one.score)) {
    if (score < ENOUGH || pairs.has(from) || taken.has(to)) continue;
    pairs.set(from, to);
    taken.add(to);
  }
  return pairs;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function likeness(from: string, left: unknown, to: string, right: unknown): number {
  const one = isJsonObject(left) ? left : {};
  const two = isJsonObject(right) ? right : {};
  const sameSet = fingerprint(one) === fingerprint(two);
  const typed = JSON.stringify(one["type"]) === JSON.stringify(two["type"]);
  if (!typed) return 0;
  if (plain(from) === plain(to)) return 1;
  const short = from.startsWith(to) || to.startsWith(from); // `q` and `query`
  const name = Math.max(tokenOverlap(nameTokens(from), nameTokens(to)), short ? 0.8 : 0);
  const texts = [one["description"], two["description"]];
  const [before, after] = texts;
  if (typeof before !== "string" || typeof after !== "string") return sameSet ? name * 0.9 : name * 0.6;
  const text = sharedWords(before, after);
  return 0.3 * name + 0.55 * text + (sameSet ? 0.15 : 0);
}
