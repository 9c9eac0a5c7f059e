import { visibleText } from "#shared/base/visible-text.ts";
import type { ToolRow } from "#renderer/features/tools/tool-index.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import classes from "#renderer/features/tools/tool-list.module.css";

interface ToolListRowProps {
  readonly row: ToolRow;
  /** Whether its texts are drafted, and the draft used. */
  readonly draft: "used" | "unused" | undefined;
}

/** One entry: its name, and under it what it says it does, or what is wrong with it. */
export function ToolListRow({ row, draft }: ToolListRowProps) {
  const name = visibleText(row.name);
  if (row.kind === "malformed") {
    return (
      <div className={classes.row} data-malformed>
        <span className={classes.name} title={name}>
          <StatusMark tone="stopped" label="Malformed" /> <span className={classes.nameText}>{name}</span>
        </span>
        <span className={classes.reason}>{row.entry.reason}</span>
      </div>
    );
  }
  const warning = row.duplicate ? "Name listed twice" : row.hidden ? "Holds hidden characters" : undefined;
  return (
    <div className={classes.row}>
      <span className={classes.name} title={name}>
        <span className={classes.nameText}>{name === "" ? "(empty name)" : name}</span>
        {warning === undefined ? undefined : (
          <span title={warning} className={classes.warning}>
            <StatusMark tone="attention" label={warning} />
          </span>
        )}
        {draft === undefined ? undefined : (
          <span
            className={classes.draft}
            data-draft={draft}
            title={draft === "used" ? "Its texts are drafted here" : "It has a draft that is not used"}
          >
            draft
          </span>
        )}
      </span>
      <span className={classes.summary}>{row.summary === "" ? "No description" : visibleText(row.summary)}</span>
    </div>
  );
}
