import { setOwn, type Json } from "#shared/base/json.ts";
import type { DecidedCall } from "#shared/converse/simulate/decision.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import type { Clues, Span } from "#shared/converse/simulate/slots/clues.ts";
import { fillSlots, type Filled, type Source } from "#shared/converse/simulate/slots/fill-slots.ts";

/** Where one of several like things may end and the next begin. */
const BETWEEN =
  /[.?!;]["']?\s+|,?\s+(?:and|then|while|followed by|as well as)\b|,\s+(?=(?:the\s+|a\s+)?(?:second|third|fourth|fifth|other|another|last|next|final|one)\b)/giu;
const MAX_CALLS = 8;
const MAX_STRETCHES = 24;
/** How sure a value of a stretch must be. */
const SURE = 0.7;

/** Says that there is more of the same. */
const MORE = /\b(and|then|also|another|other|second|third|same|followed by|while)\b/i;

interface Told {
  readonly value: Json;
  readonly sources: readonly Source[];
}

/**
 * One call for each time that the same parameters are told ("one with a radius of 5 and the other with a radius of 10"):
 * the tool is filled from each stretch of the request alone; a parameter that is told again begins the next call. What is
 * not told again stays as it was. Undefined where that is not what was said.
 */
export function callsToldAgain(tool: IndexedTool, filled: Filled, clues: Clues): readonly DecidedCall[] | undefined {
  const stretches = stretchesOf(clues.utterance.text);
  if (stretches.length < 2) return undefined;
  const groups: Map<string, Told>[] = [new Map()];
  for (const stretch of stretches) {
    const told = toldIn(stretch, tool, clues);
    if (told.size === 0) continue;
    const current = groups.at(-1);
    const again = [...told].some(([name, { value }]) => {
      const before = current?.get(name);
      return before !== undefined && JSON.stringify(before.value) !== JSON.stringify(value);
    });
    if (again) groups.push(new Map(told));
    else for (const [name, one] of told) if (current?.has(name) === false) current.set(name, one);
  }
  const [first, second] = groups;
  if (first === undefined || second === undefined || groups.length > MAX_CALLS) return undefined;
  const start = sourceStart(first);
  if (!MORE.test(clues.utterance.text.slice(start, sourceStart(second)))) return undefined;
  // What the second call changes, the others change too; and none of it was another parameter's in the one call.
  const varying = [...second.keys()].filter((name) => first.has(name));
  if (varying.length < 2 && !tool.parameters.some(({ name, required }) => required && varying.includes(name)))
    return undefined;
  const others = new Map([...filled.sources].filter(([name]) => !varying.includes(name)));
  for (const group of groups.slice(1))
    for (const name of varying) {
      const one = group.get(name);
      if (one === undefined || taken(one.sources, [...others.values()].flat())) return undefined;
    }
  return complete(tool, groups);
}

/** Where the first word of a group's values stands. */
const sourceStart = (group: ReadonlyMap<string, Told>): number =>
  Math.min(...[...group.values()].flatMap(({ sources }) => sources.map(({ start }) => start)));

const taken = (some: readonly Span[], others: readonly Span[]): boolean =>
  some.some(({ start, end }) => others.some((other) => start < other.end && other.start < end));

function stretchesOf(text: string): readonly Span[] {
  const read = text.slice(0, 4_000);
  const cuts = [...read.matchAll(BETWEEN)].slice(0, MAX_STRETCHES);
  let from = 0;
  const found: Span[] = [];
  for (const { index, 0: mark } of cuts) {
    if (index > from) found.push({ start: from, end: index });
    from = index + mark.length;
  }
  found.push({ start: from, end: text.length });
  return found;
}

/** What a stretch alone tells surely: values with words in it, no flags. */
function toldIn({ start, end }: Span, tool: IndexedTool, clues: Clues): ReadonlyMap<string, Told> {
  const outside = [
    { start: 0, end: start },
    { start: end, end: clues.utterance.text.length },
  ];
  const filled = fillSlots(tool, clues, 0, new Set(), outside);
  const told = new Map<string, Told>();
  for (const { name, type } of tool.parameters) {
    const sources = filled.sources.get(name) ?? [];
    if (type === "boolean" || sources.length === 0 || !Object.hasOwn(filled.args, name)) continue;
    if (sources.some((one) => one.start < start || one.end > end)) continue;
    if ((filled.confidence.get(name) ?? 0) < SURE) continue;
    told.set(name, { value: filled.args[name] ?? null, sources });
  }
  return told;
}

/** The calls of the groups: what one does not tell is the one's before it, or for a required value the next one's. */
function complete(tool: IndexedTool, groups: readonly ReadonlyMap<string, Told>[]): readonly DecidedCall[] | undefined {
  const calls: DecidedCall[] = [];
  for (const at of groups.keys()) {
    const args: Record<string, Json> = {};
    const sources: Record<string, readonly Source[]> = {};
    for (const { name, required } of tool.parameters) {
      const told =
        groups.slice(0, at + 1).findLast((group) => group.has(name)) ??
        (required ? groups.find((group) => group.has(name)) : undefined);
      const one = told?.get(name);
      if (one === undefined && required) return undefined;
      if (one === undefined) continue;
      setOwn(args, name, one.value);
      setOwn(sources, name, one.sources);
    }
    calls.push({ name: tool.name, position: tool.position, args, sources });
  }
  return calls;
}
