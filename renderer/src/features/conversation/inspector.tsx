import { SegmentedControl } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { preferencesNow, rememberView } from "#renderer/api/preferences.ts";
import type { InspectorLinks } from "#renderer/features/conversation/links.ts";
import { StepDetail } from "#renderer/features/conversation/step-detail.tsx";
import { VoicePanel } from "#renderer/features/conversation/voice-panel.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { Conversation, ConversationStep, Turn } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/inspector.module.css";

interface InspectorProps extends InspectorLinks {
  readonly conversation: Conversation;
  readonly turn: Turn | undefined;
  readonly step: ConversationStep | undefined;
  /** What can be done with the turn. */
  readonly actions: ReactNode;
}

const SIDES = ["step", "voice"] as const;

/** What is behind the chosen step, or how its turn would sound in a call. */
export function Inspector({ conversation, turn, step, actions, ...links }: InspectorProps) {
  const api = useApi();
  const [side, setSide] = useState<(typeof SIDES)[number]>(
    preferencesNow().view["conversation.side"] === "voice" ? "voice" : "step",
  );
  const show = (value: string): void => {
    const known = SIDES.find((one) => one === value) ?? "step";
    setSide(known);
    rememberView(api, "conversation.side", known);
  };
  return (
    <section className={classes.inspector} aria-label="Inspector" data-pane="inspector">
      <header className={classes.head}>
        <SegmentedControl
          aria-label="What to show of the turn"
          value={side}
          onChange={show}
          data={[
            { value: "step", label: "Step" },
            { value: "voice", label: "Voice" },
          ]}
        />
        <span className={classes.spring} />
        {actions}
      </header>
      {turn === undefined || step === undefined ? (
        <EmptyState
          title={turn === undefined ? "Nothing was said yet." : "Nothing has happened yet."}
          text="Each turn shows its steps: what was considered and why, what was called with which words, what came back, and what the reply was made of."
        />
      ) : side === "voice" ? (
        <VoicePanel key={conversation.id} conversation={conversation} turn={turn} />
      ) : (
        <StepDetail key={step.id} conversation={conversation} turn={turn} step={step} {...links} />
      )}
    </section>
  );
}
