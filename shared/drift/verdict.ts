import { isJsonObject, type Json } from "#shared/base/json.ts";
import type { Validator } from "#shared/drift/prove.ts";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { findCounterExample, type Search } from "#shared/drift/schema/find-counter-example.ts";
import { type Dialect, LISTS, MAPS, schemaDocument, SINGLE } from "#shared/drift/schema/schema-document.ts";

/** One schema against another, as a whole. */
export interface Verdict {
  readonly verdict: "breaking" | "risky" | "compatible";
  /** An instance of the old schema that is none of the new one. */
  readonly witness?: { readonly value: unknown; readonly checked: "interpreter" | "validator" };
  /** False: a limit was hit before the search ended, so "compatible" is not proven. */
  readonly complete: boolean;
}

export interface VerdictOptions {
  /** For schemas that do not name theirs. Default 2020-12, as MCP has it. */
  readonly dialect?: Dialect;
  /**
   * `inclusion`: is every instance of the old schema one of the new (the default).
   * `contract`: the same for an API's requests, where an upper bound or exclusive bound that is written down for the
   * first time is risky and not breaking: it may have held all along, unsaid.
   */
  readonly question?: "inclusion" | "contract";
  readonly validate?: Validator;
  readonly now?: () => number;
  /** Default 250. */
  readonly capMs?: number;
}

const FUEL = 40_000;

/** Whether values that the old schema accepts are refused by the new one. Never throws; a witness is a proof. */
export function verdictOf(before: unknown, after: unknown, options: VerdictOptions = {}): Verdict {
  const { validate, now } = options;
  const old = schemaDocument(before, options.dialect);
  const deadline = now === undefined ? undefined : now() + (options.capMs ?? 250);
  const expired = (): boolean => deadline !== undefined && now !== undefined && now() > deadline;
  let confirmed = false;
  const search = (target: unknown): Search => {
    const goal = schemaDocument(target, options.dialect);
    return findCounterExample(old, goal, {
      fuel: { left: FUEL, expired },
      accept: (value) => {
        const decided = evaluate(old, value) === "valid" && evaluate(goal, value) === "invalid";
        if (validate === undefined) return decided;
        const was = validate(before, value);
        const is = validate(target, value);
        confirmed = was === "valid" && is === "invalid";
        return confirmed || (decided && was !== "invalid" && is !== "valid");
      },
    });
  };
  const found = search(after);
  if (!found.found) return { verdict: "compatible", complete: found.complete };
  const witness = { value: found.value, checked: confirmed ? ("validator" as const) : ("interpreter" as const) };
  if (options.question === "contract" && !search(withoutNewBounds(before, after, 0)).found) {
    return { verdict: "risky", witness, complete: true };
  }
  return { verdict: "breaking", witness, complete: true };
}

const WRITTEN_DOWN = new Set([
  "maximum",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "maxLength",
  "maxItems",
  "maxProperties",
]);

/** The new schema without the bounds that the old one has no word on, at the same place. */
function withoutNewBounds(before: unknown, after: unknown, depth: number): unknown {
  if (!isJsonObject(after) || depth > 60) return after;
  const old = isJsonObject(before) ? before : {};
  const entries = Object.entries(after)
    .filter(([keyword]) => !WRITTEN_DOWN.has(keyword) || Object.hasOwn(old, keyword))
    .map(([keyword, value]): [string, unknown] => {
      const was = old[keyword];
      if (MAPS.has(keyword) && isJsonObject(value)) {
        const members = isJsonObject(was) ? was : {};
        return [keyword, mapValues(value, (inner, name) => withoutNewBounds(members[name], inner, depth + 1))];
      }
      if (LISTS.has(keyword) && Array.isArray(value)) {
        const list: readonly unknown[] = Array.isArray(was) ? was : [];
        return [keyword, value.map((inner, index) => withoutNewBounds(list[index], inner, depth + 1))];
      }
      return [keyword, SINGLE.has(keyword) ? withoutNewBounds(was, value, depth + 1) : value];
    });
  return Object.fromEntries(entries);
}

function mapValues(
  map: Readonly<Record<string, Json | undefined>>,
  change: (value: unknown, name: string) => unknown,
): object {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}
