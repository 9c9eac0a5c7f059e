import type { Clues, Span, TextSpan } from "#shared/converse/simulate/slots/clues.ts";
import { rowWeights } from "#shared/converse/simulate/slots/list-options.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import { optionsOf, scorerOf, type Scorer } from "#shared/converse/simulate/slots/options.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { leftoverFeatures, type Features } from "#shared/converse/simulate/slots/text-features.ts";
import { slotWeights } from "#shared/converse/simulate/weights.ts";

/** What a slot got: the option, and how likely it is given what the others took, 0 to 1. */
export interface Assigned {
  readonly option: Option;
  readonly confidence: number;
}

/** How readily each scorer guesses: words are copied sooner than a choice is made up. */
const GUESS: Readonly<Record<Scorer, number>> = { text: 1, number: 0.6, choice: 0, flag: 0.5, list: 1 };
/** A question makes its answer likelier: this is added to leaving out what was asked for. */
const ASKED = -2.5;
/** So many options of a slot, and so many ways to fill them all, are followed. */
const OPTIONS = 6;
const WAYS = 12;

interface Judged extends Option {
  readonly score: number;
}
interface Waiting {
  readonly slot: SlotView;
  readonly scorer: Scorer;
  /** Best first. */
  readonly options: readonly Judged[];
  readonly margin: number;
}
interface Way {
  readonly score: number;
  /** Words used up, and words that a choice or a flag points at. */
  readonly taken: readonly Span[];
  readonly pointed: readonly Span[];
  readonly picks: readonly Judged[];
}

/** How much an option counts, by its features. */
export function judge(scorer: Scorer, features: Features): number {
  const weights = slotWeights[scorer === "list" ? "text" : scorer];
  let sum = 0;
  for (const [name, value] of features)
    sum += ((scorer === "list" ? rowWeights.get(name) : undefined) ?? weights.get(name) ?? 0) * value;
  return sum;
}

/**
 * Gives every slot the option with which all of them together are likeliest: no two take the same words, and words that
 * nobody took count against leaving a slot out. `bias` is added to leaving out a required one: below 0 guesses more. `gone` are
 * words that nobody may take.
 */
export function assign(
  slots: readonly SlotView[],
  clues: Clues,
  bias: number,
  asked: ReadonlySet<string>,
  gone: readonly Span[] = [],
): ReadonlyMap<string, Assigned> {
  const waiting = slots.flatMap((slot): readonly Waiting[] => {
    const scorer = scorerOf(slot.parameter);
    if (scorer === undefined) return [];
    const judged = judgedOptions(slot, scorer, clues);
    const options = asked.has(slot.parameter.name)
      ? judged
          .map((option) => (option.value === undefined ? { ...option, score: option.score + ASKED } : option))
          .sort((one, two) => two.score - one.score)
      : judged;
    const [first, second] = options;
    const margin = (first?.score ?? 0) - (second?.score ?? -5) + (first?.value === undefined ? -2 : 0);
    return [{ slot, scorer, options, margin }];
  });
  // Choices and flags take nothing; then the surest slot takes its words first, the others choose among what is left.
  waiting.sort((one, two) => Number(uses(two.scorer)) - Number(uses(one.scorer)) || two.margin - one.margin);
  let ways: readonly Way[] = [{ score: 0, taken: gone, pointed: [], picks: [] }];
  for (const next of waiting) ways = follow(ways, next);
  const ended = ways.map((way) => ({ way, score: way.score + left(way, waiting, clues, bias) }));
  const [best] = ended.sort((one, two) => two.score - one.score);
  return new Map(
    waiting.flatMap((one, at) => {
      const option = best?.way.picks[at];
      return option === undefined || best === undefined
        ? []
        : [[one.slot.parameter.name, { option, confidence: surety(one, option, best.way, clues, bias) }] as const];
    }),
  );
}

/** The options of one turn are weighed once, however often the tool is filled from it. */
const remembered = new WeakMap<Clues, Map<SlotView["parameter"], readonly Judged[]>>();

function judgedOptions(slot: SlotView, scorer: Scorer, clues: Clues): readonly Judged[] {
  const held = remembered.get(clues) ?? new Map<SlotView["parameter"], readonly Judged[]>();
  remembered.set(clues, held);
  const known = held.get(slot.parameter);
  if (known !== undefined) return known;
  const judged: readonly Judged[] = optionsOf(slot, clues)
    .map((option) => ({ ...option, score: judge(scorer, option.features) }))
    .sort((one, two) => two.score - one.score);
  held.set(slot.parameter, judged);
  return judged;
}

