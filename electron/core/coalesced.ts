/**
 * The same work, where calls that come while it runs share the next run: one under way, at most one waiting. Each call
 * settles after a run that began after it.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    try {
      await work();
    } finally {
      underWay = undefined;
    }
  };
  return () => {
    if (next !== undefined) return next; // it has not begun
    if (underWay === undefined) return (underWay = run());
    next = underWay
      .catch(() => undefined) // whoever asked for that run was told
      .then(() => {
        next = undefined;
        return (underWay = run());
      });
    return next;
  };
}
