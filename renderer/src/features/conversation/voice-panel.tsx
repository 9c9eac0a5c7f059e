import { useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import { AssumptionFields } from "#renderer/features/conversation/assumption-fields.tsx";
import { SpokenNotes } from "#renderer/features/conversation/spoken-notes.tsx";
import { useToolLatencies } from "#renderer/features/conversation/use-tool-latencies.ts";
import { VoiceBar } from "#renderer/features/conversation/voice-bar.tsx";
import { formatCount, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { Conversation, ConversationStep, Turn } from "#shared/contract/conversation.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import { readAssumed, type Assumed } from "#shared/converse/voice/assumptions.ts";
import { NOTICED_MS, silenceBand } from "#shared/converse/voice/silence.ts";
import { speakable, speakableResult, type Spoken } from "#shared/converse/voice/speakable.ts";
import { turnTimeline } from "#shared/converse/voice/turn-timeline.ts";
import classes from "#renderer/features/conversation/voice-panel.module.css";

const REMEMBERED = "voice.assumed";

interface VoicePanelProps {
  readonly conversation: Conversation;
  readonly turn: Turn;
}

/** How a turn would sound in a call: its silences, the tools that cause them, and what of it cannot be said. */
export function VoicePanel({ conversation, turn }: VoicePanelProps) {
  const api = useApi();
  const remembered = usePreferences(({ view }) => view[REMEMBERED]);
  const assumed = useMemo(() => readAssumed(remembered), [remembered]);
  const change = (next: Assumed): void => rememberView(api, REMEMBERED, JSON.stringify(next));
  const { modelId, opening, turns } = conversation;
  const heard = useMemo(
    () =>
      turnTimeline(
        turn.steps.map(timed).filter(({ kind }) => kind !== "asked-permission"),
        assumed,
        modelId !== SIMULATED_MODEL,
      ),
    [turn.steps, assumed, modelId],
  );
  const called = useMemo(() => turn.steps.filter((step) => step.kind === "called"), [turn.steps]);
  const latencies = useToolLatencies(conversation, called);
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.panel} role="region" aria-label="The turn as a call" tabIndex={0}>
      <dl className={classes.silences}>
        {heard.silences.map(({ title, ms }) => {
          const band = silenceBand(ms);
          return (
            <div key={title} data-band={band.id}>
              <dt>Silence {title}</dt>
              <dd>
                {formatDuration(ms)} <span>{band.says}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      <VoiceBar heard={heard} />
      <p className={classes.aside}>
        {formatDuration(heard.measuredMs)} measured here, {formatDuration(heard.totalMs - heard.measuredMs)} assumed
        {turn.state === "running" || turn.state === "waiting" ? "; the turn is not over yet" : ""}.
        {modelId === SIMULATED_MODEL
          ? " The simulated model decides faster than a real one; the hatched first token stands for that."
          : ""}
        {turns[0]?.id === turn.id
          ? ` Before the first word the platform spends ${formatDuration(opening.ms)} on discovery.`
          : ""}
      </p>
      <AssumptionFields assumed={assumed} onChange={change} />
      {called.length === 0 ? undefined : (
        <>
          <h3 className={classes.section}>Tools of this turn</h3>
          <table className={classes.tools}>
            <thead>
              <tr>
                <th scope="col">Tool</th>
                <th scope="col">Now</th>
                <th scope="col">p50</th>
                <th scope="col">p95</th>
                <th scope="col">Longest</th>
                <th scope="col">Calls</th>
              </tr>
            </thead>
            <tbody>
              {called.map((step) => {
                const known = latencies.get(step.tool);
                return (
                  <tr key={step.id}>
                    <th scope="row">
                      <code>{step.tool}</code>
                    </th>
                    <td>{formatDuration(step.timings?.totalMs ?? step.ms)}</td>
                    <td>{known === undefined ? "" : formatDuration(known.p50)}</td>
                    <td>{known === undefined ? "" : formatDuration(known.p95)}</td>
                    <td>{known === undefined ? "" : formatDuration(known.max)}</td>
                    <td>{known?.calls ?? ""}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <ul className={classes.notes}>
            {[...latencies].map(([tool, { p95, fillerNeeded, calls }]) => (
              <li key={tool}>
                <StatusMark tone={fillerNeeded ? "attention" : "good"} />
                <span>
                  {fillerNeeded ? "Filler needed" : "No filler needed"}: p95 of <code>{tool}</code> is{" "}
                  {formatDuration(p95)} over {formatCount(calls, "call")}, {fillerNeeded ? "more than" : "within"}{" "}
                  {NOTICED_MS} ms.
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Speech steps={turn.steps} />
    </div>
  );
}

interface SpokenPart {
  readonly id: string;
  readonly title: string;
  readonly code: string | undefined;
  readonly spoken: Spoken;
}

/** What of the turn's results and reply can be said aloud. */
function Speech({ steps }: { readonly steps: readonly ConversationStep[] }) {
  const parts = useMemo(
    () =>
      steps.flatMap((step): readonly SpokenPart[] => {
        if (step.kind === "replied")
          return [{ id: step.id, title: "The reply", code: undefined, spoken: speakable(step.text) }];
        if (step.kind !== "called" || step.outcome === undefined || !("result" in step.outcome)) return [];
        return [{ id: step.id, title: "The result of", code: step.tool, spoken: speakableResult(step.outcome.result) }];
      }),
    [steps],
  );
  return parts.map(({ id, title, code, spoken }) => (
    <section key={id}>
      <h3 className={classes.section}>
        {title} {code === undefined ? undefined : <code>{code}</code>} said aloud
      </h3>
      <SpokenNotes spoken={spoken} />
    </section>
  ));
}

const timed = (step: ConversationStep) => ({
  kind: step.kind,
  at: Date.parse(step.startedAt),
  ms: step.ms,
  ...("tool" in step ? { tool: step.tool } : {}),
  ...("timings" in step ? { timings: step.timings } : {}),
  ...("firstTokenMs" in step ? { firstTokenMs: step.firstTokenMs } : {}),
});
