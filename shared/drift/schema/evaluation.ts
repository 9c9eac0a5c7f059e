import type { SchemaDocument } from "#shared/drift/schema/schema-document.ts";

/** Where a value broke which keyword. `path` is into the value. */
export interface Failure {
  readonly path: readonly (string | number)[];
  readonly keyword: string;
}

/** Thrown inside and caught in `evaluate`: the question cannot be answered within the limits. */
export class Undecided extends Error {}

/** What a schema has looked at in one object or array; `unevaluated*` reads it. */
export interface Seen {
  readonly properties: Set<string>;
  readonly items: Set<number>;
}

/** One place in the evaluation: where in the value we are, and how we came there. */
export interface Place {
  readonly base: string;
  readonly path: readonly (string | number)[];
  /** Resource roots entered so far, outermost first; `$dynamicRef` looks through them. */
  readonly scope: readonly string[];
  readonly closed: boolean;
  /** The first schema applied to this value, where closedness is decided. */
  readonly outermost: boolean;
  readonly depth: number;
}

/** The evaluator as its per-type parts see it. */
export interface Evaluator {
  readonly document: SchemaDocument;
  apply(schema: unknown, value: unknown, seen: Seen, place: Place): boolean;
  fail(place: Place, keyword: string): false;
}

export const nothingSeen = (): Seen => ({ properties: new Set(), items: new Set() });

/** The place of a member of the value. */
export const inside = (place: Place, token: string | number): Place => ({
  ...place,
  path: [...place.path, token],
  outermost: true,
  depth: place.depth + 1,
});

/** Adds what one schema looked at to what another did. */
export function addSeen(to: Seen, from: Seen): void {
  for (const name of from.properties) to.properties.add(name);
  for (const index of from.items) to.items.add(index);
}

/** Applies an alternative; what it looked at counts only if it passed. */
export function tried(run: Evaluator, schema: unknown, value: unknown, seen: Seen, place: Place): boolean {
  const own = nothingSeen();
  if (!run.apply(schema, value, own, place)) return false;
  addSeen(seen, own);
  return true;
}
