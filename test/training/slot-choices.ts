import { isFree, overlaps, overPointed, points, takes } from "#shared/converse/simulate/slots/assign.ts";
import { readClues, type Clues, type Span } from "#shared/converse/simulate/slots/clues.ts";
import { slotsOf, toolWords } from "#shared/converse/simulate/slots/fill-slots.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import { optionsOf, scorerOf, type Scorer } from "#shared/converse/simulate/slots/options.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { leftoverFeatures } from "#shared/converse/simulate/slots/text-features.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";
import { valueMatches } from "./argument-match.ts";
import { foldOf } from "./linear.ts";
import type { SparseChoice } from "./sparse-logit.ts";
import type { DataRow, DataSet } from "./tool-data.ts";

/** One parameter of one request: its options and which of them are right. */
export interface SlotChoice extends SparseChoice {
  readonly scorer: Scorer;
}

/** A parameter with what a data set accepts, and the words of the right option. */
interface Judged {
  readonly slot: SlotView;
  readonly scorer: Scorer;
  readonly options: readonly Option[];
  readonly right: readonly number[];
  readonly said: Option | undefined;
}

/** What a removed value counts for, against one that was said. */
const REMOVED = 0.6;
const REMOVED_WITH_OTHERS_LEFT = 0.4;

/** The choices that a row teaches: one for each parameter, and some of the same request with a value taken out. */
export function slotChoices(set: DataSet, row: DataRow): readonly SlotChoice[] {
  const [call] = row.calls;
  const tool = set.indexOf(row).tools.find(({ name }) => name === call?.name);
  if (call?.args === undefined || tool === undefined) return [];
  const calls = row.calls.filter(({ name }) => name === call.name);
  const acceptedOf = (name: string): readonly unknown[] | undefined => {
    const all = calls.map(({ args }) => args?.[name]).filter((one) => one !== undefined);
    return all.length === 0 ? undefined : all.flat();
  };
  const clues = readClues(readUtterance(row.q));
  const slots = slotsOf(tool.parameters, toolWords(tool));
  const judged = slots.flatMap((slot) => judgeSlot(slot, clues, acceptedOf(slot.parameter.name)));
  const made = judged.flatMap((one) => choice(row.q, one, clues, judged, 1));
  return [...made, ...withoutOne(row, judged)];
}

function judgeSlot(slot: SlotView, clues: Clues, accepted: readonly unknown[] | undefined): readonly Judged[] {
  const scorer = scorerOf(slot.parameter);
  if (scorer === undefined) return [];
  const options = optionsOf(slot, clues);
  const right = options.flatMap(({ value }, at) =>
    (value === undefined ? accepted?.includes("") !== false : accepted !== undefined && valueMatches(value, accepted))
      ? [at]
      : [],
  );
  const last = right.at(-1);
  const said = last === undefined || last === 0 ? undefined : options[last];
  return [{ slot, scorer, options, right, said }];
}

function choice(
  id: string,
  one: Judged,
  clues: Clues,
  others: readonly Judged[],
  weight: number,
): readonly SlotChoice[] {
  const rest = others.filter((other) => other !== one && other.slot !== one.slot);
  const taken = rest.flatMap(({ said }) => (said !== undefined && takes(said) ? said.spans : []));
  const pointed = rest.flatMap(({ said }) => (said !== undefined && points(said) ? said.spans : []));
  const kept = one.options.flatMap((option, at) =>
    one.right.includes(at) || isFree(option, taken) ? [{ option, right: one.right.includes(at) }] : [],
  );
  const right = kept.flatMap((option, at) => (option.right ? [at] : []));
  // A required value that the words do not hold teaches nothing, unless it should be left out.
  if (right.length === 0 || right.length === kept.length) return [];
  const options = kept.map(({ option }) =>
    option.value === undefined
      ? [...option.features, ...leftoverFeatures(one.slot, clues, taken.concat(pointed))]
      : takes(option) && overlaps(option.spans, pointed)
        ? [...option.features, overPointed]
        : option.features,
  );
  return [{ id, scorer: one.scorer, weight, right, options }];
}

/**
 * The same request without one of its values: that parameter is then to be asked for. Once with the other values taken
 * by their parameters, once with those of another kind left over, as if their parameters did not exist.
 */
function withoutOne(row: DataRow, judged: readonly Judged[]): readonly SlotChoice[] {
  const told = judged.filter(
    ({ slot, said, right, scorer }) =>
      slot.parameter.required && said?.spans.length === 1 && !right.includes(0) && scorer !== "flag",
  );
  const gone = told[foldOf(row.id, Math.max(1, told.length))];
  const [span] = gone?.said?.spans ?? [];
  if (gone === undefined || span === undefined) return [];
  const ahead = row.q
    .slice(0, span.start)
    .replace(/\b(in|at|for|of|from|to|by|on|with|named|called|is)?\s*(the|a|an)?\s*["'“‘]?$/i, "");
  const clues = readClues(readUtterance(`${ahead} ${row.q.slice(span.end).replace(/^["'”’]/, "")}`));
  const shift = ahead.length + 1 - span.end;
  const move = (spans: readonly Span[]): readonly Span[] =>
    spans.map(({ start, end }) => (start >= span.end ? { start: start + shift, end: end + shift } : { start, end }));
  const others = judged
    .filter((one) => one !== gone)
    .map((one) => ({
      ...one,
      said: one.said === undefined ? undefined : { ...one.said, spans: move(one.said.spans) },
    }));
  const less: Judged = { ...gone, options: optionsOf(gone.slot, clues), right: [0], said: undefined };
  const unlike = others.filter(({ slot }) => slot.kind === gone.slot.kind);
  return [
    ...choice(row.q, less, clues, others, REMOVED),
    ...(unlike.length === others.length ? [] : choice(row.q, less, clues, unlike, REMOVED_WITH_OTHERS_LEFT)),
  ];
}
