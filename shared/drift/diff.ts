import { jsonEqual } from "#shared/base/json.ts";
import { collapsedTools } from "#shared/drift/collapsed.ts";
import { type CompareOptions, compareTool } from "#shared/drift/compare-tool.ts";
import { type Change, type Drift, type Move, type ToolChange, worst } from "#shared/drift/drift.ts";
import type { NoiseMark } from "#shared/drift/finding.ts";
import { judgeTool } from "#shared/drift/judge-tool.ts";
import { NoiseHeap } from "#shared/drift/noise.ts";
import { type Pairing, pairTools } from "#shared/drift/pair-tools.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import { summaryOf } from "#shared/drift/summary.ts";
import { evenWeights, likenessUnder, sharesMoreThanText, weightsOf } from "#shared/drift/tool-likeness.ts";
import { factsOf, type ToolFacts } from "#shared/drift/tool-facts.ts";
import { isTooDeep, namedTools, type NamedTool } from "#shared/drift/tool-list.ts";

export interface DiffOptions extends CompareOptions {
  /** Saved calls by tool name (the name before), replayed before anything is synthesised. */
  readonly examples?: ReadonlyMap<string, readonly SavedCall[]>;
}

/** How alike a new tool must be to an old one for the model to confuse them. */
const CONFUSABLE = 0.8;

/**
 * What changed between two tool lists: arrays of raw tool entries as `tools/list` gives them.
 * Pure, deterministic (without `now`), never throws on any JSON; `diff(a, a)` is empty. The order of tools and of
 * lists that are sets has no meaning. Entries of one name are compared in their order.
 */
export function diff(before: readonly unknown[], after: readonly unknown[], options: DiffOptions = {}): Drift {
  const one = namedTools(before);
  const two = namedTools(after);
  const noise = new NoiseHeap();
  const tools: ToolChange[] = [];
  const removed = [...one].filter(([key]) => !two.has(key)).map(([, tool]) => tool);
  const added = [...two].filter(([key]) => !one.has(key)).map(([, tool]) => tool);
  const kept = [...one].flatMap(([key, old]) => {
    const now = two.get(key);
    return now === undefined || isSame(old, now) ? [] : [{ before: old, after: now }];
  });
  const collapsed = collapsedTools([...one].map(([key, old]) => ({ before: old.raw, after: two.get(key)?.raw })));
  const restored = collapsedTools([...two].map(([key, now]) => ({ before: now.raw, after: one.get(key)?.raw })));
  const facts = factsReader();
  const pairing = pairingOf(one, two, removed, added, kept, facts);
  const compare = (old: NamedTool, now: NamedTool): readonly Change[] => {
    const lost = collapsed.has(old.raw) ? "collapsed" : restored.has(now.raw) ? "restored" : undefined;
    const compared = compareOne(old, now, options, lost);
    noise.add(now.key, compared.noise);
    return compared.changes;
  };
  const entry = (change: ToolChange["change"], tool: NamedTool, changes: readonly Change[], ends: Ends = {}): void => {
    tools.push({ name: tool.key, change, ...ends, level: worst(changes.map(({ level }) => level)), changes });
  };
  const splitInto = new Set([...pairing.split.values()].flatMap((moves) => moves.map(to)));
  const gone = new Set([...pairing.consolidated.values()].flatMap((moves) => moves.map(from)));
  for (const { before: old, after: now } of kept) {
    const taken = pairing.consolidated.get(now.name) ?? [];
    const parts = pairing.split.get(old.name) ?? [];
    const changes = [...judgeTool.merged(taken), ...judgeTool.divided(parts), ...compare(old, now)];
    if (taken.length > 0) entry("consolidated", now, changes, { from: taken.map(from), to: now.name });
    else if (parts.length > 0) entry("split", old, changes, { from: old.name, to: parts.map(to) });
    else if (changes.length > 0) entry("changed", now, changes);
  }
  const renamed = new Map(pairing.renamed.map((move) => [move.to, move]));
  const oldTools = new Map(removed.map((tool) => [tool.name, tool]));
  for (const tool of added) {
    const taken = pairing.consolidated.get(tool.name) ?? [];
    const rename = renamed.get(tool.name);
    const old = oldTools.get(rename?.from ?? "");
    if (taken.length > 0) {
      entry("consolidated", tool, judgeTool.merged(taken), { from: taken.map(from), to: tool.name });
    } else if (rename !== undefined && old !== undefined) {
      gone.add(old.name);
      entry("renamed", tool, [...judgeTool.renamed(rename), ...compare(old, tool)], { from: old.name, to: tool.name });
    } else if (!splitInto.has(tool.name)) {
      entry("added", tool, judgeTool.added(tool.raw, confusedWith(tool, two, facts), tool.key !== tool.name));
    }
  }
  for (const tool of removed) {
    const parts = pairing.split.get(tool.name) ?? [];
    if (parts.length > 0) entry("split", tool, judgeTool.divided(parts), { from: tool.name, to: parts.map(to) });
    else if (!gone.has(tool.name)) entry("removed", tool, judgeTool.removed(tool.raw));
  }
  if (isReordered([...one.keys()], [...two.keys()])) noise.add("", [{ kind: "order", pointer: "" }]);
  const level = worst(tools.map((tool) => tool.level));
  const folded = noise.fold();
  return { level, summary: summaryOf(tools, folded, collapsed.size, one.size), noise: folded, tools };
}

