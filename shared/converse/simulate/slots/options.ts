import type { Json } from "#shared/base/json.ts";
import { choiceOptions } from "#shared/converse/simulate/slots/choice-options.ts";
import type { Clues } from "#shared/converse/simulate/slots/clues.ts";
import { flagOptions, isFlag } from "#shared/converse/simulate/slots/flag-options.ts";
import { listOptions } from "#shared/converse/simulate/slots/list-options.ts";
import { numberOptions } from "#shared/converse/simulate/slots/number-options.ts";
import type { Option } from "#shared/converse/simulate/slots/option.ts";
import type { SlotView } from "#shared/converse/simulate/slots/slot-view.ts";
import { absentFeatures } from "#shared/converse/simulate/slots/text-features.ts";
import { textOptions } from "#shared/converse/simulate/slots/text-options.ts";

/** Which weights judge a parameter's options. */
export type Scorer = "text" | "number" | "choice" | "flag" | "list";

const plainItem = (type: string): boolean => type === "string" || type === "number" || type === "integer";

/** Which scorer a parameter's type asks for; undefined for arrays and objects, which are built of others. */
export function scorerOf({ type, choices, items }: SlotView["parameter"]): Scorer | undefined {
  if (choices.length > 0) return type !== "boolean" && isFlag(choices) ? "flag" : "choice";
  if (type === "boolean") return "flag";
  if (type === "number" || type === "integer") return "number";
  if (type === "array") return items?.choices.length === 0 && plainItem(items.type) ? "list" : undefined;
  return type === "object" ? undefined : "text";
}

/** The options of a parameter, "leave it out" first. */
export function optionsOf(slot: SlotView, clues: Clues): readonly Option[] {
  const absent: Option = { value: undefined, spans: [], features: absentFeatures(slot) };
  const scorer = scorerOf(slot.parameter);
  const others =
    scorer === "choice"
      ? choiceOptions(slot, clues)
      : scorer === "flag"
        ? flagOptions(slot, clues)
        : scorer === "number"
          ? numberOptions(slot, clues)
          : scorer === "text"
            ? textOptions(slot, clues)
            : scorer === "list"
              ? listOptions(slot, clues)
              : [];
  return [absent, ...others.filter(({ value }) => allowed(slot, value))];
}

/** Whether the schema's plain limits allow a value: bounds, length. Patterns are left to the validator. */
function allowed({ parameter: { schema } }: SlotView, value: Json | undefined): boolean {
  const limit = (key: string): number | undefined => (typeof schema[key] === "number" ? schema[key] : undefined);
  if (typeof value === "number")
    return (
      value >= (limit("minimum") ?? -Infinity) &&
      value <= (limit("maximum") ?? Infinity) &&
      value > (limit("exclusiveMinimum") ?? -Infinity) &&
      value < (limit("exclusiveMaximum") ?? Infinity)
    );
  if (typeof value === "string")
    return value.length >= (limit("minLength") ?? 0) && value.length <= (limit("maxLength") ?? Infinity);
  return true;
}
