import { useMemo } from "react";
import { formatAge, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { SuiteRun } from "#shared/contract/suite.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

/** How a run went, in one line, and what it could not discover. */
export function RunSummary({ run }: { readonly run: SuiteRun }) {
  const now = useNow();
  const { rows, passed, failed, wavering, p50Ms, p95Ms, tokens } = useMemo(() => summarizeRun(run), [run]);
  return (
    <div className={classes.summary} role="status">
      <StatusMark tone={failed === 0 ? "good" : "attention"} />
      <p>
        <strong>
          {passed.toLocaleString("en")} of {rows.toLocaleString("en")} passed
        </strong>
        {rows === 0 ? "" : `, ${Math.floor((passed / rows) * 100)} %`}
        {wavering === 0 ? "" : `; ${wavering.toLocaleString("en")} not every time`} · {formatDuration(p50Ms)} a
        decision, p95 {formatDuration(p95Ms)}
        {tokens === undefined ? "" : ` · ${(tokens.input + tokens.output).toLocaleString("en")} tokens`} · {run.title} ·{" "}
        {formatAge(Date.parse(run.startedAt), now)}
        {run.warnings.map((warning) => (
          <span key={warning} className={classes.warning}>
            <StatusMark tone="attention" size={12} /> {visibleText(warning)}
          </span>
        ))}
      </p>
    </div>
  );
}
