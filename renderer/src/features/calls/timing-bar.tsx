import { formatDuration } from "#renderer/ui/format.ts";
import type { CallTimings } from "#shared/mcp/call.ts";
import classes from "#renderer/features/calls/timing-bar.module.css";

/** In voice, silence is noticed after this many milliseconds. */
const BUDGET_MS = 300;

/** Where the time of a call went, drawn against the 300 ms of a voice conversation. */
export function TimingBar({ timings }: { readonly timings: CallTimings }) {
  const { connectMs, waitMs, readMs, totalMs } = timings;
  const scale = Math.max(BUDGET_MS * 1.25, totalMs);
  const parts = [
    { name: "connect", ms: connectMs },
    { name: "wait", ms: waitMs },
    { name: "read", ms: readMs },
  ];
  const over = totalMs > BUDGET_MS;
  return (
    <div className={classes.timing}>
      <span className={classes.total} data-over={over}>
        {formatDuration(totalMs)}
        <span className={classes.budget}> {over ? `over ${BUDGET_MS} ms` : `of ${BUDGET_MS} ms`}</span>
      </span>
      <span className={classes.bar} aria-hidden>
        {parts.map(({ name, ms }) => (
          <span key={name} className={classes.part} data-part={name} style={{ width: `${(ms / scale) * 100}%` }} />
        ))}
        <span className={classes.mark} style={{ left: `${(BUDGET_MS / scale) * 100}%` }} />
      </span>
      <span className={classes.parts}>
        {parts.map(({ name, ms }) => (
          <span key={name} data-part={name}>
            <i aria-hidden /> {name} {formatDuration(ms)}
          </span>
        ))}
      </span>
    </div>
  );
}
