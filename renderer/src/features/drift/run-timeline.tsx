import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { formatCount } from "#renderer/ui/format.ts";
import type { ChangedRun } from "#shared/contract/drift.ts";
import type { DiscoveryRun } from "#shared/mcp/snapshot.ts";
import classes from "#renderer/features/drift/run-timeline.module.css";

interface RunTimelineProps {
  /** Newest first. */
  readonly runs: readonly DiscoveryRun[];
  readonly levels: ReadonlyMap<string, ChangedRun>;
  readonly beforeId: string | undefined;
  readonly afterId: string | undefined;
  readonly baselineId: string | undefined;
  /** The oldest run is among them. */
  readonly whole: boolean;
  readonly onChoose: (which: "before" | "after", run: DiscoveryRun) => void;
  /** The oldest runs that are known came into view. */
  readonly onOldest: () => void;
}

const STEP = 20;

/**
 * The discovery runs from left (oldest) to right (newest); changed ones are larger and coloured by level. A press
 * chooses what is compared with what came before; with Shift it chooses the earlier side.
 */
export function RunTimeline({
  runs,
  levels,
  beforeId,
  afterId,
  baselineId,
  whole,
  onChoose,
  onOldest,
}: RunTimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer mutates itself on purpose; nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => STEP,
    overscan: 20,
    initialRect: { width: 900, height: 40 },
    // The newest runs are at the right end: begun at the left, the oldest would be asked for at once.
    initialOffset: runs.length * STEP,
  });
  const dots = virtualizer.getVirtualItems();
  const first = dots[0]?.index;
  useEffect(() => {
    if (first === 0 && runs.length > 0) onOldest();
  }, [first, runs.length, onOldest]);
  const newest = runs[0]?.id;
  const known = useRef({ newest: "", count: 0 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    // A new run appears at the right end, in view; older ones arrive at the left, and what is in view stays there.
    if (known.current.newest === newest) box.scrollLeft += (runs.length - known.current.count) * STEP;
    else box.scrollLeft = box.scrollWidth;
    known.current = { newest: newest ?? "", count: runs.length };
  }, [newest, runs.length]);

  const at = (index: number): DiscoveryRun | undefined => runs[runs.length - 1 - index];
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowLeft" ? 1 : event.key === "ArrowRight" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const which = event.shiftKey ? "before" : "after";
    const from = runs.findIndex(({ id }) => id === (event.shiftKey ? beforeId : afterId));
    for (let next = from + step; next >= 0 && next < runs.length; next += step) {
      const run = runs[next];
      if (run?.outcome.state !== "listed") continue;
      onChoose(which, run);
      virtualizer.scrollToIndex(runs.length - 1 - next, { align: "auto" });
      return;
    }
  };
  return (
    <div className={classes.timeline}>
      {/* The group hears the arrow keys; each dot hears the pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="group"
        aria-label="Discovery runs: arrow keys choose the later side, with Shift the earlier one"
        tabIndex={0}
        onKeyDown={move}
      >
        <div className={classes.line} style={{ width: Math.max(virtualizer.getTotalSize(), 1) }}>
          {dots.map(({ index, start }) => {
            const run = at(index);
            if (run === undefined) return undefined;
            const changed = levels.get(run.id);
            const side = run.id === beforeId ? "before" : run.id === afterId ? "after" : undefined;
            return (
              <button
                key={run.id}
                type="button"
                tabIndex={-1}
                className={classes.dot}
                style={{ transform: `translateX(${start}px)` }}
                data-state={run.outcome.state}
                data-level={changed?.level}
                data-changed={run.outcome.state === "listed" && run.outcome.changed}
                data-side={side}
                data-baseline={run.id === baselineId}
                aria-pressed={side !== undefined}
                aria-label={describe(run, changed)}
                title={describe(run, changed)}
                disabled={run.outcome.state !== "listed"}
                onClick={(event) => onChoose(event.shiftKey ? "before" : "after", run)}
              />
            );
          })}
        </div>
      </div>
      <p className={classes.hint}>
        {whole
          ? formatCount(runs.length, "run")
          : `the newest ${formatCount(runs.length, "run")}, older ones to the left`}{" "}
        · click or ← → for the later list, with Shift for the earlier
      </p>
    </div>
  );
}

function describe({ startedAt, outcome }: DiscoveryRun, changed: ChangedRun | undefined): string {
  const when = new Date(startedAt).toLocaleString("en-GB");
  if (outcome.state === "failed") return `${when}: failed, ${outcome.error.said}`;
  if (outcome.state !== "listed") return `${when}: ${outcome.state}`;
  const what =
    changed === undefined ? (outcome.changed ? "changed" : "unchanged") : `${changed.level}, ${changed.summary}`;
  return `${when}: ${formatCount(outcome.tools, "tool")}, ${what}`;
}
