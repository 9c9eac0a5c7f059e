import { CopyText } from "#renderer/editor/copy-text.tsx";
import { keepReport, useImportReport } from "#renderer/features/suites/suite-view-store.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import { X } from "lucide-react";
import classes from "#renderer/features/suites/suites-panel.module.css";

const MOST = 100;

/** What became of the file that was read last: how many rows, and each line that is none. */
export function ImportNote({ assistantId }: { readonly assistantId: string }) {
  const report = useImportReport(assistantId);
  if (report === undefined) return undefined;
  const { file, rows, problems, ignored, left } = report;
  return (
    <section className={classes.report} aria-label="What became of the file" role="status">
      <StatusMark tone={problems.length === 0 ? "good" : rows === 0 ? "stopped" : "attention"} />
      <div className={classes.reportText}>
        <p>
          {formatCount(rows, "row")} of {visibleText(file)} {rows === 1 ? "is" : "are"} here.
          {ignored.length === 0 ? "" : ` Of no use here: ${visibleText(ignored.slice(0, 8).join(", "))}.`}
          {problems.length === 0 ? "" : ` ${formatCount(problems.length, "line")} could not be read:`}
        </p>
        {problems.length === 0 ? undefined : (
          <ul className={classes.problems} tabIndex={0} aria-label="Lines that could not be read">
            {problems.slice(0, MOST).map(({ line, said }) => (
              <li key={`${line} ${said}`}>
                <span>line {line.toLocaleString("en")}</span> <CodeText text={visibleText(said)} />
              </li>
            ))}
            {problems.length > MOST ? <li>and {(problems.length - MOST).toLocaleString("en")} more</li> : undefined}
          </ul>
        )}
      </div>
      {problems.length === 0 ? undefined : <CopyText text={left} what="the lines that could not be read" />}
      <IconButton icon={X} label="Dismiss" onClick={() => keepReport(assistantId, undefined)} />
    </section>
  );
}
