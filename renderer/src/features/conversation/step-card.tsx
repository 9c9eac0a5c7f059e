import {
  Brain,
  GitFork,
  ListOrdered,
  MessageSquareText,
  OctagonX,
  ShieldQuestion,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { describeStep } from "#renderer/features/conversation/describe-step.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { ConversationStep } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/turn-view.module.css";

const ICONS: Readonly<Record<ConversationStep["kind"], LucideIcon>> = {
  considered: ListOrdered,
  decided: Brain,
  "asked-permission": ShieldQuestion,
  called: Wrench,
  replied: MessageSquareText,
  stopped: OctagonX,
  drifted: GitFork,
};

/** Every 300 ms of silence are noticed in a voice conversation; a person's own time to answer does not count. */
const isOver = ({ kind, ms }: ConversationStep): boolean => ms > 300 && kind !== "asked-permission";

interface StepCardProps {
  readonly step: ConversationStep;
  readonly turnId: string;
  readonly chosen: boolean;
  /** What tells calls of one tool apart, by call. */
  readonly apart: ReadonlyMap<string, string>;
  readonly onChoose: (turnId: string, stepId: string) => void;
}

/** One step in a line; chosen, it is open in the inspector. Arrow keys go from step to step (see `Transcript`). */
export const StepCard = memo(function StepCard({ step, turnId, chosen, apart, onChoose }: StepCardProps) {
  const Icon = ICONS[step.kind];
  const { title, tone } = describeStep(step, apart);
  const running = tone === "running";
  return (
    <button
      type="button"
      className={classes.step}
      data-step={step.id}
      data-kind={step.kind}
      aria-pressed={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={() => onChoose(turnId, step.id)}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && onChoose(turnId, step.id)}
    >
      {tone === undefined ? (
        <Icon size={14} strokeWidth={1.75} aria-hidden className={classes.stepIcon} />
      ) : (
        <StatusMark tone={tone} />
      )}
      <span className={classes.stepTitle}>
        <CodeText text={title} />
      </span>
      <span className={classes.stepTime} data-over={isOver(step)}>
        {running ? "…" : formatDuration(step.ms)}
        {isOver(step) ? ", over 300 ms" : ""}
      </span>
    </button>
  );
});
