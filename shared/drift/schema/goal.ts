import type { JsonType } from "#shared/drift/schema/evaluate-scalar.ts";
import type { SchemaDocument } from "#shared/drift/schema/schema-document.ts";

/** A wish about one value: that it is, or is not, an instance of a schema. */
export interface Goal {
  readonly document: SchemaDocument;
  readonly schema: unknown;
  readonly want: boolean;
  /** Objects may hold declared properties only (see `EvaluateOptions.closed`). */
  readonly closed?: boolean;
}

/** A keyword of a schema that must be broken; `detail` picks the property, pattern or index. */
export interface Break {
  readonly goal: Goal;
  readonly keyword: string;
  readonly detail?: string | number;
}

/** Something to do while expanding: a goal, a choice among ways, or a demand on a property's presence. */
export type Task =
  | { readonly task: "goal"; readonly goal: Goal }
  | { readonly task: "choice"; readonly ways: readonly (readonly Task[])[] }
  | { readonly task: "break"; readonly goal: Goal; readonly keyword: string; readonly detail?: string | number }
  | { readonly task: "present" | "absent"; readonly name: string };

/** One way to meet all goals at one value, with every combinator decided. */
export interface Branch {
  readonly types: readonly JsonType[];
  /** true: whole numbers only; false: fractions only. */
  readonly integer?: boolean;
  /** The only values left, where `const` or `enum` says so. */
  readonly only?: readonly unknown[];
  readonly never: readonly unknown[];
  /** Schema objects whose remaining keywords hold. */
  readonly shapes: readonly Goal[];
  readonly breaks: readonly Break[];
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
}

/** What a search may still spend. One step is one decision or one candidate. */
export interface Fuel {
  left: number;
  /** Asked now and then; true stops the search. */
  readonly expired?: () => boolean;
}

/** Spends steps; false when nothing is left. */
export function spend(fuel: Fuel, steps = 1): boolean {
  const before = Math.floor(fuel.left / CLOCK_EVERY);
  fuel.left -= steps;
  if (Math.floor(fuel.left / CLOCK_EVERY) !== before && fuel.expired?.() === true) fuel.left = 0;
  return fuel.left > 0;
}

/** Steps between two looks at the clock. */
const CLOCK_EVERY = 64;

/** Finds values for goals; passed to the per-type builders so that they can ask for members. */
export type Solve = (goals: readonly Goal[], fuel: Fuel, depth: number) => Generator;
