import type { Snapshot } from "#shared/mcp/snapshot.ts";

/** One tool in a row of the matrix: for each server, in order, which of its variants it lists; undefined = none. */
export interface MatrixRow {
  readonly name: string;
  /** 0 is the commonest definition; servers with the same number list the same entry, byte for byte. */
  readonly variants: readonly (number | undefined)[];
  readonly differs: boolean;
  /** Not on every server. */
  readonly partial: boolean;
}

/** Tools by server: what is the same everywhere, what is missing somewhere, and what is the same only by name. */
export function surfaceMatrix(snapshots: readonly (Snapshot | undefined)[]): readonly MatrixRow[] {
  const hashes = new Map<string, (string | undefined)[]>();
  for (const [column, snapshot] of snapshots.entries()) {
    for (const { name, hash } of snapshot?.tools ?? []) {
      const row = hashes.get(name) ?? Array.from<string | undefined>({ length: snapshots.length });
      hashes.set(name, row);
      row[column] ??= hash;
    }
  }
  return [...hashes].map(([name, row]) => {
    const counts = new Map<string, number>();
    for (const hash of row) if (hash !== undefined) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    const order = [...counts].toSorted(([, one], [, two]) => two - one).map(([hash]) => hash);
    return {
      name,
      variants: row.map((hash) => (hash === undefined ? undefined : order.indexOf(hash))),
      differs: order.length > 1,
      partial: row.includes(undefined),
    };
  });
}
