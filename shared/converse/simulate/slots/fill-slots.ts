import { setOwn, type Json } from "#shared/base/json.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import type { Clues, ListSpan, Span } from "#shared/converse/simulate/slots/clues.ts";
import { kindOf } from "#shared/converse/simulate/slots/kinds.ts";
import { optionsOf, scorerOf, type Option, type Scorer } from "#shared/converse/simulate/slots/options.ts";
import { slotView, type SlotView } from "#shared/converse/simulate/slots/text-features.ts";
import { slotWeights } from "#shared/converse/simulate/weights.ts";

/** Where an argument came from: the words, and how sure. */
export interface Source extends Span {
  readonly words: string;
}

/** The arguments that an utterance gives for a tool. */
export interface Filled {
  readonly args: Readonly<Record<string, Json>>;
  /** By parameter: the stretches of the utterance it was taken from. */
  readonly sources: ReadonlyMap<string, readonly Source[]>;
  /** By parameter: how likely the value is, 0 to 1, as far as the words tell. */
  readonly confidence: ReadonlyMap<string, number>;
  /** Required parameters without a value. */
  readonly missing: readonly string[];
}

/** How readily each scorer guesses: words are copied sooner than a choice is made up. */
const GUESS: Readonly<Record<Scorer, number>> = { text: 1, number: 0.6, choice: 0, flag: 0.5 };

/** A question makes its answer likelier: this is added to leaving out what was asked for. */
const ASKED = -2.5;

interface Judged extends Option {
  readonly score: number;
}

/** How much an option counts, by its features. */
export function judge(scorer: Scorer, option: Option): number {
  const weights = slotWeights[scorer];
  let sum = 0;
  for (const [name, value] of option.features) sum += (weights.get(name) ?? 0) * value;
  return sum;
}

const group = (parameter: Parameter): string => (scorerOf(parameter) === "number" ? "number" : "text");

/** Text parameters and number parameters have an order of their own, which the words often follow. */
export function slotsOf(parameters: readonly Parameter[], toolName: string): readonly SlotView[] {
  const ranks = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const one of parameters)
    if (one.required || group(one) === "number") totals.set(group(one), (totals.get(group(one)) ?? 0) + 1);
  return parameters.map((parameter) => {
    const rank = ranks.get(group(parameter)) ?? 0;
    ranks.set(group(parameter), rank + 1);
    return slotView(parameter, kindOf(parameter), toolName, totals.get(group(parameter)) ?? 1, rank);
  });
}

/** Fills a tool's parameters from what was said. `bias` is added to leaving out a required one: below 0 guesses more. */
export function fillSlots(
  tool: Pick<IndexedTool, "name" | "parameters">,
  clues: Clues,
  bias = 0,
  asked: ReadonlySet<string> = new Set(),
): Filled {
  return fillParameters(tool.parameters, tool.name, clues, bias, asked);
}

function fillParameters(
  parameters: readonly Parameter[],
  toolName: string,
  clues: Clues,
  bias: number,
  asked: ReadonlySet<string> = new Set(),
): Filled {
  const slots = slotsOf(parameters, toolName);
  const waiting = slots.flatMap((slot) => {
    const scorer = scorerOf(slot.parameter);
    if (scorer === undefined) return [];
    const options = optionsOf(slot, clues)
      .map((option) => ({
        ...option,
        score:
          judge(scorer, option) +
          (option.value === undefined && slot.parameter.required ? bias * GUESS[scorer] : 0) +
          (option.value === undefined && asked.has(slot.parameter.name) ? ASKED : 0),
      }))
      .sort((one, two) => two.score - one.score);
    return [{ slot, options: options.slice(0, 40), total: total(options) }];
  });
  const chosen = new Map<string, { readonly option: Judged; readonly confidence: number }>();
  const taken: Span[] = [];
  // The surest slot takes its words first; the others choose among what is left.
  while (waiting.length > 0) {
    let best = 0;
    let sure = -Infinity;
    waiting.forEach(({ options, slot }, at) => {
      const free = options.filter((option) => isFree(option, taken, slot));
      const margin = (free[0]?.score ?? 0) - (free[1]?.score ?? -5) + (free[0]?.value === undefined ? -2 : 0);
      if (margin > sure) [best, sure] = [at, margin];
    });
    const [next] = waiting.splice(best, 1);
    if (next === undefined) break;
    const option =
      next.options.find((one) => isFree(one, taken, next.slot)) ??
      next.options.find(({ value }) => value === undefined);
    if (option === undefined) continue;
    chosen.set(next.slot.parameter.name, { option, confidence: Math.exp(option.score) / next.total });
    if (option.value !== undefined && scorerOf(next.slot.parameter) !== "flag") taken.push(...option.spans);
  }
  const args: Record<string, Json> = {};
  const sources = new Map<string, readonly Source[]>();
  const confidence = new Map<string, number>();
  const missing: string[] = [];
  const { text } = clues.utterance;
  for (const { parameter } of slots) {
    const picked = chosen.get(parameter.name);
    const built = picked === undefined ? buildNested(parameter, toolName, clues, bias, taken) : undefined;
    const value = picked === undefined ? built?.value : picked.option.value;
    if (picked !== undefined) confidence.set(parameter.name, Math.min(1, picked.confidence));
    if (value === undefined) {
      if (parameter.required) missing.push(parameter.name);
      continue;
    }
    setOwn(args, parameter.name, value);
    const spans = picked?.option.spans ?? built?.spans ?? [];
    if (built !== undefined) taken.push(...built.spans);
    sources.set(
      parameter.name,
      spans.map(({ start, end }) => ({ start, end, words: text.slice(start, end) })),
    );
  }
  return { args, sources, confidence, missing };
}

