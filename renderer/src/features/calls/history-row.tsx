import { GitCompare } from "lucide-react";
import { callWords } from "#renderer/features/calls/describe-call.ts";
import { formatAge, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { CallRow } from "#shared/contract/call-record.ts";
import classes from "#renderer/features/calls/history-list.module.css";

interface HistoryRowProps {
  readonly row: CallRow;
  /** Chosen as one side of a comparison. */
  readonly marked: boolean;
}

/** One call in a line: how it ended, when, how long it took, with what. */
export function HistoryRow({ row, marked }: HistoryRowProps) {
  const now = useNow(10_000);
  const { tone, word } = callWords(row.state);
  return (
    <div className={classes.row}>
      <StatusMark tone={tone} label={word} />
      <span className={classes.age} title={new Date(row.startedAt).toLocaleString()}>
        {formatAge(Date.parse(row.startedAt), now)}
      </span>
      <span className={classes.ms}>{row.totalMs === undefined ? "" : formatDuration(row.totalMs)}</span>
      <code className={classes.preview}>{visibleText(row.argumentsPreview.replaceAll(/\s+/g, " "))}</code>
      {marked ? <GitCompare size={14} aria-label="Marked to compare" /> : undefined}
    </div>
  );
}
