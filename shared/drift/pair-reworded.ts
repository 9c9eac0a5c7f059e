import type { Move } from "#shared/drift/drift.ts";
import { LOOKING, mayReplace } from "#shared/drift/tool-likeness.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";
import { foldVerb } from "#shared/drift/words.ts";

const MOST_PAIRS = 10_000;
const CONFIDENCE = 0.4;

/**
 * Names that differ in one word: a verb of looking for another (`find_issues`, `search_issues`), or the same word for
 * the same other in several names. Half of the parameters must be the same.
 */
export function reworded(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  pairs: readonly Move[],
): readonly Move[] {
  const gone = removed.filter(({ name }) => !pairs.some(({ from }) => from === name));
  const come = added.filter(({ name }) => !pairs.some(({ to }) => to === name));
  if (gone.length * come.length > MOST_PAIRS) return [];
  const swaps = new Map<string, Move[]>();
  for (const old of gone) {
    for (const now of come) {
      const lost = old.tokens.filter((token) => !now.tokens.includes(token)).map(foldVerb);
      const won = now.tokens.filter((token) => !old.tokens.includes(token)).map(foldVerb);
      const [from, to] = [lost[0], won[0]];
      const one = lost.length === 1 && won.length === 1 && old.tokens.length > 1;
      if (!one || from === undefined || to === undefined || !mayReplace(from, to) || !takeAlike(old, now)) continue;
      const key = `${from} > ${to}`;
      swaps.set(key, [...(swaps.get(key) ?? []), { from: old.name, to: now.name, confidence: CONFIDENCE }]);
    }
  }
  const found: Move[] = [];
  for (const [swap, moves] of swaps) {
    const clear = moves.filter(
      (move) => !found.some(({ from, to }) => from === move.from || to === move.to) && isAlone(move, moves),
    );
    if (clear.length > 1 || swap.split(" > ").every((word) => LOOKING.has(word))) found.push(...clear);
  }
  return found;
}

const isAlone = (move: Move, moves: readonly Move[]): boolean =>
  moves.every((other) => other === move || (other.from !== move.from && other.to !== move.to));

/** Whether the tool with fewer parameters shares half of them with the other. */
function takeAlike(old: ToolFacts, now: ToolFacts): boolean {
  const shared = [...old.parameters].filter((name) => now.parameters.has(name)).length;
  return shared * 2 >= Math.min(old.parameters.size, now.parameters.size);
}