interface Ends {
  readonly from?: string | readonly string[];
  readonly to?: string | readonly string[];
}

const from = (move: Move): string => move.from;
const to = (move: Move): string => move.to;

type FactsReader = (tool: NamedTool) => ToolFacts;

/** Reads each tool once. */
function factsReader(): FactsReader {
  const known = new Map<NamedTool, ToolFacts>();
  return (tool) => {
    const facts = known.get(tool) ?? factsOf(tool.name, tool.raw);
    known.set(tool, facts);
    return facts;
  };
}

/** Tools of each list that the weights of words are taken from. */
const SAMPLE = 300;

function pairingOf(
  one: ReadonlyMap<string, NamedTool>,
  two: ReadonlyMap<string, NamedTool>,
  removed: readonly NamedTool[],
  added: readonly NamedTool[],
  kept: readonly { readonly before: NamedTool; readonly after: NamedTool }[],
  facts: FactsReader,
): Pairing {
  if (removed.length + added.length === 0) return { renamed: [], consolidated: new Map(), split: new Map() };
  const stayed = [...two].filter(([key, tool]) => one.has(key) && !tool.tooDeep).map(([, tool]) => tool);
  const sample = [...[...one.values()].slice(0, SAMPLE), ...[...two.values()].slice(0, SAMPLE)];
  const shallow = kept.filter(({ before: old, after: now }) => !old.tooDeep && !now.tooDeep);
  return pairTools(
    removed.map(facts),
    added.map(facts),
    shallow.map((pair) => ({ before: facts(pair.before), after: facts(pair.after) })),
    removed.length * added.length === 0 ? [] : stayed.map(facts),
    weightsOf(sample.map(facts)),
  );
}

function isSame(old: NamedTool, now: NamedTool): boolean {
  return old.tooDeep || now.tooDeep ? old.text === now.text : jsonEqual(old.raw, now.raw);
}

function compareOne(
  old: NamedTool,
  now: NamedTool,
  options: DiffOptions,
  lost: Parameters<typeof compareTool>[4],
): { readonly changes: readonly Change[]; readonly noise: readonly NoiseMark[] } {
  if (isTooDeep(old.raw) || isTooDeep(now.raw)) return { changes: judgeTool.opaque(), noise: [] };
  return compareTool(old.raw, now.raw, options.examples?.get(old.name) ?? [], options, lost);
}

const confusion = likenessUnder(evenWeights);

/** A tool that a new one is hard to tell from. Lists of more than 500 confuse the model anyway. */
function confusedWith(tool: NamedTool, all: ReadonlyMap<string, NamedTool>, facts: FactsReader): string | undefined {
  if (all.size > 500) return undefined;
  const own = facts(tool);
  for (const other of all.values()) {
    if (other.key === tool.key || other.tooDeep) continue;
    const its = facts(other);
    if (sharesMoreThanText(own, its) && confusion(own, its) >= CONFUSABLE) return other.name;
  }
  return undefined;
}

/** Whether the tools that both lists have come in another order. */
function isReordered(one: readonly string[], two: readonly string[]): boolean {
  const both = new Set(two);
  const places = new Map(two.map((key, index) => [key, index]));
  const order = one.filter((key) => both.has(key)).map((key) => places.get(key) ?? 0);
  return order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0));
}
