import type { Problem } from "#renderer/editor/problems.ts";
import { sayPlace } from "#renderer/editor/problems.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/calls/calls.module.css";

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** True where the arguments cannot be sent as they are. */
  readonly blocking: boolean;
  /** What the editor could not take from the schema. */
  readonly notes: readonly string[];
}

/** The editor's squiggles as text: the reason why nothing can be sent, or what the schema would say. */
export function ProblemList({ problems, blocking, notes }: ProblemListProps) {
  return (
    <div className={classes.problems} role="status" aria-label="Problems in the arguments">
      {blocking || problems.length === 0 ? undefined : (
        <p className={classes.problemHead}>
          {formatCount(problems.length, "problem")} against the schema. Run sends the arguments all the same.
        </p>
      )}
      {problems.slice(0, 5).map((problem) => (
        <p key={`${problem.line}:${problem.column}:${problem.message}`} className={classes.problem}>
          <StatusMark tone={blocking ? "stopped" : "attention"} size={12} label={blocking ? "Mistake" : "Warning"} />
          <span>
            {visibleText(problem.message.slice(0, 300)).replace(/\.$/, "")}
            <span className={classes.place}> {sayPlace(problem)}</span>
            {blocking ? ". Run waits until it is corrected." : ""}
          </span>
        </p>
      ))}
      {problems.length > 5 ? <p className={classes.place}>and {problems.length - 5} more</p> : undefined}
      {notes.slice(0, 3).map((note) => (
        <p key={note} className={classes.place}>
          {visibleText(note)}
        </p>
      ))}
    </div>
  );
}
