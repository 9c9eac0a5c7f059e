import type { Conversation } from "#shared/contract/conversation.ts";
import type { Decision } from "#shared/converse/simulate/decision.ts";
import type { Pending } from "#shared/converse/simulate/pending.ts";
import { earlierCall, type EarlierCall } from "./earlier-call.ts";
import type { InFull } from "./in-full.ts";

/** How a person goes back to what was just done: "no, I meant ...", "what about ...", "and for ...". */
const RETURNS =
  /^\s*(?:no\b|not\b|actually\b|sorry\b|i meant?\b|i said\b|wait\b|make (?:it|that)\b|change (?:it|that|the)\b|and\b|also\b|or\b|(?:what|how) about\b|(?:the )?same (?:for|with)\b|now (?:for|with)\b)/i;
const MOST_WORDS = 12;

/** The call of the turn before, as a question that can be answered differently. */
export interface FollowUp {
  readonly earlier: EarlierCall;
  readonly pending: Pending;
}

/**
 * Reads a short turn that goes back to the one call of the turn before ("no, I meant ACC-1003"): that call, with the
 * parameters that were taken from words open again.
 */
export function followUp(
  conversation: Conversation,
  turnId: string,
  utterance: string,
  names: readonly string[],
  full: InFull,
): FollowUp | undefined {
  if (!RETURNS.test(utterance) || utterance.trim().split(/\s+/).length > MOST_WORDS) return undefined;
  const earlier = earlierCall(conversation, turnId, names, full, "call");
  if (earlier === undefined) return undefined;
  const { tool, position, args, sources, gone } = earlier;
  const said = Object.keys(args).filter((name) => (sources.get(name)?.length ?? 0) > 0);
  return { earlier, pending: { tool, position, args: {}, asked: [...said, ...gone] } };
}

/** How much better another tool must fit before a turn is not taken as one that goes back. */
const CLEARLY = 3;

/** Whether the turn's own words fit another tool clearly better than the one that was called. */
export function elsewhere({ decision, calls, ranking }: Decision, { pending }: FollowUp): boolean {
  const [call] = calls;
  if (decision === "answer" || call === undefined || call.name === pending.tool) return false;
  const scoreOf = (name: string): number => ranking.find((one) => one.name === name)?.score ?? 0;
  return scoreOf(call.name) - scoreOf(pending.tool) > CLEARLY;
}

/**
 * The decision on such a turn: what it says anew replaces what was said before, the rest stays. Undefined where it says
 * nothing for that tool.
 */
export function resumed({ pending, earlier }: FollowUp, decision: Decision): Decision | undefined {
  const [call] = decision.calls;
  if (decision.decision === "answer" || call?.name !== pending.tool) return undefined;
  const anew = pending.asked.filter((name) => Object.hasOwn(call.args, name));
  if (anew.every((name) => JSON.stringify(call.args[name]) === JSON.stringify(earlier.args[name]))) return undefined;
  const args = { ...earlier.args, ...call.args };
  const missing = (decision.missing ?? []).filter((name) => !Object.hasOwn(args, name));
  const { pending: _open, missing: _asked, ...rest } = decision;
  return {
    ...rest,
    decision: missing.length > 0 ? "ask" : "call",
    calls: [{ ...call, args }],
    ...(missing.length > 0 ? { missing } : {}),
  };
}
