import { setOwn, type Json } from "#shared/base/json.ts";
import type { DecidedCall, DecideInput } from "#shared/converse/simulate/decision.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import { callsOfOneShape } from "#shared/converse/simulate/same-shape.ts";
import { callsToldAgain } from "#shared/converse/simulate/told-again.ts";
import { rank } from "#shared/converse/simulate/rank.ts";
import { judge, points } from "#shared/converse/simulate/slots/assign.ts";
import { readClues, type Clues, type Span } from "#shared/converse/simulate/slots/clues.ts";
import { guessBias } from "#shared/converse/simulate/weights.ts";
import { fillSlots, slotsOf, toolWords, type Filled, type Source } from "#shared/converse/simulate/slots/fill-slots.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import { optionsOf, scorerOf, type Scorer } from "#shared/converse/simulate/slots/options.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";

const MAX_CALLS = 8;
const MAX_PARTS = 8;
/** Says that the tool before is meant again. */
const SAME_AGAIN = /\b(again|another|same|second|third|fourth|other|also|similarly|likewise)\b/i;
const VERBS =
  "find|get|show|what|how|who|where|calculate|compute|search|send|book|create|add|check|tell|list|play|convert|translate|delete|update|set|give|determine|provide|order|buy|remove|look|fetch|retrieve|predict|estimate|solve|generate|draw|recommend|can|could|i|let|analyze|plot|identify|reserve|schedule|write|make";
const BREAK = new RegExp(
  `(?:[.?!;]["']?\\s+|,?\\s+(?:and|then)\\s+(?:then\\s+|also\\s+|finally\\s+|lastly\\s+)?(?=(?:also|then|${VERBS})\\b)|,\\s+(?:and\\s+)?also\\s+)`,
  "giu",
);
/** Where a part without a verb begins, which goes on with the tool before it: "and for two people in Rome". */
const ELLIPSIS =
  /,?\s+(?:and(?:\s+then)?|then|followed by|as well as)\s+(?=(?:for|in|with|from|at|another|one|the other|the second|a second)\b)/giu;
/** A part of a request must fit its tool about this well to stand alone. */
const ENOUGH = 6;

/** The calls of a request that lists several things to do, in order; undefined where it is one call. */
export function severalCalls(
  input: DecideInput,
  tool: IndexedTool,
  filled: Filled,
  clues: Clues,
): readonly DecidedCall[] | undefined {
  const { text } = clues.utterance;
  return (
    (TOGETHER.test(text) ? undefined : callsOfOneShape(tool, filled, text)) ??
    byItems(tool, filled, clues) ??
    byParts(input) ??
    (filled.missing.length > 0 || TOGETHER.test(text) ? undefined : callsToldAgain(tool, filled, clues)) ??
    byRepeats(tool, filled, clues)
  );
}

/** One call a sentence or clause. A part that lacks values takes those of the call before it by the same tool. */
function byParts(input: DecideInput): readonly DecidedCall[] | undefined {
  const parts = partsOf(input.utterance, BREAK).flatMap((part) => {
    const inner = TOGETHER.test(part.text) ? [{ text: part.text, start: 0 }] : partsOf(part.text, ELLIPSIS);
    return inner.map(({ text, start }, at) => ({ text, start: part.start + start, goesOn: at > 0 }));
  });
  if (parts.length < 2) return undefined;
  const calls: DecidedCall[] = [];
  for (const { text, start, goesOn } of parts.slice(0, MAX_PARTS)) {
    const utterance = readUtterance(text);
    const before = calls.at(-1);
    const lone = goesOn || SAME_AGAIN.test(text);
    if (utterance.words.length < (lone ? 2 : 3)) continue;
    const [best] = rank({ index: input.index, utterance, triggers: input.triggers });
    const fits = best !== undefined && best.score >= ENOUGH && !goesOn;
    const tool = input.index.tools[(fits ? best.position : lone ? before?.position : undefined) ?? -1];
    if (tool === undefined) continue;
    const filled = fillSlots(tool, readClues(utterance, input.today), guessBias);
    const known = calls.findLast(({ position }) => position === tool.position)?.args ?? {};
    const again = Object.keys(filled.args).some((name) => Object.hasOwn(known, name));
    if (filled.missing.some((name) => !Object.hasOwn(known, name))) continue;
    if (filled.missing.length > 0 && !again) continue;
    if (goesOn && !again) continue;
    const args: Record<string, Json> = {};
    for (const { name } of tool.parameters) {
      const value = Object.hasOwn(filled.args, name)
        ? filled.args[name]
        : filled.missing.includes(name) || goesOn
          ? known[name]
          : undefined;
      if (value !== undefined) setOwn(args, name, value);
    }
    // A tool that takes values and got none was hardly asked for.
    if (Object.keys(args).length === 0 && tool.parameters.length > 0) continue;
    const sources = [...filled.sources].map(
      ([name, spans]) =>
        [name, spans.map((one) => ({ ...one, start: one.start + start, end: one.end + start }))] as const,
    );
    const call = { name: tool.name, position: tool.position, args, sources: Object.fromEntries(sources) };
    if (!calls.some((other) => other.position === call.position && JSON.stringify(other.args) === JSON.stringify(args)))
      calls.push(call);
  }
  if (calls.length < 2) return undefined;
  // One tool several times is believed only where its values differ in a place that each call has.
  const tools = new Set(calls.map(({ position }) => position));
  if (tools.size === 1 && !calls.slice(1).every((call) => differs(calls[0], call))) return undefined;
  return calls.slice(0, MAX_CALLS);
}

