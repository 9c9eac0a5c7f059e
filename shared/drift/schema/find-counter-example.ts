import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { fingerprint, sameDefinitions, sameSchema } from "#shared/drift/schema/fingerprint.ts";
import type { Fuel, Goal } from "#shared/drift/schema/goal.ts";
import type { SchemaDocument } from "#shared/drift/schema/schema-document.ts";
import { solve } from "#shared/drift/schema/solve.ts";

/** What a search for a value that was valid and is not any more came to. */
export type Search =
  | { readonly found: true; readonly value: unknown }
  /** `complete`: the search ran to its end within its limits. */
  | { readonly found: false; readonly complete: boolean };

export interface SearchOptions {
  readonly fuel: Fuel;
  /** The value may hold declared properties only. */
  readonly closed?: boolean;
  /** The part of the new schema to break; its root by default. */
  readonly focus?: unknown;
  /** A schema that the value must meet besides: arguments and results are objects, whatever the schema forgets to say. */
  readonly within?: unknown;
  /** Has the last word on a candidate: false drops it. */
  readonly accept?: (value: unknown) => boolean;
}

/**
 * Searches an instance of `before` that is no instance of `after`. Deterministic; bounded by fuel.
 * A found value is a proof (the evaluator checked both sides); not finding one is none.
 */
export function findCounterExample(before: SchemaDocument, after: SchemaDocument, options: SearchOptions): Search {
  const agree = sameDefinitions(before, after);
  if (sameSchema(before, before.root, after, after.root, agree)) return { found: false, complete: true };
  const { fuel } = options;
  const focus = options.focus ?? after.root;
  const goals: readonly Goal[] = [
    { document: before, schema: before.root, want: true, closed: options.closed === true },
    { document: after, schema: focus, want: false },
    ...(options.within === undefined ? [] : [{ document: before, schema: options.within, want: true }]),
  ];
  const seen = new Set<string>();
  for (const value of solve(goals, fuel, agree)) {
    const key = fingerprint({ const: value });
    if (seen.has(key)) continue;
    seen.add(key);
    const was = evaluate(before, value, { closed: options.closed === true });
    const is = evaluate(after, value);
    const decided = was === "valid" && is === "invalid";
    const open = was !== "invalid" && is !== "valid" && options.accept !== undefined;
    if ((decided || open) && (options.accept?.(value) ?? true)) return { found: true, value };
  }
  return { found: false, complete: fuel.left > 0 };
}
