import { ChevronRight } from "lucide-react";
import { formatDuration } from "#renderer/ui/format.ts";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import { diagnosisStepIdSchema, type DiagnosisStep } from "#shared/mcp/diagnosis.ts";
import { stepTitles } from "#shared/report/diagnosis-markdown.ts";
import classes from "#renderer/features/diagnose/step-list.module.css";

const TONES: Readonly<Record<DiagnosisStep["verdict"], Tone>> = {
  ok: "good",
  warn: "attention",
  fail: "stopped",
  skipped: "quiet",
};
const WORDS: Readonly<Record<DiagnosisStep["verdict"], string>> = {
  ok: "fine",
  warn: "look here",
  fail: "fails here",
  skipped: "skipped",
};

interface StepListProps {
  readonly steps: readonly DiagnosisStep[];
  /** The next step is under way; those after it wait. */
  readonly running?: boolean;
}

/** The steps, one line each, opening to their evidence. Steps to come are named, so that nothing jumps. */
export function StepList({ steps, running = false }: StepListProps) {
  const known = new Map(steps.map((step) => [step.id, step]));
  const failed = steps.findIndex(({ verdict }) => verdict === "fail");
  const unreached = new Set(failed < 0 ? [] : steps.slice(failed + 1).map(({ id }) => id));
  const ids = diagnosisStepIdSchema.options.filter((id) => (running || known.has(id)) && !unreached.has(id));
  const next = ids.find((id) => !known.has(id));
  return (
    <ol className={classes.steps} aria-label="Steps" aria-busy={running} aria-live="polite">
      {ids.map((id) => {
        const step = known.get(id);
        return (
          <li key={id} className={classes.step} data-verdict={step?.verdict ?? (id === next ? "running" : "waiting")}>
            {step === undefined ? <Waiting id={id} underWay={id === next} /> : <Finished step={step} />}
          </li>
        );
      })}
      {unreached.size === 0 ? undefined : (
        <li className={`${classes.step} ${classes.rest}`}>
          Not reached: {[...unreached].map((id) => stepTitles[id]).join(", ")}
        </li>
      )}
    </ol>
  );
}

function Waiting({ id, underWay }: { readonly id: DiagnosisStep["id"]; readonly underWay: boolean }) {
  return (
    <div className={classes.line}>
      <StatusMark tone={underWay ? "running" : "quiet"} label={underWay ? "under way" : "waiting"} />
      <span className={classes.title}>{stepTitles[id]}</span>
    </div>
  );
}

function Finished({ step }: { readonly step: DiagnosisStep }) {
  const { id, verdict, fact, evidence, ms } = step;
  const line = (
    <>
      <StatusMark tone={TONES[verdict]} label={WORDS[verdict]} />
      <span className={classes.title}>{stepTitles[id]}</span>
      <span className={classes.fact}>{fact}</span>
      <span className={classes.time}>{verdict === "skipped" ? "" : formatDuration(ms)}</span>
    </>
  );
  if (evidence === "") return <div className={classes.line}>{line}</div>;
  return (
    <details className={classes.details} open={verdict === "fail"}>
      <summary className={classes.line}>
        {line}
        <ChevronRight size={14} className={classes.chevron} aria-hidden />
      </summary>
      <pre className={classes.evidence}>{evidence}</pre>
    </details>
  );
}