/** Says that there is more of the same. */
const MORE = /\b(and|then|also|another|other|second|third|same|followed by|while)\b|;/i;
/** How sure each repeated value must be. */
const SURE = 0.7;

/**
 * One call for each time that the same parameters are told ("one with a radius of 5 and the other with a radius of 10"):
 * the tool is filled again from the words that are left. What is not told again stays.
 */
function byRepeats(tool: IndexedTool, filled: Filled, clues: Clues): readonly DecidedCall[] | undefined {
  const { text } = clues.utterance;
  if (filled.missing.length > 0 || !MORE.test(text) || (TOGETHER.test(text) && !/\b(second|another)\b/i.test(text)))
    return undefined;
  const first: DecidedCall = {
    name: tool.name,
    position: tool.position,
    args: filled.args,
    sources: Object.fromEntries(filled.sources),
  };
  const calls = [first];
  const gone = [...filled.sources.values()].flat().map(({ start, end }) => ({ start, end }));
  // What is told again is told of every call: the numbers and names that the second call has.
  let again: string | undefined;
  while (calls.length < MAX_CALLS) {
    const next = fillSlots(tool, clues, 0, new Set(), gone);
    const told = [...next.sources].filter(([name, spans]) => {
      const before = calls.at(-1)?.sources[name]?.at(-1);
      const [start] = spans;
      const parameter = tool.parameters.find((one) => one.name === name);
      if (before === undefined || start === undefined || start.start < before.end || parameter === undefined)
        return false;
      if (parameter.choices.length > 0 || parameter.type === "boolean" || parameter.type === "object") return false;
      return (next.confidence.get(name) ?? 0) >= SURE && MORE.test(text.slice(before.end, start.start));
    });
    const names = told.map(([name]) => name).join("\n");
    if (told.length === 0 || (again !== undefined && names !== again)) break;
    again = names;
    const args: Record<string, Json> = { ...first.args };
    for (const [name] of told) setOwn(args, name, next.args[name] ?? null);
    calls.push({ ...first, args, sources: { ...first.sources, ...Object.fromEntries(told) } });
    gone.push(...told.flatMap(([, spans]) => spans));
  }
  return calls.length > 1 ? calls : undefined;
}

const differs = (one: DecidedCall | undefined, two: DecidedCall): boolean =>
  one !== undefined &&
  Object.keys(two.args).some(
    (name) =>
      Object.hasOwn(one.args, name) &&
      (two.sources[name]?.length ?? 0) > 0 &&
      (one.sources[name]?.length ?? 0) > 0 &&
      JSON.stringify(one.args[name]) !== JSON.stringify(two.args[name]),
  );

function partsOf(text: string, by: RegExp): readonly { readonly text: string; readonly start: number }[] {
  const parts: { text: string; start: number }[] = [];
  let from = 0;
  for (const match of text.slice(0, 4_000).matchAll(by)) {
    parts.push({ text: text.slice(from, match.index), start: from });
    from = match.index + match[0].length;
  }
  parts.push({ text: text.slice(from), start: from });
  return parts.filter((part) => part.text.trim() !== "").slice(0, MAX_PARTS);
}

/** Words that take several names as one thing. */
const TOGETHER = /\b(between|difference|compare|comparison|versus|vs|distance|from .+ to)\b/i;

