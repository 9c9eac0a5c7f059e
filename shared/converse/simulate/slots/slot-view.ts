import { nearWords } from "#shared/converse/simulate/near-words.ts";
import type { Parameter } from "#shared/converse/simulate/parameter.ts";
import { examplesOf, shownBy, type Shown } from "#shared/converse/simulate/slots/examples.ts";
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
  /** Text parameters of the tool, and which of them this one is. */
  readonly siblings: number;
  readonly rank: number;
}

/** The words of a tool, as its slots see them. */
export interface ToolWords {
  readonly name: ReadonlySet<string>;
  /** The stems of all its texts. */
  readonly known: { readonly has: (stem: string) => boolean };
}

/** Prepares a slot for weighing. */
export function slotView(parameter: Parameter, kind: Kind, tool: ToolWords, siblings: number, rank: number): SlotView {
  return {
    parameter,
    kind,
    toolStems: tool.name,
    known: tool.known,
    nameStems: new Set(parameter.nameStems),
    near: new Set(
      parameter.nameStems.flatMap((stem) =>
        nearWords(stem)
          .filter(({ nearness }) => nearness > 0.6)
          .map((one) => one.stem),
      ),
    ),
    descriptionStems: new Set(parameter.descriptionStems),
    shown: shownBy(examplesOf(parameter)),
    siblings,
    rank,
  };
}
