import type { Json } from "#shared/base/json.ts";
import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import type { Clues, Span, TextSpan } from "#shared/converse/simulate/slots/clues.ts";
import type { NumberSpan } from "#shared/converse/simulate/slots/numbers.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { textFeatures } from "#shared/converse/simulate/slots/text-features.ts";

const MAX_SINGLE = 400;

/**
 * What rows count for, on top of what their first thing counts for as a text. Chosen by hand: public data has too few
 * lists to learn from.
 */
export const rowWeights: ReadonlyMap<string, number> = new Map([
  ["a row", 2.5],
  ["a row of 3", 0.5],
  ["a row of 4", 0.5],
  ["a row in brackets", 2],
  ["one thing for a row", -0.5],
  ["one thing of a row", -1.5],
  ["the row's name ahead", 1],
  ["the row's name behind", 0.3],
  ["the row is not named, optional", -1.5],
  ["a run", 0.5],
  ["a run of 2", 1.5],
  ["a run of 3", 2.5],
  ["the longest run", 1],
  ["place among the runs", 1],
  ["one number in words", -2],
]);

/** What a list parameter might get: a row of things that was said, a run of numbers, or one thing alone. */
export function listOptions(slot: SlotView, clues: Clues): readonly Option[] {
  const { items } = slot.parameter;
  if (items === undefined) return [];
  return items.type === "number" || items.type === "integer" ? runs(slot, items, clues) : rows(slot, clues);
}

function rows(slot: SlotView, clues: Clues): readonly Option[] {
  const { text, words } = clues.utterance;
  const ahead = said(slot, clues);
  const many = clues.lists.flatMap(({ items }): readonly Option[] => {
    const [head] = items;
    const first = words.findIndex(({ end }) => end > (head?.start ?? 0));
    if (head === undefined || items.length < 2 || first < 0) return [];
    let last = first;
    while (last + 1 < words.length && (words[last + 1]?.start ?? 0) < head.end) last += 1;
    const span: TextSpan = { ...head, text: text.slice(head.start, head.end), shape: "words", first, last };
    const features: (readonly [string, number])[] = [
      ["a row", 1],
      [`a row of ${Math.min(4, items.length)}`, 1],
      ...ahead({ start: head.start, end: items.at(-1)?.end ?? head.end }),
      ...textFeatures(slot, clues, span).filter(([name]) => !name.startsWith("before ")),
    ];
    if (text[head.start - 1] === "[" || text[head.start - 2] === "[") features.push(["a row in brackets", 1]);
    return [{ value: items.map(({ start, end }) => text.slice(start, end).trim()), spans: items, features }];
  });
  const single = clues.texts
    .filter(({ shape }) => shape !== "clause")
    .slice(0, MAX_SINGLE)
    .map((span): Option => {
      const inRow = clues.lists.some(
        ({ start, end, items }) => items.length > 1 && span.start < end && start < span.end,
      );
      return {
        value: [span.text],
        spans: [span],
        features: [
          ["one thing for a row", 1],
          [inRow ? "one thing of a row" : "one thing alone", 1],
          ...ahead(span),
          ...textFeatures(slot, clues, span),
        ],
      };
    });
  return [...many, ...single];
}

/** Whether the parameter is spoken of, and where. */
function said({ nameStems, parameter }: SlotView, { utterance: { words } }: Clues): (span: Span) => Option["features"] {
  const need = parameter.required ? "required" : "optional";
  const anywhere = words.some(({ stem }) => nameStems.has(stem));
  return ({ start, end }) => {
    const at = words.findIndex((word) => word.end > start);
    const before = words.slice(Math.max(0, at - 3), at).some(({ stem }) => nameStems.has(stem));
    const after = words.filter((word) => word.start >= end).slice(0, 2);
    return [
      [`a row, ${need}`, 1],
      ...(before ? ([["the row's name ahead", 1]] as const) : []),
      ...(after.some(({ stem }) => nameStems.has(stem)) ? ([["the row's name behind", 1]] as const) : []),
      ...(anywhere ? [] : ([[`the row is not named, ${need}`, 1]] as const)),
    ];
  };
}

function runs(slot: SlotView, items: Parameter, clues: Clues): readonly Option[] {
  const { text } = clues.utterance;
  const found: NumberSpan[][] = [];
  for (const number of clues.numbers) {
    if (number.frequency === true) continue;
    const run = found.at(-1);
    const before = run?.at(-1);
    const gap = before === undefined ? "" : text.slice(before.end, number.start);
    if (run !== undefined && /^[\s,;&]*(?:and|or|to)?[\s$€]*$/i.test(gap)) run.push(number);
    else found.push([number]);
  }
  const ahead = said(slot, clues);
  return found
    .filter((run) => fits(slot.parameter, run.length))
    .map((run, place): Option => {
      const [first] = run;
      const last = run.at(-1);
      const values: Json[] = run.map(({ value }) => (items.type === "integer" ? Math.round(value) : value));
      const span = { start: first?.start ?? 0, end: last?.end ?? 0 };
      return {
        value: values,
        spans: run,
        features: [
          ["a run", 1],
          [`a run of ${Math.min(3, run.length)}`, 1],
          ["place among the runs", -Math.min(3, Math.abs(place - slot.rank))],
          ...(run.length === 1 && run[0]?.spelt === true ? ([["one number in words", 1]] as const) : []),
          ...(found.every((other) => other === run || other.length < run.length)
            ? ([["the longest run", 1]] as const)
            : []),
          ...ahead(span),
        ],
      };
    });
}

function fits({ schema }: Parameter, count: number): boolean {
  const limit = (key: string, none: number): number => (typeof schema[key] === "number" ? schema[key] : none);
  return count >= limit("minItems", 0) && count <= limit("maxItems", Infinity);
}
