import { nearWords } from "#shared/converse/simulate/near-words.ts";
import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import { examplesOf, shownBy, type Shown } from "#shared/converse/simulate/slots/examples.ts";
import { wordsFor } from "#shared/converse/simulate/slots/word-lists.ts";
import { identifierWords, stemOf, stopWords } from "#shared/converse/simulate/words.ts";
import type { Kind } from "#shared/converse/simulate/slots/kinds.ts";

/** What is known of a parameter while its candidates are weighed. */
export interface SlotView {
  readonly parameter: Parameter;
  readonly kind: Kind;
  /** Stems of the tool's name: words that ask for the tool and are seldom an argument. */
  readonly toolStems: ReadonlySet<string>;
  /** Stems of any text of the tool: what is not among them was said for a reason. */
  readonly known: ToolWords["known"];
  readonly nameStems: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
  readonly descriptionStems: ReadonlySet<string>;
  /** What the description shows for example. */
  readonly shown: Shown | undefined;
  /** The example values themselves, each with its stems; those with digits are another's numbers. */
  readonly examples: readonly Example[];
  /** Words that the parameter's name asks for: colors, languages. */
  readonly listed: ReadonlySet<string> | undefined;
  /** 1 for the first of its likes, 2 for the second: "num2", "second_company". */
  readonly nth: number | undefined;
  /** Whether the tool has another text parameter of this kind. */
  readonly beside: boolean;
  /** Text parameters of the tool, and which of them this one is. */
  readonly siblings: number;
  readonly rank: number;
}

/** A value that a description shows. */
export interface Example {
  readonly value: string;
  readonly stems: readonly string[];
}

/** The words of a tool, as its slots see them. */
export interface ToolWords {
  readonly name: ReadonlySet<string>;
  /** The stems of all its texts. */
  readonly known: { readonly has: (stem: string) => boolean };
}

const NTH: ReadonlyMap<string, number> = new Map(
  ["first one a", "second two b", "third three c", "fourth four d"].flatMap((words, at) =>
    words.split(" ").map((word) => [word, at + 1] as const),
  ),
);

function nthOf(name: string): number | undefined {
  const digits = /[A-Za-z_](\d)$/.exec(name)?.[1];
  if (digits !== undefined) return Number(digits);
  const words = identifierWords(name);
  const at = words.findIndex((word) => word.length > 2 && NTH.has(word));
  return NTH.get(words[at] ?? (words.length > 1 || name.length === 1 ? (words.at(-1) ?? "") : ""));
}

/** What a parameter is, whatever is said: found once. */
const facts = new WeakMap<Parameter, Pick<SlotView, "shown" | "examples" | "listed" | "nth" | "near">>();

function factsOf(parameter: Parameter): Pick<SlotView, "shown" | "examples" | "listed" | "nth" | "near"> {
  const known = facts.get(parameter);
  if (known !== undefined) return known;
  const shown = examplesOf(parameter);
  const found = {
    shown: shownBy(shown),
    examples: shown.flatMap((value) => {
      const stems = identifierWords(value)
        .filter((word) => !stopWords.has(word))
        .map(stemOf);
      return stems.length === 0 || stems.length > 4 || /\p{N}/u.test(value) ? [] : [{ value, stems }];
    }),
    listed: wordsFor(parameter.nameStems),
    nth: nthOf(parameter.name),
    near: new Set(
      parameter.nameStems.flatMap((stem) =>
        nearWords(stem)
          .filter(({ nearness }) => nearness > 0.6)
          .map((one) => one.stem),
      ),
    ),
  };
  facts.set(parameter, found);
  return found;
}

/** Prepares a slot for weighing. */
export function slotView(
  parameter: Parameter,
  kind: Kind,
  tool: ToolWords,
  siblings: number,
  rank: number,
  beside: boolean,
): SlotView {
  return {
    parameter,
    kind,
    toolStems: tool.name,
    known: tool.known,
    nameStems: new Set(parameter.nameStems),
    descriptionStems: new Set(parameter.descriptionStems),
    ...factsOf(parameter),
    beside,
    siblings,
    rank,
  };
}
