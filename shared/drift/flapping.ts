/** A list that comes and goes: how often it returned after having been replaced, and in how many runs. */
export interface Flapping {
  /** Returns of a list that another had replaced. */
  readonly returns: number;
  /** Different lists that take turns. */
  readonly lists: number;
  /** Runs looked at. */
  readonly runs: number;
}

/** From how many returns on it is a pattern: once is a rollback. */
const LEAST_RETURNS = 3;
/** How far back it is looked, in runs. */
const WINDOW = 40;

/**
 * Whether a server keeps changing its mind: lists that return after having been replaced, again and again, as behind a
 * balancer whose servers differ. `listHashes`: of the runs that listed anything, newest first. Undefined where it does
 * not.
 */
export function flapping(listHashes: readonly string[]): Flapping | undefined {
  const recent = listHashes.slice(0, WINDOW).toReversed();
  const seen = new Set<string>();
  const takingTurns = new Set<string>();
  let returns = 0;
  let previous: string | undefined;
  for (const hash of recent) {
    if (previous !== undefined && hash !== previous && seen.has(hash)) {
      returns += 1;
      takingTurns.add(hash).add(previous);
    }
    seen.add(hash);
    previous = hash;
  }
  return returns < LEAST_RETURNS ? undefined : { returns, lists: takingTurns.size, runs: recent.length };
}
