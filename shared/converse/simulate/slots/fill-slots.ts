import { setOwn, type Json } from "#shared/base/json.ts";
import type { IndexedTool } from "#shared/converse/simulate/index-tools.ts";
import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import type { Clues, Span } from "#shared/converse/simulate/slots/clues.ts";
import { kindOf } from "#shared/converse/simulate/slots/kinds.ts";
import { assign, points } from "#shared/converse/simulate/slots/assign.ts";
import { optionsOf, scorerOf } from "#shared/converse/simulate/slots/options.ts";
import { slotView, type SlotView, type ToolWords } from "#shared/converse/simulate/slots/slot-view.ts";
import { identifierWords, stemOf } from "#shared/converse/simulate/words.ts";

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

const group = (parameter: Parameter): string => (scorerOf(parameter) === "number" ? "number" : "text");

/** Text parameters and number parameters have an order of their own, which the words often follow. */
export function slotsOf(parameters: readonly Parameter[], tool: ToolWords): readonly SlotView[] {
  const ranks = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const one of parameters)
    if (one.required || group(one) === "number") totals.set(group(one), (totals.get(group(one)) ?? 0) + 1);
  const kinds = parameters.map((one) => (scorerOf(one) === "text" ? kindOf(one) : undefined));
  return parameters.map((parameter, at) => {
    const rank = ranks.get(group(parameter)) ?? 0;
    ranks.set(group(parameter), rank + 1);
    const kind = kinds[at] ?? kindOf(parameter);
    const beside = kinds.some((other, place) => place !== at && other === kind);
    return slotView(parameter, kind, tool, totals.get(group(parameter)) ?? 1, rank, beside);
  });
}

/** The words of a tool, for its slots. */
export function toolWords({ name, counts }: Pick<IndexedTool, "name" | "counts">): ToolWords {
  return {
    name: new Set(identifierWords(name).map(stemOf)),
    known: { has: (stem) => counts.some((count) => count.has(stem)) },
  };
}

/** Fills a tool's parameters from what was said. `bias` is added to leaving out a required one: below 0 guesses more. */
export function fillSlots(
  tool: Pick<IndexedTool, "name" | "parameters" | "counts">,
  clues: Clues,
  bias = 0,
  asked: ReadonlySet<string> = new Set(),
  gone: readonly Span[] = [],
): Filled {
  return fillParameters(tool.parameters, toolWords(tool), clues, bias, asked, gone);
}

function fillParameters(
  parameters: readonly Parameter[],
  tool: ToolWords,
  clues: Clues,
  bias: number,
  asked: ReadonlySet<string> = new Set(),
  gone: readonly Span[] = [],
): Filled {
  const slots = slotsOf(parameters, tool);
  const chosen = assign(slots, clues, bias, asked, gone);
  const args: Record<string, Json> = {};
  const sources = new Map<string, readonly Source[]>();
  const confidence = new Map<string, number>();
  const missing: string[] = [];
  const { text } = clues.utterance;
  for (const { parameter } of slots) {
    const picked = chosen.get(parameter.name);
    const built = picked === undefined ? buildNested(parameter, tool, clues, bias) : undefined;
    const value = picked === undefined ? built?.value : picked.option.value;
    if (picked !== undefined) confidence.set(parameter.name, Math.min(1, picked.confidence));
    if (value === undefined) {
      if (parameter.required) missing.push(parameter.name);
      continue;
    }
    setOwn(args, parameter.name, value);
    const spans = picked?.option.spans ?? built?.spans ?? [];
    sources.set(
      parameter.name,
      spans.map(({ start, end }) => ({ start, end, words: text.slice(start, end) })),
    );
  }
  return { args, sources, confidence, missing };
}

interface Built {
  readonly value: Json;
  readonly spans: readonly Span[];
}

/** An array or an object, built of what its parts would get. */
function buildNested(parameter: Parameter, tool: ToolWords, clues: Clues, bias: number): Built | undefined {
  if (parameter.type === "object") {
    if (parameter.properties.length === 0) return undefined;
    const filled = fillParameters(parameter.properties, tool, clues, parameter.required ? bias : 0);
    if (Object.keys(filled.args).length === 0 || (filled.missing.length > 0 && !parameter.required)) return undefined;
    return { value: filled.args, spans: [...filled.sources.values()].flat() };
  }
  const { items } = parameter;
  if (items === undefined || items.type === "array") return undefined;
  if (items.choices.length > 0) return choiceList(parameter, items, tool, clues);
  if (!parameter.required && !clues.utterance.words.some(({ stem }) => parameter.nameStems.includes(stem)))
    return undefined;
  const one = buildNested({ ...items, required: true }, tool, clues, 0);
  return one === undefined ? undefined : { value: [one.value], spans: one.spans };
}

/** The allowed values that were said, in the order of the words. */
function choiceList(parameter: Parameter, items: Parameter, tool: ToolWords, clues: Clues): Built | undefined {
  const { nameStems, descriptionStems } = parameter;
  const [slot] = slotsOf([{ ...items, nameStems, descriptionStems }], tool);
  if (slot === undefined) return undefined;
  const said = optionsOf(slot, clues)
    .filter(points)
    .sort((one, two) => (one.spans[0]?.start ?? 0) - (two.spans[0]?.start ?? 0));
  return said.length === 0
    ? undefined
    : { value: said.map(({ value }) => value ?? null), spans: said.flatMap(({ spans }) => spans) };
}
