import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { SchemaVerdict } from "#shared/mcp/call.ts";
import classes from "#renderer/features/calls/result-view.module.css";

interface OutputCheckProps {
  readonly check: SchemaVerdict | undefined;
  /** The result has no structured content although there is a schema for it. */
  readonly missing: boolean;
}

/** What the output schema says of the result. The result stands above it, whatever this says. */
export function OutputCheck({ check, missing }: OutputCheckProps) {
  if (check === undefined) return undefined;
  if (check.verdict === "valid") {
    return (
      <p className={classes.check} data-tone="good">
        <StatusMark tone="good" size={12} /> Fits the output schema
      </p>
    );
  }
  if (check.verdict === "unchecked") {
    return (
      <p className={classes.check} data-tone="quiet">
        <StatusMark tone="quiet" size={12} /> Not checked against the output schema: {check.reason}
      </p>
    );
  }
  return (
    <div className={classes.check} data-tone="attention" role="group" aria-label="Output schema">
      <p>
        <StatusMark tone="attention" size={12} />{" "}
        {missing ? "The tool promises structured content, and sent none" : "Breaks the output schema"}
      </p>
      <ul>
        {check.violations.map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`}>
            <code>{pointer === "" ? "the whole" : pointer}</code> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