function follow(ways: readonly Way[], { slot, options }: Waiting): readonly Way[] {
  return ways
    .flatMap(({ score, taken, pointed, picks }) => {
      const free: Judged[] = [];
      for (const option of options) {
        if (option.value !== undefined && (free.length >= OPTIONS || !isFree(option, taken))) continue;
        free.push(option);
      }
      return free.map((option) => ({
        score: score + option.score + shared(option, slot, pointed),
        taken: takes(option) ? [...taken, ...option.spans] : taken,
        pointed: points(option) ? [...pointed, ...option.spans] : pointed,
        picks: [...picks, option],
      }));
    })
    .sort((one, two) => two.score - one.score)
    .slice(0, WAYS);
}

/** What the words nobody took say against leaving a slot out. It is guessed at where there is something to guess with. */
function leaving({ slot, scorer }: Waiting, clues: Clues, taken: readonly Span[], bias: number): number {
  const features = leftoverFeatures(slot, clues, taken);
  const unused =
    features.some(([name]) => UNUSED.test(name)) ||
    (scorer === "text" && clues.texts.some((text) => exact(text) && !overlaps([text], taken)));
  return judge(scorer, features) + (slot.parameter.required ? bias * GUESS[scorer] * (unused ? 1 : NOTHING_LEFT) : 0);
}
/** Said to be copied: a quotation, an address, an identifier of some length. */
const exact = ({ shape, start, end }: TextSpan): boolean =>
  shape === "quoted" ||
  shape === "email" ||
  shape === "url" ||
  shape === "snake" ||
  (shape === "id" && end - start >= 4);
const UNUSED = /, [1-9] (?:numbers|strange words) unused$/;
const NOTHING_LEFT = 0.3;

/** What the words nobody took say against the slots that were left out. */
function left({ picks, taken, pointed }: Way, waiting: readonly Waiting[], clues: Clues, bias: number): number {
  let sum = 0;
  picks.forEach(({ value }, at) => {
    const one = waiting[at];
    if (value === undefined && one !== undefined) sum += leaving(one, clues, [...taken, ...pointed], bias);
  });
  return sum;
}

function surety(waiting: Waiting, picked: Judged, way: Way, clues: Clues, bias: number): number {
  const { slot, options } = waiting;
  const own = new Set<Span>(takes(picked) ? picked.spans : []);
  const others = way.taken.filter((span) => !own.has(span));
  let [all, chosen] = [0, 0];
  for (const option of options) {
    if (!isFree(option, others)) continue;
    const more =
      option.value === undefined
        ? leaving(waiting, clues, [...others, ...way.pointed], bias)
        : shared(option, slot, way.pointed);
    const odds = Math.exp(option.score + more - picked.score);
    all += odds;
    if (option === picked) chosen = odds;
  }
  return all === 0 ? 0 : chosen / all;
}

const uses = (scorer: Scorer): boolean => scorer === "choice" || scorer === "flag";

/** Choices and flags only point at words; the others use them up. */
export const takes = ({ value, shares }: Pick<Option, "value" | "shares">): boolean =>
  value !== undefined && shares !== true;

/** Whether an option is a choice that was said in so many words. */
export const points = ({ features }: Option): boolean => features.some(([name]) => SAID.has(name));
const SAID: ReadonlySet<string> = new Set(["said as it is", "every word said", "said as a number"]);

/** The feature of a text that a choice was said with. */
export const overPointed: Features[number] = ["over the words of a choice", 1];

function shared(option: Option, slot: SlotView, pointed: readonly Span[]): number {
  return takes(option) && overlaps(option.spans, pointed)
    ? judge(scorerOf(slot.parameter) ?? "text", [overPointed])
    : 0;
}

/** Whether two rows of stretches have a letter in common. */
export const overlaps = (some: readonly Span[], others: readonly Span[]): boolean =>
  some.some((span) => others.some((other) => span.start < other.end && other.start < span.end));

/** Words are used once. */
export const isFree = (option: Pick<Option, "spans" | "value" | "shares">, taken: readonly Span[]): boolean =>
  !takes(option) || !overlaps(option.spans, taken);
