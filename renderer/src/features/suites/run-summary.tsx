import { X } from "lucide-react";
import { useMemo } from "react";
import type { RunUnderWay } from "#renderer/features/suites/runs-store.ts";
import { formatAge, formatDuration } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { SuiteRun } from "#shared/contract/suite.ts";
import { summarizeRun } from "#shared/converse/suite/summarize-run.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

/** How far a run came that ended early. Its rows show what was answered; nothing of it is kept. */
export function CutShortSummary({ run, onDismiss }: { readonly run: RunUnderWay; readonly onDismiss: () => void }) {
  return (
    <div className={classes.summary} role="status">
      <StatusMark tone="attention" />
      <p>
        <strong>
          Stopped after {run.done.toLocaleString("en")} of {run.total.toLocaleString("en")} tries
        </strong>
        . The rows show what came until then; it is not kept as a run.
      </p>
      <IconButton icon={X} label="Show the last whole run" onClick={onDismiss} />
    </div>
  );
}

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
