import { jsonEqual } from "#shared/base/json.ts";
import { absorbedBy, joined } from "#shared/drift/pair-absorbed.ts";
import { pairRenamed } from "#shared/drift/pair-renamed.ts";
import type { Move } from "#shared/drift/drift.ts";
import type { Weights } from "#shared/drift/tool-likeness.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";

/** How removed tools live on. What is in no list was simply removed, or simply added. */
export interface Pairing {
  readonly renamed: readonly Move[];
  /** By new tool: the old ones it took over. */
  readonly consolidated: ReadonlyMap<string, readonly Move[]>;
  /** By old tool: the new ones it became. */
  readonly split: ReadonlyMap<string, readonly Move[]>;
}

/** Least confidence for a move into a tool that picks what it does by an argument. */
const CONSOLIDATED = 0.7;

/**
 * Pairs removed tools with what took their place. First the tools that pick what they do by an argument whose new
 * values name the old tools (in real life most removals); then renames, one to one, most alike first.
 * `kept`: changed tools of both lists, in their old and new form. `stayed`: all of both lists, in their new form.
 * `weights`: how telling each word is in these lists.
 */
export function pairTools(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  kept: readonly { readonly before: ToolFacts; readonly after: ToolFacts }[],
  stayed: readonly ToolFacts[],
  weights: Weights,
): Pairing {
  const grown = kept.flatMap(({ before, after }) => withNewValues(before, after));
  const consolidated = joined(moves(removed, [...added, ...grown]), removed, [...added, ...grown], weights);
  const taken = new Set([...consolidated.values()].flat().map(({ from }) => from));
  const shrunk = kept.flatMap(({ before, after }) => withNewValues(after, before));
  const splits = moves(added, [...removed.filter(({ name }) => !taken.has(name)), ...shrunk]);
  const split = new Map<string, readonly Move[]>();
  for (const [old, parts] of splits) {
    if (parts.length > 1)
      split.set(
        old,
        parts.map((move): Move => Object.assign({}, move, { from: old, to: move.from })),
      );
  }
  const fresh = new Set([...split.values()].flat().map(({ to }) => to));
  const free = removed.filter(({ name }) => !taken.has(name) && !split.has(name));
  const open = added.filter(({ name }) => !fresh.has(name) && !consolidated.has(name));
  return { renamed: pairRenamed(free, open, stayed, weights), consolidated, split };
}

/** The new form of a kept tool with only the parameters and values it gained. */
function withNewValues(before: ToolFacts, after: ToolFacts): readonly ToolFacts[] {
  if (before.raw === after.raw || jsonEqual(before.raw, after.raw)) return [];
  const modes = after.modes.flatMap((mode) => {
    const old = before.modes.find(({ parameter }) => parameter === mode.parameter)?.values ?? [];
    const values = mode.values.filter(({ value }) => !old.some((one) => one.value === value));
    return values.length === 0 ? [] : [{ ...mode, values }];
  });
  const parameters = new Set([...after.parameters].filter((name) => !before.parameters.has(name)));
  return modes.length + parameters.size === 0 ? [] : [{ ...after, modes, parameters }];
}

/** Targets looked at for one old tool: those with a value or a noun in common. */
const MOST_TARGETS = 60;

/** Where each old tool went, by the tool that took it over. */
function moves(removed: readonly ToolFacts[], targets: readonly ToolFacts[]): ReadonlyMap<string, readonly Move[]> {
  const found = new Map<string, Move[]>();
  const byToken = new Map<string, Set<ToolFacts>>();
  for (const target of targets) {
    if (target.modes.length + target.parameters.size === 0) continue;
    const words = target.modes.flatMap(({ values }) => values.flatMap(({ tokens }) => tokens));
    for (const token of new Set([...target.folded, ...words])) {
      byToken.set(token, (byToken.get(token) ?? new Set()).add(target));
    }
  }
  for (const old of removed) {
    const near = [...old.folded].map((token) => byToken.get(token) ?? new Set<ToolFacts>());
    near.sort((one, two) => one.size - two.size);
    let best: Move | undefined;
    for (const target of [...new Set(near.flatMap((set) => [...set].slice(0, MOST_TARGETS)))].slice(0, MOST_TARGETS)) {
      const move = moveInto(old, target) ?? absorbedBy(old, target);
      if (move !== undefined && move.confidence > (best?.confidence ?? 0)) best = move;
    }
    if (best === undefined || best.confidence < CONSOLIDATED) continue;
    const list = found.get(best.to) ?? [];
    found.set(best.to, list);
    list.push(best);
  }
  return found;
}

/** How well one value of the target, with the target's own name, spells the old tool's name. */
function moveInto(old: ToolFacts, target: ToolFacts): Move | undefined {
  let best: Move | undefined;
  const nouns = [...target.folded].filter((token) => old.folded.has(token)).length / Math.max(target.folded.size, 1);
  for (const { parameter, values } of target.modes) {
    for (const { value, tokens } of values) {
      if (!tokens.every((token) => old.folded.has(token))) continue;
      const whole = tokens.length === old.folded.size;
      const shared = [...old.folded].filter((token) => !tokens.includes(token) && target.folded.has(token)).length;
      if (!whole && shared === 0) continue;
      // Every token of the old name should be in the value or in the target's name; a noun beats a verb.
      const covered = Math.min(1, (tokens.length + shared) / old.folded.size);
      const full = covered === 1 ? 0.02 * tokens.length : 0;
      const confidence = whole ? 0.9 + 0.1 * nouns : 0.75 * covered + 0.25 * nouns + full;
      if (confidence <= (best?.confidence ?? 0)) continue;
      const sure = Math.min(1, Math.round(confidence * 100) / 100);
      best = { from: old.name, to: target.name, set: { parameter, value }, confidence: sure };
    }
  }
  return best;
}
