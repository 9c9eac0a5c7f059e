import type { Move } from "#shared/drift/drift.ts";
import { isVerb, type Weights } from "#shared/drift/tool-likeness.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";
import { nameTokens } from "#shared/drift/words.ts";

/** How sure a move is that no value of the new tool spells out. */
const ABSORBED = 0.72;

/**
 * A tool that went into one of a shorter name: what its name says more is a parameter there now (`emulate_cpu` and
 * `emulate` with `cpuRate`), or its choices are among the choices there (`navigate_history` with `back` and `forward`).
 */
export function absorbedBy(old: ToolFacts, target: ToolFacts): Move | undefined {
  if (![...target.folded].every((token) => old.folded.has(token))) return undefined;
  if ([...target.folded].every(isVerb)) return undefined; // `get` alone is part of every name
  const more = [...old.folded].filter((token) => !target.folded.has(token));
  if (more.length === 0) return undefined;
  const told = [...target.parameters].some((name) => {
    const tokens = nameTokens(name);
    return more.every((token) => tokens.includes(token));
  });
  const choices = old.modes.some((mode) =>
    target.modes.some((other) => mode.values.every(({ value }) => other.values.some((one) => one.value === value))),
  );
  return told || choices ? { from: old.name, to: target.name, confidence: ABSORBED } : undefined;
}

/** Least share of a tool's parameters that the one it went into must have. */
const CONTAINED = 0.75;
const FEWEST = 3;
/** Least weight of a word that two names share: words of every other name say nothing. */
const TELLING = 1.4;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/**
 * Where one tool went into a new one that is told what to do, others of the same noun whose parameters are all there
 * went with it, though no value names them.
 */
export function joined(
  consolidated: ReadonlyMap<string, readonly Move[]>,
  removed: readonly ToolFacts[],
  targets: readonly ToolFacts[],
  weights: Weights,
): ReadonlyMap<string, readonly Move[]> {
  const taken = new Set([...consolidated.values()].flatMap((moves) => moves.map(({ from }) => from)));
  const all = new Map(consolidated);
  for (const target of targets) {
    const moves = consolidated.get(target.name);
    if (moves === undefined || target.modes.length === 0) continue;
    const known = new Set([...target.parameters].map(plain));
    for (const old of removed) {
      if (taken.has(old.name) || old.parameters.size < FEWEST) continue;
      const shared = [...old.parameters].filter((name) => known.has(plain(name))).length;
      const word = [...old.folded].some((one) => target.folded.has(one) && weights(one) >= TELLING);
      if (shared < old.parameters.size * CONTAINED || !word) continue;
      taken.add(old.name);
      all.set(target.name, [
        ...(all.get(target.name) ?? []),
        { from: old.name, to: target.name, confidence: ABSORBED },
      ]);
    }
  }
  return all;
}
