import type { JsonObject } from "#shared/base/json.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Conversation, ConversationStep, DecidedCall, Turn } from "#shared/contract/conversation.ts";
import { composeAsk, composeCorrection, wrongParameters } from "#shared/converse/compose-ask.ts";
import { composeNothingFits, composeReply, type CallEnd } from "#shared/converse/compose-reply.ts";
import type { Decision, Said } from "#shared/converse/simulate/decision.ts";
import type { Source } from "#shared/converse/simulate/slots/fill-slots.ts";
import type { PromptHint } from "#shared/lint/prompt-hints.ts";
import { SimulationFailure, type SimulatedModel } from "#core/model-ports.ts";
import { dayOf, type Clock } from "#core/ports.ts";
import type { NamedTool } from "./attached-tools.ts";
import { askForGone, earlierCall, pendingOf, readArguments, type EarlierCall } from "./earlier-call.ts";
import { elsewhere, followUp, resumed } from "./follow-up.ts";
import type { InFull } from "./in-full.ts";
import { freshId } from "./open-server.ts";
import type { Thinker, Thinking, ThinkInput } from "./thinking.ts";

/** What a turn keeps of a ranking of up to 40. */
const MOST_RANKED = 12;
const MOST_HISTORY = 20;

/** The simulated model in a conversation: decides once, then replies with what its calls gave. */
export function simulatedThinker(
  opening: Promise<SimulatedModel>,
  tools: readonly NamedTool[],
  hints: readonly PromptHint[],
  clock: Clock,
): Thinker {
  const names = tools.map(({ name }) => name);
  // In a reply a tool goes by the name that its server gave it.
  const spoken = new Map(tools.map(({ name, attached }) => [name, attached.toolName]));
  const spokenNames = [...spoken.values()];
  // What is loaded at the first decision is loaded while the conversation opens, not in its first turn.
  const closing = new AbortController();
  opening.then((model) => model.decide({ utterance: "hello" }, closing.signal)).catch(() => undefined);
  const schemaOf = (name: string): JsonObject => tools.find((tool) => tool.name === name)?.inputSchema ?? {};

  const decide = async ({ conversation, turn, utterance, full, signal }: ThinkInput): Promise<Thinking> => {
    const model = await opening;
    const begun = clock.monotonicMs();
    const open = earlierCall(conversation, turn.id, names, full, "ask");
    const input = { utterance, triggers: hints, history: historyOf(conversation, turn.id), today: dayOf(clock.now()) };
    const pending = open === undefined ? undefined : pendingOf(open);
    const plain = await model.decide({ ...input, pending }, signal);
    // "No, I meant ACC-1003" goes back to the call before, unless the words fit another tool clearly better.
    const follow = open === undefined ? followUp(conversation, turn.id, utterance, names, full) : undefined;
    const again =
      follow === undefined || elsewhere(plain, follow)
        ? undefined
        : resumed(follow, await model.decide({ ...input, pending: follow.pending }, signal));
    const earlier = again === undefined ? open : follow?.earlier;
    const decision = askForGone(again ?? plain, earlier);
    const ms = clock.monotonicMs() - begun;
    const calls = decision.calls.map((call) => decidedCall(call, earlier, placesIn(turn.utterance, utterance)));
    const missing = [...(decision.missing ?? [])];
    const text =
      decision.decision === "ask"
        ? composeAsk(missing, schemaOf(calls[0]?.tool ?? ""))
        : decision.decision === "answer"
          ? composeNothingFits(spokenNames, utterance)
          : "";
    const { decision: what } = decision;
    return {
      decision: what,
      text,
      finish: "done",
      calls,
      missing,
      considered: consideredOf(decision, names.length),
      ms,
    };
  };

  return {
    holdInvalid: true,
    considers: (turn) => !turn.steps.some(({ kind }) => kind === "decided"),
    async think(input) {
      const decided = input.turn.steps.findLast((step) => step.kind === "decided");
      if (decided !== undefined) return ok(replyTo(input, decided.calls, schemaOf, spoken));
      try {
        return ok(await decide(input));
      } catch (error) {
        if (error instanceof SimulationFailure) return fail(error.error);
        throw error;
      }
    },
    async close() {
      closing.abort();
      await opening.then(
        (model) => model.close(),
        () => undefined, // it never opened, and whoever asked was told
      );
    },
  };
}

