import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { ArgumentView } from "#renderer/features/conversation/argument-view.tsx";
import { callsApart } from "#renderer/features/conversation/calls-apart.ts";
import { CalledDetail } from "#renderer/features/conversation/called-detail.tsx";
import { Facts } from "#renderer/features/conversation/facts.tsx";
import { describeStep } from "#renderer/features/conversation/describe-step.ts";
import type { InspectorLinks } from "#renderer/features/conversation/links.ts";
import { RankingView } from "#renderer/features/conversation/ranking-view.tsx";
import { SpokenNotes } from "#renderer/features/conversation/spoken-notes.tsx";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { assertNever } from "#shared/base/assert-never.ts";
import type { Conversation, ConversationStep, Turn } from "#shared/contract/conversation.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import { speakable } from "#shared/converse/voice/speakable.ts";
import classes from "#renderer/features/conversation/inspector.module.css";

type Step<K extends ConversationStep["kind"]> = Extract<ConversationStep, { kind: K }>;

interface StepDetailProps extends InspectorLinks {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly step: ConversationStep;
}

/** Everything that is known of one step. */
export function StepDetail(props: StepDetailProps) {
  const { step, turn } = props;
  if (step.kind === "called") return <CalledDetail {...props} step={step} />;
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label="The chosen step" tabIndex={0}>
      <h2 className={classes.title}>
        <CodeText text={describeStep(step, callsApart(turn.steps)).title} />
      </h2>
      <Facts facts={factsOf(step)} />
      {bodyOf(props)}
    </div>
  );
}

function bodyOf({ conversation, turn, step, onDraft, onDrift }: StepDetailProps): ReactNode {
  const simulated = conversation.modelId === SIMULATED_MODEL;
  switch (step.kind) {
    case "considered": {
      const draftOf = (name: string): (() => void) | undefined => {
        const offered = conversation.opening.tools.find((tool) => tool.name === name);
        const { serverId, position } = offered ?? {};
        // A custom HTTP tool is ours to change, and has no draft.
        return serverId === undefined || onDraft === undefined
          ? undefined
          : () => onDraft(serverId, position, turn.utterance);
      };
      return <ConsideredBody step={step} draftOf={draftOf} />;
    }
    case "decided":
      return (
        <>
          {step.calls.map((call) => (
            <ArgumentView
              key={call.callId}
              call={call}
              turn={turn}
              turns={conversation.turns}
              simulated={simulated}
              alone={step.calls.length === 1}
            />
          ))}
          {step.missing.length === 0 ? undefined : (
            <p className={classes.quiet}>
              No words gave a value for <CodeText text={step.missing.map((one) => `\`${one}\``).join(", ")} />, and the
              tool requires {step.missing.length === 1 ? "it" : "them"}.
            </p>
          )}
        </>
      );
    case "asked-permission":
      return (
        <p className={classes.quiet}>
          The tool does not claim to only read, so the conversation asks first. The menu of the assistant switches that
          off. A platform may not ask at all.
        </p>
      );
    case "replied":
      return (
        <>
          <p className={classes.text}>
            <ServerText text={step.text} limit={20_000} />
          </p>
          <h3 className={classes.section}>Said aloud</h3>
          <SpokenNotes spoken={speakable(step.text)} />
        </>
      );
    case "stopped":
      return step.error === undefined ? undefined : <ErrorCard {...step.error} />;
    case "drifted":
      return (
        <p className={classes.quiet}>
          The list of tools changed while this conversation went on. It keeps the tools that it began with, as the
          platform does; the next one has the new list.{" "}
          <UnstyledButton className={classes.link} onClick={() => onDrift(step.serverId)}>
            Show the drift
          </UnstyledButton>
        </p>
      );
    case "called":
      return undefined;
    default:
      return assertNever(step);
  }
}

interface ConsideredProps {
  readonly step: Step<"considered">;
  readonly draftOf: (tool: string) => (() => void) | undefined;
}

function ConsideredBody({ step: { ranking, notes, unsure, offered }, draftOf }: ConsideredProps) {
  return (
    <>
      {notes.length === 0 && !unsure ? undefined : (
        <ul className={classes.notes}>
          {unsure && notes.length === 0 ? (
            <li>
              <StatusMark tone="attention" /> The model is unsure about this one.
            </li>
          ) : undefined}
          {notes.map(({ kind, text }) => (
            <li key={`${kind} ${text}`}>
              <StatusMark tone="attention" />
              <span>
                <CodeText text={text} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {ranking.length === 0 ? (
        <p className={classes.quiet}>
          {offered === 0
            ? "No tool was registered, so there was nothing to choose from."
            : "A real model does not say what it considered."}
        </p>
      ) : (
        <>
          <h3 className={classes.section}>
            Ranking
            {offered > ranking.length
              ? `: the ${ranking.length} of ${offered.toLocaleString("en")} that share words`
              : ""}
          </h3>
          <RankingView ranking={ranking} draftOf={draftOf} />
        </>
      )}
    </>
  );
}

function factsOf(step: ConversationStep): readonly string[] {
  const time = formatDuration(step.ms);
  if (step.kind === "considered")
    return [
      time,
      ...(step.fit === undefined ? [] : [`a tool fits with ${Math.round(step.fit * 100)} %`]),
      formatCount(step.offered, "tool offered", "tools offered"),
    ];
  if (step.kind === "asked-permission") return step.answer === "waiting" ? [] : [`answered after ${time}`];
  if (step.kind !== "decided" && step.kind !== "replied") return [time];
  const { tokens, firstTokenMs } = step;
  return [
    time,
    ...(firstTokenMs === undefined ? [] : [`first token after ${formatDuration(firstTokenMs)}`]),
    ...(tokens === undefined
      ? []
      : [`${tokens.input.toLocaleString("en")} tokens in, ${tokens.output.toLocaleString("en")} out`]),
  ];
}
