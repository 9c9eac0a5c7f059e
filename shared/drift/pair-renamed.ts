import type { Move } from "#shared/drift/drift.ts";
import { likenessUnder, sharesMoreThanText, type Weights } from "#shared/drift/tool-likeness.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";

/** Alike enough to be one tool whatever else there is. */
const SURE = 0.6;
/** Alike enough where nothing else comes near, on either side. */
const LIKELY = 0.38;
const MARGIN = 0.12;

/** Past this many comparisons each tool is compared with those that share the rarest tokens of its name only. */
const MOST_PAIRS = 10_000;
const NEAREST = 24;

/** Removed tools paired with the added ones they became, one to one, most alike first. */
export function pairRenamed(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  weights: Weights,
): readonly Move[] {
  const scored = scores(removed, added, weights).sort((one, two) => two.confidence - one.confidence);
  const rivals = new Map<string, Move[]>();
  for (const move of scored) {
    for (const key of [`- ${move.from}`, `+ ${move.to}`]) {
      const list = rivals.get(key) ?? [];
      rivals.set(key, list);
      list.push(move);
    }
  }
  const gone = new Set<string>();
  const come = new Set<string>();
  const isOpen = (move: Move): boolean => !gone.has(move.from) && !come.has(move.to);
  /** Whether no other pairing that is still open comes near this one. */
  const standsOut = (move: Move): boolean =>
    move.confidence >= LIKELY &&
    ![...(rivals.get(`- ${move.from}`) ?? []), ...(rivals.get(`+ ${move.to}`) ?? [])].some(
      (other) => other !== move && isOpen(other) && other.confidence > move.confidence - MARGIN,
    );
  const pairs: Move[] = [];
  for (const move of scored) {
    if (!isOpen(move) || (move.confidence < SURE && !standsOut(move))) continue;
    gone.add(move.from);
    come.add(move.to);
    pairs.push(move);
  }
  return [...pairs, ...systematic(removed, added, pairs)];
}

const keyOf = (tokens: Iterable<string>): string => [...new Set(tokens)].sort().join(" ");

/**
 * Renames that follow a pattern already seen: where `update-database` became `update-data-source`, `get-database` is
 * expected to have become `get-data-source`.
 */
function systematic(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  pairs: readonly Move[],
): readonly Move[] {
  const gone = new Map(removed.map((tool) => [tool.name, tool]));
  const come = new Map(added.map((tool) => [tool.name, tool]));
  const swaps = new Map<string, { readonly lost: readonly string[]; readonly won: readonly string[] }>();
  for (const { from, to } of pairs) {
    const old = gone.get(from)?.tokens ?? [];
    const now = come.get(to)?.tokens ?? [];
    const lost = old.filter((token) => !now.includes(token));
    const won = now.filter((token) => !old.includes(token));
    if (lost.length > 0 && won.length > 0 && lost.length < old.length)
      swaps.set(`${keyOf(lost)} > ${keyOf(won)}`, { lost, won });
    gone.delete(from);
    come.delete(to);
  }
  const byTokens = new Map([...come.values()].map((tool) => [keyOf(tool.tokens), tool]));
  const found: Move[] = [];
  for (const old of gone.values()) {
    for (const { lost, won } of [...swaps.values()].slice(0, MOST_SWAPS)) {
      if (!lost.every((token) => old.tokens.includes(token))) continue;
      const expected = keyOf([...old.tokens.filter((token) => !lost.includes(token)), ...won]);
      const now = byTokens.get(expected);
      if (now === undefined) continue;
      byTokens.delete(expected);
      found.push({ from: old.name, to: now.name, confidence: SURE });
      break;
    }
  }
  return found;
}

/** Patterns of renaming that are tried on what is left. */
const MOST_SWAPS = 50;

function scores(removed: readonly ToolFacts[], added: readonly ToolFacts[], weights: Weights): Move[] {
  const many = removed.length * added.length > MOST_PAIRS;
  const byToken = new Map<string, ToolFacts[]>();
  for (const tool of many ? added : []) {
    for (const token of tool.folded) {
      const tools = byToken.get(token) ?? [];
      byToken.set(token, tools);
      tools.push(tool);
    }
  }
  const likeness = likenessUnder(weights);
  return removed.flatMap((old) => {
    const near = many ? nearest(old, byToken) : added;
    return Array.from(near, (now) => {
      const confidence = likeness(old, now);
      const meant = confidence >= SURE || sharesMoreThanText(old, now);
      return { from: old.name, to: now.name, confidence: meant ? confidence : confidence / 2 };
    }).filter(({ confidence }) => confidence > 0.2);
  });
}

/** The tools that share the rarest tokens of a name. */
function nearest(old: ToolFacts, byToken: ReadonlyMap<string, readonly ToolFacts[]>): ReadonlySet<ToolFacts> {
  const lists = [...old.folded]
    .flatMap((token) => [byToken.get(token) ?? []])
    .sort((one, two) => one.length - two.length);
  const near = new Set<ToolFacts>();
  for (const list of lists) {
    for (const tool of list) {
      if (near.size >= NEAREST) return near;
      near.add(tool);
    }
  }
  return near;
}