/** After its calls: a question about arguments that were held back, or a reply made from what the calls gave. */
function replyTo(
  { turn, full }: ThinkInput,
  calls: readonly DecidedCall[],
  schemaOf: (tool: string) => JsonObject,
  spoken: ReadonlyMap<string, string>,
): Thinking {
  const plain = { finish: "done", ms: 0 } as const;
  const ends = calls.flatMap((call) => endOf(turn, call, full, spoken.get(call.tool) ?? call.tool));
  const told = ends.length > 0 ? composeReply(ends) : "";
  const wrong = calls.find(({ check }) => check?.verdict === "invalid");
  if (wrong?.check?.verdict !== "invalid")
    return { ...plain, decision: "answer", calls: [], missing: [], text: told || "There is nothing to tell." };
  const args = readArguments(wrong, full) ?? {};
  const { violations } = wrong.check;
  const missing = wrongParameters(violations);
  const kept = Object.fromEntries(Object.entries(args).filter(([name]) => !missing.includes(name)));
  const sources = Object.fromEntries(Object.entries(wrong.sources).filter(([name]) => !missing.includes(name)));
  const asked: DecidedCall = { callId: freshId(), tool: wrong.tool, argumentsText: JSON.stringify(kept), sources };
  const question = composeCorrection(violations, args, schemaOf(wrong.tool));
  return {
    ...plain,
    decision: "ask",
    calls: [asked],
    missing: [...missing],
    text: told === "" ? question : `${told}\n\n${question}`,
  };
}

function endOf({ steps }: Turn, { callId }: DecidedCall, full: InFull, tool: string): readonly CallEnd[] {
  const called = steps.findLast((step) => step.kind === "called" && step.callId === callId);
  if (called?.kind === "called") {
    const outcome = full.outcomes.get(callId) ?? called.outcome;
    if (outcome !== undefined) return [{ tool, end: { kind: "answered", outcome } }];
    return [{ tool, end: { kind: "failed", said: called.error?.said ?? "It gave no answer." } }];
  }
  const refused = steps.some(
    (step) => step.kind === "asked-permission" && step.callId === callId && step.answer === "refused",
  );
  return refused ? [{ tool, end: { kind: "refused" } }] : [];
}

function consideredOf({ ranking, fit, unsure, notes }: Decision, offered: number): NonNullable<Thinking["considered"]> {
  return {
    ranking: ranking.slice(0, MOST_RANKED).map(({ name, score, parts }) => ({
      name,
      score,
      parts: parts.filter(({ value, weight }) => value * weight !== 0).map((part) => ({ ...part })),
    })),
    offered,
    fit,
    unsure,
    notes: notes.map(({ kind, text }) => ({ kind, text })),
  };
}

/** A call with the words each argument came from; for one that was known before, those of the earlier turn. */
function decidedCall(
  call: Decision["calls"][number],
  earlier: EarlierCall | undefined,
  placed: (source: Source) => readonly Source[],
): DecidedCall {
  const sources: DecidedCall["sources"] = {};
  for (const name of Object.keys(call.args)) {
    const now = Object.hasOwn(call.sources, name) ? call.sources[name] : undefined;
    const before = earlier?.tool === call.name ? (earlier.sources.get(name) ?? []) : [];
    const value = now === undefined || now.length === 0 ? before : now.flatMap(placed);
    Object.defineProperty(sources, name, {
      value: value.map((source) => ({ ...source })),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return { callId: freshId(), tool: call.name, argumentsText: JSON.stringify(call.args), sources };
}

/** Finds words of what was said in what is kept of it: a masked secret moves them, and is itself not there. */
function placesIn(kept: string, said: string): (source: Source) => readonly Source[] {
  if (kept === said) return (source) => [source];
  return ({ words }) => {
    const start = kept.indexOf(words);
    return start < 0 ? [] : [{ words, start, end: start + words.length }];
  };
}

/** What was said before this turn, oldest first. */
function historyOf({ turns }: Conversation, turnId: string): readonly Said[] {
  return turns
    .filter(({ id }) => id !== turnId)
    .flatMap(({ utterance, steps }): readonly Said[] => {
      const text = steps.flatMap((step: ConversationStep) => (step.kind === "replied" ? [step.text] : [])).join("\n");
      return [{ role: "user", text: utterance }, ...(text === "" ? [] : [{ role: "assistant" as const, text }])];
    })
    .slice(-MOST_HISTORY);
}
