import type { Move } from "#shared/drift/drift.ts";
import { type Likeness, likenessUnder, sharesMoreThanText, type Weights } from "#shared/drift/tool-likeness.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";
import { reworded } from "#shared/drift/pair-reworded.ts";

/** Alike enough to be one tool whatever else there is. */
const SURE = 0.6;
/** Alike enough where nothing else comes near, on either side. */
const LIKELY = 0.38;
const MARGIN = 0.12;
/** The same name in another spelling, or all but the same tool. */
const CERTAIN = 0.9;

/** Past this many comparisons each tool is compared with those that share the rarest tokens of its name only. */
const MOST_PAIRS = 10_000;
const NEAREST = 24;

/** Removed tools paired with the added ones they became, one to one, most alike first. */
export function pairRenamed(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  stayed: readonly ToolFacts[],
  weights: Weights,
): readonly Move[] {
  const likeness = likenessUnder(weights);
  const isVariant = variants(stayed, added, likeness);
  const scored = scores(removed, added, likeness).sort((one, two) => two.confidence - one.confidence);
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
    if (!isOpen(move) || (move.confidence < SURE && !standsOut(move)) || isVariant(move)) continue;
    gone.add(move.from);
    come.add(move.to);
    pairs.push(move);
  }
  const followed = [...pairs, ...systematic(removed, added, pairs)];
  return [...followed, ...reworded(removed, added, followed)];
}

/**
 * Whether the new tool of a pairing is more like one that stayed than like the one that is gone: then it came beside
 * that one (`scrape_batch` beside `scrape`), and what is gone is simply gone.
 */
function variants(
  stayed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  likeness: Likeness,
): (move: Move) => boolean {
  const byToken = indexOf(stayed);
  const come = new Map(added.map((tool) => [tool.name, tool]));
  const closest = new Map<ToolFacts, number>();
  const likest = (tool: ToolFacts): number => {
    const known =
      closest.get(tool) ?? Math.max(0, ...[...nearest(tool, byToken)].map((other) => likeness(other, tool)));
    closest.set(tool, known);
    return known;
  };
  return ({ to, confidence }) => {
    const tool = confidence >= CERTAIN ? undefined : come.get(to);
    return tool !== undefined && likest(tool) > confidence;
  };
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

function scores(removed: readonly ToolFacts[], added: readonly ToolFacts[], likeness: Likeness): Move[] {
  const many = removed.length * added.length > MOST_PAIRS;
  const byToken = indexOf(many ? added : []);
  const only = signatures(removed, added);
  return removed.flatMap((old) => {
    const near = many ? nearest(old, byToken) : added;
    return Array.from(near, (now) => {
      const confidence = likeness(old, now) + (only(old, now) ? SAME_SIGNATURE : 0);
      const meant = confidence >= SURE || sharesMoreThanText(old, now);
      return { from: old.name, to: now.name, confidence: meant ? confidence : confidence / 2 };
    }).filter(({ confidence }) => confidence > 0.2);
  });
}

/** What it adds that both take the same parameters and no other tool that came or went does. */
const SAME_SIGNATURE = 0.12;
const FEWEST_PARAMETERS = 2;

const signatureOf = ({ parameters }: ToolFacts): string =>
  parameters.size < FEWEST_PARAMETERS ? "" : [...parameters].sort().join(" ");

function signatures(removed: readonly ToolFacts[], added: readonly ToolFacts[]) {
  const counts = new Map<string, number>();
  for (const tool of [...removed, ...added]) counts.set(signatureOf(tool), (counts.get(signatureOf(tool)) ?? 0) + 1);
  return (old: ToolFacts, now: ToolFacts): boolean =>
    signatureOf(old) !== "" && signatureOf(old) === signatureOf(now) && counts.get(signatureOf(old)) === 2;
}

function indexOf(tools: readonly ToolFacts[]): ReadonlyMap<string, ToolFacts[]> {
  const byToken = new Map<string, ToolFacts[]>();
  for (const tool of tools) {
    for (const token of tool.folded) {
      const same = byToken.get(token) ?? [];
      byToken.set(token, same);
      same.push(tool);
    }
  }
  return byToken;
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
