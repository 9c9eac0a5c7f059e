import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { AddToSuite } from "#renderer/features/conversation/add-to-suite.tsx";
import { Composer } from "#renderer/features/conversation/composer.tsx";
import { useConversations } from "#renderer/features/conversation/conversation-store.ts";
import { Inspector } from "#renderer/features/conversation/inspector.tsx";
import { OpeningCard } from "#renderer/features/conversation/opening-card.tsx";
import type { ConversationLinks } from "#renderer/features/conversation/links.ts";
import { dismissRefusal, permit, say, stopTurn } from "#renderer/features/conversation/talk.ts";
import { tellingStep } from "#renderer/features/conversation/telling-step.ts";
import { Transcript } from "#renderer/features/conversation/transcript.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { Conversation, Opening } from "#shared/contract/conversation.ts";
import type { Suite } from "#shared/contract/suite.ts";
import classes from "#renderer/features/conversation/conversation-view.module.css";

/** A palette has closed after this long, milliseconds. */
const PALETTE_MS = 250;

interface ConversationViewProps extends ConversationLinks {
  readonly conversation: Conversation;
  readonly suites: readonly Suite[];
  readonly suggestions: readonly string[];
}

/** An open conversation: how it began, what was said and done, and what is behind the chosen step. */
export function ConversationView({ conversation, suites, suggestions, ...links }: ConversationViewProps) {
  const api = useApi();
  const { id, turns, opening, profileId } = conversation;
  const view = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const panes = useRememberedPanes("conversation", ["transcript", "inspector"]);
  const running = useConversations((state) => state.running.has(id));
  const refusal = useConversations((state) => state.refusals.get(id));
  // What a person chose holds until something new is said.
  const [chosen, setChosen] = useState<{ readonly turnId: string; readonly stepId: string; readonly turns: number }>();
  const held = chosen?.turns === turns.length ? chosen : undefined;
  const turn = turns.find((one) => one.id === held?.turnId) ?? turns.at(-1);
  const step =
    turn?.steps.find((one) => one.id === held?.stepId) ?? (turn === undefined ? undefined : tellingStep(turn));
  const count = turns.length;
  const choose = useCallback((turnId: string, stepId: string) => setChosen({ turnId, stepId, turns: count }), [count]);
  const onSay = (text: string): Promise<boolean> => say(api, conversation, text);
  const waiting = turns.at(-1)?.steps.find((one) => one.kind === "asked-permission" && one.answer === "waiting");
  const waitingCall = waiting?.kind === "asked-permission" && running ? waiting.callId : undefined;
  const fresh = turns.length === 0;
  useEffect(() => {
    // A conversation that begins is for saying something, unless something is being typed elsewhere.
    if (!fresh) return undefined;
    const focus = (): void => {
      const active = document.activeElement;
      const typing = active instanceof HTMLElement && active.matches("input, textarea, [contenteditable='true']");
      if (!typing) input.current?.focus();
    };
    focus();
    // A palette that closes meanwhile leaves the focus nowhere.
    const timer = setTimeout(focus, PALETTE_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
  useEffect(() => {
    // What had the focus may be gone: the card of a permission, the button of the demonstration. Then the next card has
    // it, or one goes on typing.
    if (document.activeElement !== document.body) return;
    if (waitingCall === undefined) input.current?.focus();
    else view.current?.querySelector<HTMLElement>("[data-pane='permission']")?.focus();
  }, [waitingCall]);
  useOfferedActions(
    useMemo(
      () => [
        { id: "conversation.say", title: "Say something", group: "Conversation", run: () => input.current?.focus() },
        ...(running
          ? [{ id: "conversation.stop", title: "Stop the turn", group: "Conversation", run: () => stopTurn(id) }]
          : []),
        ...(waitingCall === undefined
          ? []
          : [
              {
                id: "conversation.allow",
                title: "Allow the call",
                group: "Conversation",
                run: () => void permit(api, id, waitingCall, { allow: true }),
              },
              {
                id: "conversation.allowAlways",
                title: "Allow the call, and later calls of this tool",
                group: "Conversation",
                run: () => void permit(api, id, waitingCall, { allow: true, always: true }),
              },
              {
                id: "conversation.refuse",
                title: "Refuse the call",
                group: "Conversation",
                run: () => void permit(api, id, waitingCall, { allow: false }),
              },
            ]),
      ],
      [api, id, running, waitingCall],
    ),
  );
  return (
    // Esc stops the turn from anywhere in the conversation.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={view}
      className={classes.view}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !running) return;
        // A menu hangs elsewhere in the page, though its events come by here; its Esc closes the menu.
        if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
        event.preventDefault();
        stopTurn(id);
        input.current?.focus();
      }}
    >
      <OpeningCard
        opening={opening}
        profileId={profileId}
        quiet={turns.length > 0}
        onDiagnose={links.onDiagnose}
        onDrift={links.onDrift}
      />
      <div className={classes.panes}>
        <Group {...panes} orientation="horizontal">
          <Panel id="transcript" defaultSize="52%" minSize={300}>
            <section className={classes.left} aria-label="Conversation">
              {turns.length === 0 ? (
                <Starters suggestions={suggestions} onSay={(text) => void onSay(text)} opening={opening} />
              ) : (
                <Transcript
                  conversation={conversation}
                  chosen={turn === undefined || step === undefined ? undefined : { turnId: turn.id, stepId: step.id }}
                  onChoose={choose}
                />
              )}
              {refusal === undefined ? undefined : (
                <div className={classes.refusal}>
                  <ErrorCard {...refusal} onDismiss={() => dismissRefusal(id)} />
                </div>
              )}
              <Composer
                key={id}
                ref={input}
                suggestions={suggestions}
                running={running}
                onSay={onSay}
                onStop={() => stopTurn(id)}
              />
            </section>
          </Panel>
          <PaneSeparator label="Resize the inspector" />
          <Panel id="inspector" minSize={280}>
            <Inspector
              conversation={conversation}
              turn={turn}
              step={step}
              actions={
                turn === undefined || turn.steps.length === 0 ? undefined : (
                  <AddToSuite conversation={conversation} turn={turn} suites={suites} />
                )
              }
              {...links}
            />
          </Panel>
        </Group>
      </div>
    </div>
  );
}

interface StartersProps {
  readonly suggestions: readonly string[];
  readonly opening: Opening;
  readonly onSay: (text: string) => void;
}

/** Before the first turn: a few things that could be said. */
function Starters({ suggestions, opening: { tools, servers }, onSay }: StartersProps): ReactNode {
  const none = tools.length === 0;
  const few = suggestions.slice(0, 5);
  return (
    <div className={classes.starters}>
      <EmptyState
        title={none ? "No tool was registered." : "Say what a user would say."}
        text={
          none
            ? `The conversation goes on all the same, as it would on the platform: the assistant answers without any tool.${servers.length === 0 ? " Attach a server above and start a new one to give it some." : ""}`
            : "Each turn shows what was considered, what was called with which words, and what came back."
        }
      >
        {few.length === 0 ? undefined : (
          <ul className={classes.few} aria-label="Said before, and in suites">
            {few.map((one) => (
              <li key={one}>
                <button type="button" onClick={() => onSay(one)}>
                  {one}
                </button>
              </li>
            ))}
          </ul>
        )}
      </EmptyState>
    </div>
  );
}
