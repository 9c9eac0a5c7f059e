import { setTimeout as later } from "node:timers/promises";
import { maskJson } from "#shared/base/mask-json.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { ConversationStep, DecidedCall, Turn } from "#shared/contract/conversation.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { settledTurn } from "#shared/contract/settled-turn.ts";
import { decideTurn, newTurn } from "#shared/converse/decide-turn.ts";
import { turnLimits, type TurnEffect, type TurnEnd, type TurnEvent } from "#shared/converse/turn.ts";
import type { JobParts } from "#core/ports.ts";
import { keptOutcome } from "./kept-outcome.ts";
import type { ListDrift } from "./list-watch.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { doubtful, makeCall } from "./make-call.ts";
import type { Thinking } from "./thinking.ts";
import { turnSteps } from "./turn-steps.ts";

/** What a turn needs of the other jobs. */
export interface TurnParts extends JobParts {
  readonly call: Handlers["tools.call"];
}

/** A reply waits this long for a server that is listed again, milliseconds. */
const LOOK_MS = 3_000;
/** A turn that is stopped waits this long for a call to say goodbye to its server; the rest of it ends by itself. */
const STOPPED_MS = 50;

type Permits = NonNullable<LiveConversation["running"]>["permits"];

/**
 * Performs what the pure decider asks for, until it ends the turn: asks the model, checks arguments, asks permission,
 * calls, and writes each as a step. A signal stops it at any moment: within 50 ms, whatever a server does with that.
 */
