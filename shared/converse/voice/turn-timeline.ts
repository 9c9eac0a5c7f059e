import type { Assumed } from "#shared/converse/voice/assumptions.ts";
import type { CallTimings } from "#shared/mcp/call.ts";

/** A step of a turn, as far as time goes. */
export interface TimedStep {
  readonly kind: string;
  /** When it began, milliseconds from any origin. */
  readonly at: number;
  /** Milliseconds. */
  readonly ms: number;
  readonly tool?: string | undefined;
  readonly timings?: CallTimings | undefined;
  /** A real model's first token, milliseconds after it was asked. A reply that has it lasts from there on. */
  readonly firstTokenMs?: number | undefined;
}

/** A stretch of time between the end of speech and the first sound of the answer. */
export interface VoiceSegment {
  readonly kind: "endpoint" | "hearing" | "firstToken" | "decide" | "connect" | "wait" | "read" | "call" | "speaking";
  readonly title: string;
  /** Milliseconds after the end of speech. */
  readonly startMs: number;
  readonly ms: number;
  /** False where it is one of the assumptions. */
  readonly measured: boolean;
  readonly tool?: string;
}

/** A stretch in which the caller hears nothing. */
export interface Silence {
  readonly title: string;
  readonly startMs: number;
  readonly ms: number;
}

/** A turn as a caller would hear it. */
export interface VoiceTurn {
  readonly segments: readonly VoiceSegment[];
  /** One without a tool; with a tool two, a filler between them. */
  readonly silences: readonly Silence[];
  /** From the end of speech to the answer's first sound, without a filler. */
  readonly totalMs: number;
  /** How much of that was measured here. */
  readonly measuredMs: number;
}

/**
 * Lays a turn's steps end to end, with the assumed parts between them. Calls that ran at the same time stay so.
 * `realModel`: the decisions were a real model's, so its first token is in them and not assumed.
 */
export function turnTimeline(steps: readonly TimedStep[], assumed: Assumed, realModel: boolean): VoiceTurn {
  const segments: VoiceSegment[] = [];
  let at = 0;
  const add = (kind: VoiceSegment["kind"], title: string, ms: number, measured: boolean, tool?: string): void => {
    if (ms > 0) segments.push({ kind, title, startMs: at, ms, measured, ...(tool === undefined ? {} : { tool }) });
    at += Math.max(0, ms);
  };
  add("endpoint", "end of speech", assumed.endpoint, false);
  add("hearing", "speech to text", assumed.hearing, false);
  let firstCall: number | undefined;
  let thought = 0;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) continue;
    if (step.kind === "considered") thought += step.ms;
    else if (step.kind === "decided" || step.kind === "replied") {
      // What was weighed lasted until the first token, and from there on the reply is spoken while the rest of it comes.
      thought += step.kind === "replied" && step.firstTokenMs !== undefined ? 0 : step.ms;
      if (step.kind === "replied" && thought === 0) continue;
      add("decide", step.kind === "replied" ? "reply" : "decide", thought, true);
      if (!realModel && step.kind === "decided") add("firstToken", "first token", assumed.firstToken, false);
      thought = 0;
    } else if (step.kind === "called") {
      firstCall ??= at;
      const group = [step];
      for (let next = steps[index + 1]; next?.kind === "called"; next = steps[index + 1 + group.length - 1])
        group.push(next);
      index += group.length - 1;
      at = addCalls(segments, group, at);
    }
  }
  if (thought > 0) add("decide", "decide", thought, true);
  add("speaking", "text to speech", assumed.speaking, false);
  const first = firstCall === undefined ? at : firstCall + assumed.speaking;
  return {
    segments,
    silences: [
      { title: firstCall === undefined ? "until the answer" : "until a filler can begin", startMs: 0, ms: first },
      ...(firstCall === undefined
        ? []
        : [{ title: "from the tool call to the answer", startMs: firstCall, ms: at - firstCall }]),
    ],
    totalMs: at,
    measuredMs: segments.reduce((sum, { ms, measured }) => sum + (measured ? ms : 0), 0),
  };
}

/** Adds calls from `at`, those that overlapped in fact overlapping here; answers when the last one ended. */
function addCalls(segments: VoiceSegment[], calls: readonly TimedStep[], at: number): number {
  let end = at;
  const origin = calls[0]?.at ?? 0;
  for (const { ms, tool = "", timings, at: startedAt } of calls) {
    const after = startedAt - origin;
    let from = after >= 0 && at + after < end ? at + after : end;
    const parts =
      timings === undefined
        ? ([["call", ms]] as const)
        : ([
            ["connect", timings.connectMs],
            ["wait", timings.waitMs],
            ["read", timings.readMs],
          ] as const);
    for (const [kind, length] of parts) {
      if (length <= 0) continue;
      segments.push({ kind, title: kind, startMs: from, ms: length, measured: true, tool });
      from += length;
    }
    end = Math.max(end, from);
  }
  return end;
}
