import { diff, type DiffOptions } from "#shared/drift/diff.ts";
import type { Change, ChangeKind, Drift } from "#shared/drift/drift.ts";

/** One tool with an input schema of these properties. */
export const tool = (name: string, properties: object = {}, more: object = {}): object => ({
  name,
  description: `Does the ${name} thing for a customer.`,
  inputSchema: { type: "object", properties },
  ...more,
});

/** The drift from one input schema to another, of one tool that is the same otherwise. */
export const schemaDrift = (before: object, after: object, options: DiffOptions = {}): Drift =>
  diff([{ name: "book", inputSchema: before }], [{ name: "book", inputSchema: after }], options);

/** Every change of a drift. */
export const changesOf = (drift: Drift): readonly Change[] => drift.tools.flatMap(({ changes }) => changes);

/** The one change of a kind; throws where there is none or several. */
export function only(drift: Drift, kind: ChangeKind): Change {
  const found = changesOf(drift).filter((change) => change.kind === kind);
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(
      `expected one ${kind}, found: ${changesOf(drift)
        .map((change) => change.kind)
        .join(", ")}`,
    );
  }
  return first;
}