function total(options: readonly Judged[]): number {
  return options.reduce((sum, { score }) => sum + Math.exp(score), 0) || 1;
}

/** Words are used once, except by choices and flags, which only point at them. */
function isFree({ spans, value }: Option, taken: readonly Span[], slot: SlotView): boolean {
  if (value === undefined || scorerOf(slot.parameter) === "choice" || scorerOf(slot.parameter) === "flag") return true;
  return !spans.some((span) => taken.some((other) => span.start < other.end && other.start < span.end));
}

interface Built {
  readonly value: Json;
  readonly spans: readonly Span[];
}

/** An array or an object, built of what its parts would get. */
function buildNested(
  parameter: Parameter,
  toolName: string,
  clues: Clues,
  bias: number,
  taken: readonly Span[],
): Built | undefined {
  if (parameter.type === "object") {
    if (parameter.properties.length === 0) return undefined;
    const filled = fillParameters(
      parameter.properties,
      `${toolName} ${parameter.name}`,
      clues,
      parameter.required ? bias : 0,
    );
    if (Object.keys(filled.args).length === 0 || (filled.missing.length > 0 && !parameter.required)) return undefined;
    return { value: filled.args, spans: [...filled.sources.values()].flat() };
  }
  const { items } = parameter;
  if (items === undefined) return undefined;
  const built = buildList(parameter, items, toolName, clues, taken);
  if (built === undefined || (!parameter.required && !mentions(parameter, clues))) return undefined;
  return built;
}

/** Whether an optional list is spoken of at all. */
function mentions({ nameStems, choices, items }: Parameter, { utterance }: Clues): boolean {
  if ((items?.choices.length ?? 0) > 0 || choices.length > 0) return true;
  return utterance.words.some(({ stem }) => nameStems.includes(stem));
}

function buildList(
  parameter: Parameter,
  items: Parameter,
  toolName: string,
  clues: Clues,
  taken: readonly Span[],
): Built | undefined {
  const { text } = clues.utterance;
  const scorer = scorerOf(items);
  if (scorer === "number") return numberList(parameter, clues, taken);
  if (items.type === "array") return undefined;
  if (scorer === undefined) {
    const one = buildNested({ ...items, required: true }, toolName, clues, 0, taken);
    return one === undefined ? undefined : { value: [one.value], spans: one.spans };
  }
  const [slot] = slotsOf(
    [{ ...items, nameStems: parameter.nameStems, descriptionStems: parameter.descriptionStems }],
    toolName,
  );
  if (slot === undefined) return undefined;
  const judged = optionsOf(slot, clues)
    .slice(1)
    .map((option) => ({ ...option, score: judge(scorer, option) }))
    .sort((one, two) => two.score - one.score);
  if (scorer === "choice") {
    const said = judged.filter(({ features }) =>
      features.some(([name]) => name === "said as it is" || name === "every word said"),
    );
    const ordered = said.sort((one, two) => (one.spans[0]?.start ?? 0) - (two.spans[0]?.start ?? 0));
    return said.length === 0
      ? undefined
      : { value: ordered.map(({ value }) => value ?? null), spans: ordered.flatMap(({ spans }) => spans) };
  }
  const [best] = judged.filter(
    ({ spans }) => !spans.some((span) => taken.some((other) => span.start < other.end && other.start < span.end)),
  );
  if (best === undefined) return undefined;
  const list = clues.lists.find(
    ({ items: parts }) =>
      parts.length > 1 &&
      parts.some((part) => best.spans.some((span) => span.start < part.end && part.start < span.end)),
  );
  const spans = list === undefined ? best.spans : likeFirst(list);
  return { value: spans.map(({ start, end }) => text.slice(start, end).trim()), spans };
}

const likeFirst = ({ items }: ListSpan): readonly Span[] => items.filter(({ start, end }) => end > start);

/** The longest run of numbers nearest to the parameter's name. */
function numberList({ nameStems, items }: Parameter, clues: Clues, taken: readonly Span[]): Built | undefined {
  const { text, words } = clues.utterance;
  const runs: (typeof clues.numbers)[] = [];
  for (const number of clues.numbers) {
    if (taken.some(({ start, end }) => number.start < end && start < number.end)) continue;
    const run = runs.at(-1);
    const before = run?.at(-1);
    const gap = before === undefined ? "" : text.slice(before.end, number.start);
    if (run !== undefined && /^[\s,;&]*(?:and|or|to)?[\s$€]*$/i.test(gap)) runs[runs.length - 1] = [...run, number];
    else runs.push([number]);
  }
  const scored = runs.map((run, place) => {
    const start = run[0]?.start ?? 0;
    const ahead = words.filter(({ end }) => end <= start).slice(-5);
    const named = ahead.some(({ stem }) => nameStems.includes(stem));
    return { run, score: Math.min(run.length, 4) + (named ? 3 : 0) - place * 0.01 };
  });
  const [best] = scored.sort((one, two) => two.score - one.score);
  if (best === undefined) return undefined;
  const whole = items?.type === "integer";
  return { value: best.run.map(({ value }) => (whole ? Math.round(value) : value)), spans: best.run };
}
