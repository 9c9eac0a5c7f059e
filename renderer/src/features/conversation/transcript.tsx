import { Button } from "@mantine/core";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { originOf } from "#renderer/features/conversation/permission-card.tsx";
import { permit } from "#renderer/features/conversation/talk.ts";
import { TurnView } from "#renderer/features/conversation/turn-view.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { Conversation } from "#shared/contract/conversation.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import classes from "#renderer/features/conversation/conversation-view.module.css";

interface TranscriptProps {
  readonly conversation: Conversation;
  readonly chosen: { readonly turnId: string; readonly stepId: string } | undefined;
  readonly onChoose: (turnId: string, stepId: string) => void;
}

/** Drawn at first; the earlier ones on request. */
const NEWEST = 40;

/** The turns, newest at the foot. It stays at the foot while a turn grows, unless the person has scrolled up. */
export function Transcript({ conversation, chosen, onChoose }: TranscriptProps) {
  const api = useApi();
  const { id, turns, opening, modelId } = conversation;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const atFoot = useRef(true);
  const top = useRef(0);
  const where = useMemo(() => (tool: string) => originOf(opening, tool), [opening]);
  const onPermit = useMemo(
    () =>
      (callId: string, answer: { readonly allow: boolean; readonly always?: boolean }): void =>
        void permit(api, id, callId, answer),
    [api, id],
  );
  const count = turns.length;
  const [more, setMore] = useState(0);
  const hidden = Math.max(0, count - NEWEST - more);
  // Turns that are put above must not push what one reads out of view.
  const fromFoot = useRef<number>(undefined);
  useLayoutEffect(() => {
    const pane = scroller.current;
    if (pane !== null && fromFoot.current !== undefined && more > 0)
      pane.scrollTop = pane.scrollHeight - fromFoot.current;
    fromFoot.current = undefined;
  }, [more]);
  useEffect(() => {
    // A new turn is always looked at.
    atFoot.current = count > 0;
    const pane = scroller.current;
    if (pane !== null) pane.scrollTop = pane.scrollHeight;
  }, [count]);
  useEffect(() => {
    // Steps, text that streams, and turns that are measured late make it taller without a new turn.
    const turnList = list.current;
    if (turnList === null || typeof ResizeObserver === "undefined") return undefined;
    const watch = new ResizeObserver(() => {
      const pane = scroller.current;
      if (pane !== null && atFoot.current) pane.scrollTop = pane.scrollHeight;
    });
    watch.observe(turnList);
    return () => watch.disconnect();
  }, []);
  return (
    // Focusable, because it scrolls; the arrow keys go from step to step.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className={classes.transcript}
      role="region"
      aria-label="Transcript"
      data-pane="transcript"
      tabIndex={0}
      onScroll={({ currentTarget: pane }) => {
        // What grew since it was scrolled to the foot does not lift it from there; only going up does.
        const near = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 40;
        atFoot.current = near || (atFoot.current && pane.scrollTop >= top.current);
        top.current = pane.scrollTop;
      }}
      onKeyDown={walk}
    >
      {hidden > 0 ? (
        <div className={classes.above}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              const pane = scroller.current;
              if (pane !== null) fromFoot.current = pane.scrollHeight - pane.scrollTop;
              setMore(more + 50);
            }}
          >
            Show {Math.min(50, hidden)} of {formatCount(hidden, "earlier turn")}
          </Button>
        </div>
      ) : undefined}
      <ol className={classes.turns} ref={list}>
        {turns.slice(hidden).map((turn) => (
          <TurnView
            key={turn.id}
            turn={turn}
            chosen={chosen?.turnId === turn.id ? chosen.stepId : undefined}
            simulated={modelId === SIMULATED_MODEL}
            originOf={where}
            onChoose={onChoose}
            onPermit={onPermit}
          />
        ))}
      </ol>
    </div>
  );
}

/** Up and down go from step to step, over the ends of turns. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0 || !(event.target instanceof HTMLElement) || event.target.dataset["step"] === undefined) return;
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-step]")];
  const next = steps[steps.indexOf(event.target) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}
