import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { Listing } from "./run-outcome.ts";
import type { FlatListing } from "./store-requests.ts";

/** What the worker answers for a snapshot, parsed. */
type Stored = Omit<Snapshot, "facts" | "pages" | "timings" | "incomplete"> & {
  readonly facts: Omit<Snapshot["facts"], "rungs" | "warnings">;
  readonly path: {
    readonly rungs: readonly Omit<Snapshot["facts"]["rungs"][number], "ms">[];
    readonly warnings: string[];
  };
  readonly times: Pick<Snapshot, "pages" | "timings" | "incomplete"> & { readonly rungMs: readonly number[] };
};

/** A listing taken apart into texts, so that what two runs have in common is the same text. */
export function flattenListing(listing: Listing): FlatListing {
  const { rungs, warnings, ...facts } = listing.facts;
  const { pages, timings, incomplete } = listing;
  return {
    listHash: listing.listHash,
    facts: JSON.stringify(facts),
    path: JSON.stringify({ rungs: rungs.map(({ ms: _ms, ...rung }) => rung), warnings }),
    times: JSON.stringify({ rungMs: rungs.map(({ ms }) => ms), pages, timings, incomplete }),
    items: [
      ...listing.tools.map(({ position, hash, name, raw }) => ({
        position,
        entry: JSON.stringify({ hash, name, raw }),
      })),
      ...listing.malformed.map(({ position, hash, name, raw, reason }) => ({
        position,
        entry: JSON.stringify({ hash, name, raw }),
        reason: JSON.stringify(reason),
      })),
    ],
  };
}

/** The snapshot that the worker's text stands for. */
export function readSnapshot(text: string): Snapshot {
  const { facts, path, times, ...rest } = JSON.parse(text) as Stored;
  const { rungMs, ...measured } = times;
  const rungs = path.rungs.map((rung, index) => ({ ...rung, ms: rungMs[index] ?? 0 }));
  return { ...rest, ...measured, facts: { ...facts, rungs, warnings: path.warnings } };
}
