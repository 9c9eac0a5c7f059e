import { jsonEqual } from "#shared/base/json.ts";
import type { Move } from "#shared/drift/drift.ts";
import { fingerprint } from "#shared/drift/schema/fingerprint.ts";
import type { ToolFacts } from "#shared/drift/tool-facts.ts";
import { nameTokens, tokenOverlap } from "#shared/drift/words.ts";

/** How removed tools live on. What is in no list was simply removed, or simply added. */
export interface Pairing {
  readonly renamed: readonly Move[];
  /** By new tool: the old ones it took over. */
  readonly consolidated: ReadonlyMap<string, readonly Move[]>;
  /** By old tool: the new ones it became. */
  readonly split: ReadonlyMap<string, readonly Move[]>;
}

/** Least confidence for a rename, and for a move into a tool that picks what it does by an argument. */
const RENAMED = 0.6;
const CONSOLIDATED = 0.7;

/** Past this many comparisons only names that share a token are compared. */
const MOST_PAIRS = 40_000;

/**
 * Pairs removed tools with what took their place. First the tools that pick what they do by an argument whose new
 * values name the old tools (in real life most removals); then renames, one to one, most alike first.
 * `kept`: tools of both lists, in their old and new form.
 */
export function pairTools(
  removed: readonly ToolFacts[],
  added: readonly ToolFacts[],
  kept: readonly { readonly before: ToolFacts; readonly after: ToolFacts }[],
): Pairing {
  const grown = kept.flatMap(({ before, after }) => withNewValues(before, after));
  const consolidated = moves(removed, [...added, ...grown]);
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
  return { renamed: renames(free, open), consolidated, split };
}

/** The new form of a kept tool with only the values it gained. */
function withNewValues(before: ToolFacts, after: ToolFacts): readonly ToolFacts[] {
  if (after.modes.length === 0 || before.raw === after.raw || jsonEqual(before.raw, after.raw)) return [];
  const modes = after.modes.flatMap((mode) => {
    const old = before.modes.find(({ parameter }) => parameter === mode.parameter)?.values ?? [];
    const values = mode.values.filter((value) => !old.includes(value));
    return values.length === 0 ? [] : [{ ...mode, values }];
  });
  return modes.length === 0 ? [] : [{ ...after, modes }];
}

/** Where each old tool went, by the tool that took it over. */
function moves(removed: readonly ToolFacts[], targets: readonly ToolFacts[]): ReadonlyMap<string, readonly Move[]> {
  const found = new Map<string, Move[]>();
  for (const old of removed) {
    let best: Move | undefined;
    for (const target of targets) {
      const move = moveInto(old, target);
      if (move !== undefined && move.confidence > (best?.confidence ?? 0)) best = move;
    }
    if (best === undefined || best.confidence < CONSOLIDATED) continue;
    found.set(best.to, [...(found.get(best.to) ?? []), best]);
  }
  return found;
}

/** How well one value of the target, with the target's own name, spells the old tool's name. */
function moveInto(old: ToolFacts, target: ToolFacts): Move | undefined {
  let best: Move | undefined;
  const noun = new Set(target.tokens);
  for (const { parameter, values } of target.modes) {
    for (const value of values) {
      const tokens = nameTokens(value);
      if (!tokens.every((token) => old.tokens.includes(token))) continue;
      const whole = tokens.length === old.tokens.length;
      const rest = old.tokens.filter((token) => !tokens.includes(token));
      const shared = rest.filter((token) => noun.has(token)).length;
      if (!whole && shared === 0) continue;
      // Every token of the old name should be in the value or in the target's name; a noun beats a verb.
      const covered = (tokens.length + shared) / old.tokens.length;
      const nouns = [...noun].filter((token) => old.tokens.includes(token)).length / Math.max(noun.size, 1);
      const confidence = whole
        ? 0.9 + 0.1 * nouns
        : 0.75 * covered + 0.25 * nouns + (covered === 1 ? 0.02 * tokens.length : 0);
      if (confidence <= (best?.confidence ?? 0)) continue;
      const sure = Math.min(1, Math.round(confidence * 100) / 100);
      best = { from: old.name, to: target.name, set: { parameter, value }, confidence: sure };
    }
  }
  return best;
}

function renames(removed: readonly ToolFacts[], added: readonly ToolFacts[]): readonly Move[] {
  const many = removed.length * added.length > MOST_PAIRS;
  const scored: Move[] = [];
  const byToken = new Map<string, ToolFacts[]>();
  if (many) {
    for (const tool of added)
      for (const token of tool.tokens) byToken.set(token, [...(byToken.get(token) ?? []), tool]);
  }
  for (const old of removed) {
    const near = many ? new Set(old.tokens.flatMap((token) => (byToken.get(token) ?? []).slice(0, 50))) : added;
    for (const now of near) {
      const confidence = likeness(old, now);
      if (confidence >= RENAMED) scored.push({ from: old.name, to: now.name, confidence });
    }
  }
  const gone = new Set<string>();
  const come = new Set<string>();
  return scored
    .sort((one, two) => two.confidence - one.confidence)
    .filter(({ from, to }) => {
      if (gone.has(from) || come.has(to)) return false;
      gone.add(from);
      come.add(to);
      return true;
    });
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Verbs that say opposite things: a tool that now does the opposite is no rename. */
const VERBS = new Set([
  "get",
  "list",
  "create",
  "update",
  "delete",
  "remove",
  "add",
  "set",
  "search",
  "read",
  "write",
  "start",
  "stop",
  "enable",
  "disable",
  "open",
  "close",
  "upload",
  "download",
  "send",
  "cancel",
]);

const verbsOf = (tool: ToolFacts): readonly string[] => tool.tokens.filter((token) => VERBS.has(token));

/** How much two tools are one under two names, 0 to 1: name, description and parameters. */
export function likeness(old: ToolFacts, now: ToolFacts): number {
  if (plain(old.name) === plain(now.name)) return 1;
  const name = tokenOverlap(old.tokens, now.tokens);
  const text = dice(old.words, now.words);
  const parameters = parameterOverlap(old, now);
  const clash = verbsOf(old).length > 0 && verbsOf(now).length > 0 && tokenOverlap(verbsOf(old), verbsOf(now)) === 0;
  const score = 0.4 * name + 0.4 * text + 0.2 * parameters;
  return Math.round((clash ? score * 0.75 : score) * 100) / 100;
}

function parameterOverlap(old: ToolFacts, now: ToolFacts): number {
  if (old.parameters.length + now.parameters.length === 0) return 0.5; // having none says little
  if (fingerprint(old.raw["inputSchema"]) === fingerprint(now.raw["inputSchema"])) return 1;
  return tokenOverlap(old.parameters, now.parameters);
}

function dice(left: readonly string[], right: readonly string[]): number {
  return left.length + right.length === 0 ? 0 : tokenOverlap(left, right);
}
