import type { Move } from "#shared/drift/drift.ts";
import { likeness, sharesMoreThanText, type Weights } from "#shared/drift/tool-likeness.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";

/** Alike enough to be one tool whatever else there is. */
const SURE = 0.6;
/** Alike enough where nothing else comes near, on either side. */
const LIKELY = 0.38;
const MARGIN = 0.12;

/** Past this many comparisons only tools that share a token of their name are compared. */
const MOST_PAIRS = 40_000;

/** Removed tools paired with the added ones they became, one to one, most alike first. */
export function pairRenamed(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  weights: Weights,
): readonly Move[] {
  const scored = scores(removed, added, weights).sort((one, two) => two.confidence - one.confidence);
  const gone = new Set<string>();
  const come = new Set<string>();
  const pairs: Move[] = [];
  for (const move of scored) {
    if (gone.has(move.from) || come.has(move.to)) continue;
    if (move.confidence < SURE && !standsOut(move, scored, gone, come)) continue;
    gone.add(move.from);
    come.add(move.to);
    pairs.push(move);
  }
  return [...pairs, ...systematic(removed, added, pairs)];
}

function tokensOf(tools: readonly ToolFacts[], name: string): readonly string[] {
  return tools.find((tool) => tool.name === name)?.tokens ?? [];
}

/**
 * Renames that follow a pattern already seen: where `update-database` became `update-data-source`, `get-database` is
 * expected to have become `get-data-source`.
 */
function systematic(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  pairs: readonly Move[],
): readonly Move[] {
  const swaps = pairs.flatMap(({ from, to }) => {
    const old = tokensOf(removed, from);
    const now = tokensOf(added, to);
    const lost = old.filter((token) => !now.includes(token));
    const won = now.filter((token) => !old.includes(token));
    return lost.length > 0 && won.length > 0 && lost.length < old.length ? [{ lost, won }] : [];
  });
  const gone = new Set(pairs.map(({ from }) => from));
  const come = new Set(pairs.map(({ to }) => to));
  const found: Move[] = [];
  for (const old of removed.filter(({ name }) => !gone.has(name))) {
    for (const { lost, won } of swaps) {
      if (!lost.every((token) => old.tokens.includes(token))) continue;
      const expected = new Set([...old.tokens.filter((token) => !lost.includes(token)), ...won]);
      const now = added.find(
        ({ name, tokens }) =>
          !come.has(name) && new Set(tokens).size === expected.size && tokens.every((token) => expected.has(token)),
      );
      if (now === undefined) continue;
      come.add(now.name);
      found.push({ from: old.name, to: now.name, confidence: SURE });
      break;
    }
  }
  return found;
}

/** Whether no other pairing that is still open comes near this one. */
function standsOut(move: Move, all: readonly Move[], gone: ReadonlySet<string>, come: ReadonlySet<string>): boolean {
  if (move.confidence < LIKELY) return false;
  return !all.some(
    (other) =>
      other !== move &&
      (other.from === move.from || other.to === move.to) &&
      !gone.has(other.from) &&
      !come.has(other.to) &&
      other.confidence > move.confidence - MARGIN,
  );
}

function scores(removed: readonly ToolFacts[], added: readonly ToolFacts[], weights: Weights): Move[] {
  const many = removed.length * added.length > MOST_PAIRS;
  const byToken = new Map<string, ToolFacts[]>();
  if (many) {
    for (const tool of added) {
      for (const token of tool.tokens) {
        const tools = byToken.get(token) ?? [];
        byToken.set(token, tools);
        if (tools.length < 50) tools.push(tool);
      }
    }
  }
  return removed.flatMap((old) => {
    const near = many ? new Set(old.tokens.flatMap((token) => byToken.get(token) ?? [])) : added;
    return Array.from(near, (now) => {
      const confidence = likeness(old, now, weights);
      const meant = confidence >= SURE || sharesMoreThanText(old, now);
      return { from: old.name, to: now.name, confidence: meant ? confidence : confidence / 2 };
    }).filter(({ confidence }) => confidence > 0.2);
  });
}
