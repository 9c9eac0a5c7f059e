import { useMemo, type ReactNode } from "react";
import { CopyText } from "#renderer/editor/copy-text.tsx";
import { ReadOnlyText } from "#renderer/editor/read-only-text.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";

interface RawTabProps {
  readonly label: string;
  readonly value: unknown;
  /** Controls at the left of the bar. */
  readonly children?: ReactNode;
}

/** JSON exactly as it came, indented. */
export function RawTab({ label, value, children }: RawTabProps) {
  const text = useMemo(() => prettyJson(value), [value]);
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        {children}
        <span className={classes.figure}>{formatBytes(text.length)} indented</span>
        <span className={classes.spring} />
        <CopyText text={text} what={label} />
      </div>
      <div className={classes.fill}>
        <ReadOnlyText label={label} text={text} />
      </div>
    </div>
  );
}
