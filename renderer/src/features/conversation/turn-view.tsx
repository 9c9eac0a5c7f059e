import { CircleAlert } from "lucide-react";
import { memo, useMemo } from "react";
import { callsApart } from "#renderer/features/conversation/calls-apart.ts";
import { useStream } from "#renderer/features/conversation/conversation-store.ts";
import { PermissionCard } from "#renderer/features/conversation/permission-card.tsx";
import { StepCard } from "#renderer/features/conversation/step-card.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { ConversationStep, DecidedCall, Turn } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/turn-view.module.css";

interface TurnViewProps {
  readonly turn: Turn;
  /** Id of the chosen step, where it is one of this turn's. */
  readonly chosen: string | undefined;
  readonly simulated: boolean;
  /** Where a tool is from, for a person. */
  readonly originOf: (tool: string) => string;
  readonly onChoose: (turnId: string, stepId: string) => void;
  readonly onPermit: (callId: string, answer: { readonly allow: boolean; readonly always?: boolean }) => void;
}

/** What a person said, the steps that it led to, and what was replied. */
export const TurnView = memo(function TurnView({
  turn,
  chosen,
  simulated,
  originOf,
  onChoose,
  onPermit,
}: TurnViewProps) {
  const { id, utterance, steps } = turn;
  const apart = useMemo(() => callsApart(steps), [steps]);
  const under = turn.state === "running" || turn.state === "waiting";
  return (
    <li className={classes.turn} data-turn={id} data-state={turn.state}>
      <p className={classes.said}>
        <ServerText text={utterance} limit={20_000} />
      </p>
      <div className={classes.answer}>
        {groupSteps(steps).map((group) =>
          group.kind === "reply" ? (
            <Reply
              key={group.step.id}
              step={group.step}
              simulated={simulated}
              chosen={chosen}
              turnId={id}
              onChoose={onChoose}
            />
          ) : (
            <div key={group.steps[0]?.id ?? "steps"} className={classes.steps} role="group" aria-label="Steps">
              {group.steps.map((step) => (
                <StepCard
                  key={step.id}
                  step={step}
                  turnId={id}
                  chosen={step.id === chosen}
                  apart={apart}
                  onChoose={onChoose}
                />
              ))}
            </div>
          ),
        )}
        {notesOf(steps).map((note) => (
          <p key={note} className={classes.note}>
            <CircleAlert size={14} aria-hidden />{" "}
            <span>
              <CodeText text={note} />
            </span>
          </p>
        ))}
        {steps.map((step) =>
          step.kind === "asked-permission" && step.answer === "waiting" && under ? (
            <PermissionCard
              key={step.id}
              tool={step.tool}
              call={callOf(steps, step.callId)}
              from={originOf(step.tool)}
              onAnswer={(answer) => onPermit(step.callId, answer)}
            />
          ) : step.kind === "stopped" && step.error !== undefined ? (
            <ErrorCard key={step.id} {...step.error} />
          ) : undefined,
        )}
        {turn.state === "running" ? <Writing turnId={id} steps={steps} /> : undefined}
        {turn.state === "stopped" && !steps.some(({ kind }) => kind === "stopped") ? (
          <p className={classes.note}>Stopped.</p>
        ) : undefined}
      </div>
    </li>
  );
});

type Group =
  | { readonly kind: "reply"; readonly step: Extract<ConversationStep, { kind: "replied" }> }
  | { readonly kind: "steps"; readonly steps: ConversationStep[] };

/** Steps in blocks, with the replies between them. */
function groupSteps(steps: readonly ConversationStep[]): readonly Group[] {
  const groups: Group[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.kind === "replied") groups.push({ kind: "reply", step });
    else if (last?.kind === "steps") last.steps.push(step);
    else groups.push({ kind: "steps", steps: [step] });
  }
  return groups;
}

interface ReplyProps extends Pick<TurnViewProps, "chosen" | "simulated" | "onChoose"> {
  readonly step: Extract<ConversationStep, { kind: "replied" }>;
  readonly turnId: string;
}

/** A reply; its foot is a step like any other, and opens it in the inspector. */
function Reply({ step, simulated, chosen, turnId, onChoose }: ReplyProps) {
  return (
    <div className={classes.reply} data-chosen={step.id === chosen}>
      <ServerText text={step.text} limit={20_000} />
      <button
        type="button"
        className={classes.by}
        data-step={step.id}
        aria-pressed={step.id === chosen}
        tabIndex={step.id === chosen ? 0 : -1}
        onClick={() => onChoose(turnId, step.id)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && onChoose(turnId, step.id)}
      >
        {simulated ? "simulated reply" : "reply"} · {formatDuration(step.ms)}
      </button>
    </div>
  );
}

/** The reply as it is being written; before its first word, that something is under way. */
function Writing({ turnId, steps }: { readonly turnId: string; readonly steps: readonly ConversationStep[] }) {
  const text = useStream(turnId);
  if (text !== undefined)
    return (
      <p className={classes.writing} aria-live="polite">
        <ServerText text={text} limit={20_000} />
        <span className={classes.caret} aria-hidden />
      </p>
    );
  return steps.some((step) => step.kind === "called" && step.state === "running") ? undefined : (
    <p className={classes.note}>
      <StatusMark tone="running" /> {steps.length === 0 ? "Considering…" : "Going on…"}
    </p>
  );
}

/** What a person should know about this turn, each once. */
function notesOf(steps: readonly ConversationStep[]): readonly string[] {
  return [...new Set(steps.flatMap((step) => (step.kind === "considered" ? step.notes.map(({ text }) => text) : [])))];
}

const callOf = (steps: readonly ConversationStep[], callId: string): DecidedCall | undefined =>
  steps.flatMap((step) => (step.kind === "decided" ? step.calls : [])).find((call) => call.callId === callId);