/** One call for each of several things in a row ("in Boston and Chicago") where the parameter takes one. */
function byItems(tool: IndexedTool, filled: Filled, clues: Clues): readonly DecidedCall[] | undefined {
  const { utterance } = clues;
  if (filled.missing.length > 0 || (TOGETHER.test(utterance.text) && !/respectively/i.test(utterance.text)))
    return undefined;
  const slots = slotsOf(tool.parameters, toolWords(tool));
  const varying: { readonly name: string; readonly options: readonly Option[] }[] = [];
  for (const slot of slots) {
    const options = rowOf(slot, slots, filled, clues);
    if (options !== undefined) varying.push({ name: slot.parameter.name, options });
  }
  const [first] = varying;
  if (first === undefined) return undefined;
  // Rows of one length go together; others are combined.
  const together = varying.every(({ options }) => options.length === first.options.length);
  let calls: { args: Record<string, Json>; sources: Record<string, readonly Source[]> }[] = [
    { args: { ...filled.args }, sources: Object.fromEntries(filled.sources) },
  ];
  const set = (call: (typeof calls)[number], name: string, { value, spans }: Option): (typeof calls)[number] => ({
    args: { ...call.args, [name]: value ?? null },
    sources: {
      ...call.sources,
      [name]: spans.map(({ start, end }) => ({ start, end, words: utterance.text.slice(start, end) })),
    },
  });
  const [start] = calls;
  if (together && start !== undefined)
    calls = first.options.map((_, at) =>
      varying.reduce((call, { name, options }) => {
        const option = options[at];
        return option === undefined ? call : set(call, name, option);
      }, start),
    );
  else
    for (const { name, options } of varying)
      calls = calls.flatMap((call) => options.map((option) => set(call, name, option)));
  return calls.length > 1 && calls.length <= MAX_CALLS
    ? calls.map(({ args, sources }) => ({ name: tool.name, position: tool.position, args, sources }))
    : undefined;
}

const within = (one: Span, two: Span): boolean => one.start >= two.start && one.end <= two.end;

/** The options of one parameter for each thing of the row that its words stand in. */
function rowOf(
  slot: SlotView,
  slots: readonly SlotView[],
  filled: Filled,
  clues: Clues,
): readonly Option[] | undefined {
  const { parameter } = slot;
  const { text } = clues.utterance;
  const scorer = scorerOf(parameter);
  const [source, ...more] = filled.sources.get(parameter.name) ?? [];
  if (source === undefined || more.length > 0 || scorer === undefined || scorer === "list" || scorer === "flag")
    return undefined;
  if (/list|comma|separated|multiple|several/i.test(parameter.description)) return undefined;
  let read: readonly Option[] | undefined; // weighing every option is the dear part, and few requests hold a row
  const options = (): readonly Option[] =>
    (read ??= optionsOf(slot, clues).filter(({ value, spans }) => value !== undefined && spans.length === 1));
  for (const { items } of clues.lists) {
    // Of three in a row two may have been taken for one place.
    const at = items.findIndex((item) => within(source, item) || (items.length > 2 && within(item, source)));
    if (at < 0) continue;
    let from = at;
    while (from > 0 && bestWithin(items[from - 1] ?? source, options(), scorer, text) !== undefined) from -= 1;
    const row = items.slice(Math.max(0, from));
    const [last, previous] = [row.at(-1), row.at(-2)];
    if (row.length < 2 || row.length > MAX_CALLS || last === undefined || previous === undefined) continue;
    // "Paris, France" is one place: only "and" makes two of a pair. What another parameter took is not one of the row.
    if (!/\band\b|&/.test(text.slice(previous.end, last.start))) continue;
    const others = slots.some(
      ({ parameter: other }) =>
        other !== parameter &&
        (filled.sources.get(other.name) ?? []).some((one) => row.some((item) => within(one, item))),
    );
    if (others) continue;
    const picked = row.map((item) => bestWithin(item, options(), scorer, text));
    if (picked.every((option) => option !== undefined)) return picked;
  }
  return undefined;
}

/** The likeliest option of a row's item: the whole item for a text, unless it is plain words. */
function bestWithin(item: Span, options: readonly Option[], scorer: Scorer, text: string): Option | undefined {
  const words = text.slice(item.start, item.end);
  const inside = options.filter(({ spans: [span] }) => {
    if (span === undefined || span.start < item.start || span.end > item.end) return false;
    return scorer !== "text" || (span.start === item.start && span.end === item.end);
  });
  if (/^I\b/.test(words)) return undefined;
  if (scorer === "text" && !/^[\p{Lu}\d]/u.test(words) && !/["'“‘]/.test(text[item.start - 1] ?? "")) return undefined;
  if (scorer === "choice") return inside.find(points);
  const scored = inside.map((option) => ({ option, score: judge(scorer, option.features) }));
  return scored.sort((one, two) => two.score - one.score)[0]?.option;
}