export async function runTurn(
  parts: TurnParts,
  live: LiveConversation,
  { turn, utterance, permits }: { readonly turn: Turn; readonly utterance: string; readonly permits: Permits },
  signal: AbortSignal,
  onChange: (turn: Turn) => void,
): Promise<Turn> {
  const { ports, emit } = parts;
  const told = { conversationId: live.conversation.id, turnId: turn.id };
  const begun = ports.clock.monotonicMs();
  const masked = (step: ConversationStep): ConversationStep => maskJson(step, live.mask);
  const steps = turnSteps(turn, ports.clock, masked, (next, step) => {
    emit("conversation.stepped", { ...told, step });
    onChange(next);
  });
  const ending = new AbortController();
  const stop = AbortSignal.any([signal, ending.signal]);
  const underWay = new Set<Promise<void>>();
  const readOnly = new Set([...live.tools.values()].flatMap(({ name, attached }) => (attached.readOnly ? [name] : [])));
  const { confirm, thinker, full } = live;
  let state = newTurn({ limits: turnLimits, confirm, readOnly, holdInvalid: thinker.holdInvalid }, live.allowed);
  let thinking: Thinking | undefined;
  let end: { readonly how: TurnEnd; readonly why: string } | undefined;
  let finish: (() => void) | undefined;
  let crash: { readonly error: unknown } | undefined;
  const over = new Promise<void>((resolve) => (finish = resolve));

  const happened = (event: TurnEvent): void => {
    const decided = decideTurn(state, event);
    ({ state } = decided);
    live.allowed = state.allowed;
    for (const effect of decided.effects) perform(effect);
  };
  /** Work that takes time. A bug in it ends the turn and is thrown when all else has ended. */
  const start = (work: () => Promise<TurnEvent | void>): void => {
    const job = work()
      .then((event) => {
        if (typeof event === "object" && crash === undefined) happened(event);
      })
      .catch((error: unknown) => {
        crash ??= { error };
        finish?.();
      })
      .finally(() => underWay.delete(job));
    underWay.add(job);
  };
  const perform = (effect: TurnEffect): void => {
    // What was decided stands before what it leads to; text that came with calls was said before them.
    if (effect.kind !== "say" || thinking?.decision !== "call") writeDecision();
    switch (effect.kind) {
      case "think":
        return start(think);
      case "say":
        return reply(effect.text);
      case "check":
        return start(() => check(effect.callId));
      case "ask-permission":
        return start(() => askPermission(effect.callId));
      case "call":
        return start(() => callTool(effect.callId));
      case "end":
        end = effect;
        return finish?.();
    }
  };
  let written: Thinking | undefined;
  const writeDecision = (): void => {
    if (thinking === undefined || thinking === written) return;
    const { decision, calls, missing, tokens, firstTokenMs, considered } = thinking;
    written = thinking;
    // A plain answer of a real model is its reply and nothing more; the simulated one weighed whether a tool fits.
    if (calls.length === 0 && decision !== "ask" && considered?.fit === undefined) return;
    const spent = {
      ...(tokens === undefined ? {} : { tokens }),
      ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    };
    steps.add({ kind: "decided", ms: 0, decision, calls: [...calls], missing: [...missing], ...spent });
  };
  const reply = (text: string): void => {
    const { tokens, firstTokenMs, ms = 0, calls = [] } = thinking ?? {};
    // A decision with calls carries the figures itself; a reply alone took from the first token to the last.
    const alone = calls.length === 0;
    steps.add({
      kind: "replied",
      ms: alone && firstTokenMs !== undefined ? Math.max(0, ms - firstTokenMs) : 0,
      text,
      ...(alone && tokens !== undefined ? { tokens } : {}),
      ...(alone && firstTokenMs !== undefined ? { firstTokenMs } : {}),
    });
  };

  const think = async (): Promise<TurnEvent> => {
    const offered = live.tools.size;
    const shown = thinker.considers(steps.turn());
    const blank = { kind: "considered", ms: 0, ranking: [], offered, unsure: false, notes: [] } as const;
    const weighing = shown ? steps.add({ ...blank, ranking: [], notes: [] }) : undefined;
    const thought = await thinker.think({
      conversation: live.conversation,
      turn: steps.turn(),
      utterance,
      full,
      signal: stop,
      onText: (text) => {
        if (!stop.aborted) emit("conversation.streamed", { ...told, text: live.mask(text) });
      },
    });
    if (!thought.ok) {
      if (!stop.aborted) fail(thought.error);
      return { kind: "failed" };
    }
    thinking = thought.value;
    const { considered, text, calls, ms, firstTokenMs, finish: how } = thinking;
    const weighed = calls.length === 0 ? (firstTokenMs ?? ms) : ms;
    if (weighing !== undefined && considered !== undefined)
      steps.replace(weighing, { kind: "considered", ms: weighed, ...considered });
    for (const { callId, argumentsText } of calls) full.args.set(callId, argumentsText);
    // A question's call lacks values: it is shown, and nothing is called.
    const toCall = thinking.decision === "call" ? calls : [];
    return {
      kind: "thought",
      thought: {
        text,
        finish: how,
        calls: toCall.map(({ callId, tool, problem }) => ({ callId, tool, problem: problem !== undefined })),
      },
    };
  };
  const fail = (error: ConsoleError): void =>
    void steps.add({ kind: "stopped", ms: 0, why: "failed", text: error.said, error });
  const callOf = (callId: string): DecidedCall => {
    const call = thinking?.calls.find((one) => one.callId === callId);
    if (call === undefined) throw new Error("a call that nobody decided on");
    return call;
  };

  const check = async (callId: string): Promise<TurnEvent> => {
    const schema = live.tools.get(callOf(callId).tool)?.inputSchema ?? {};
    const verdict = await ports.schemas.check(schema, objectOf(full.args.get(callId)), stop);
    steps.checked(callId, verdict);
    return { kind: "checked", callId, fits: verdict.verdict !== "invalid" };
  };
  const askPermission = async (callId: string): Promise<TurnEvent | undefined> => {
    const asked = ports.clock.monotonicMs();
    const { tool } = callOf(callId);
    const step = { kind: "asked-permission", callId, tool } as const;
    let id = "";
    const answer = await new Promise<{ allow: boolean; always: boolean } | undefined>((resolve) => {
      stop.addEventListener("abort", () => resolve(undefined), { once: true });
      // Before the step is told: whoever hears it may answer at once.
      permits.set(callId, (allow, always) => resolve({ allow, always }));
      id = steps.add({ ...step, ms: 0, answer: "waiting" });
    });
    permits.delete(callId);
    if (answer === undefined) return undefined; // the turn is over, and its end refuses
    const ms = ports.clock.monotonicMs() - asked;
    steps.replace(id, { ...step, ms, answer: answer.allow ? "allowed" : "refused" });
    return { kind: "permitted", callId, ...answer };
  };
  const callTool = async (callId: string): Promise<TurnEvent> => {
    const { tool: name } = callOf(callId);
    const tool = live.tools.get(name);
    if (tool === undefined) throw new Error("a call of a tool that was not offered");
    const step = { kind: "called", callId, tool: name } as const;
    const mcp = tool.attached.origin.kind === "mcp";
    const id = steps.add({ ...step, ms: 0, recorded: mcp, state: "running" });
    const ended = await makeCall(parts, parts.call, tool, callId, full.args.get(callId) ?? "{}", stop);
    const { outcome } = ended;
    if (outcome !== undefined && !stop.aborted) full.outcomes.set(callId, maskJson(outcome, live.mask));
    const kept = outcome === undefined ? {} : { outcome: keptOutcome(outcome, mcp) };
    steps.replace(id, { ...step, ...ended, ...kept });
    const { origin, toolName } = tool.attached;
    if (origin.kind === "mcp" && doubtful(ended.outcome, toolName) && !stop.aborted)
      start(() => live.watch.check(origin.serverId, AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)])));
    return { kind: "called", callId };
  };

  const drifted = ({ serverId, level, text }: ListDrift): void =>
    void steps.add({ kind: "drifted", ms: 0, serverId, level, text });
  const onAbort = (): void => happened({ kind: "stop" });
  signal.addEventListener("abort", onAbort, { once: true });
  live.watch.tell = drifted;
  try {
    for (const drift of live.watch.take()) drifted(drift);
    if (signal.aborted) onAbort();
    else happened({ kind: "said" });
    await over;
    const totalMs = ports.clock.monotonicMs() - begun;
    if (end?.how !== "done") ending.abort();
    // A list that is looked at again may still find drift; everything else has ended or is ending.
    const rest = settleAll();
    if (end?.how === "stopped") {
      await within(STOPPED_MS, rest);
      live.left = rest.then(() => crash !== undefined && ports.log.bug("a turn that was stopped", crash.error));
    } else await rest;
    if (crash !== undefined) throw crash.error;
    return close(totalMs);
  } finally {
    ending.abort();
    signal.removeEventListener("abort", onAbort);
    live.watch.tell = undefined;
    full.outcomes.clear();
  }

  async function settleAll(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }
  function close(totalMs: number): Turn {
    const { how, why } = end ?? { how: "stopped", why: "" };
    if (how === "stopped") steps.add({ kind: "stopped", ms: 0, why: "stopped", text: "Stopped." });
    else if (why !== "") steps.add({ kind: "stopped", ms: 0, why: how === "failed" ? "failed" : "limit", text: why });
    const state = how === "done" || how === "failed" ? how : "stopped";
    return { ...settledTurn(steps.end(), state), totalMs };
  }
}

function objectOf(text: string | undefined): JsonObject {
  const value: unknown = text === undefined ? {} : JSON.parse(text); // read before it came here
  return isJsonObject(value) ? value : {};
}

/** Waits for `work`, and no longer than `ms`. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const timer = later(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
  await Promise.race([work, timer]);
  over.abort();
}
