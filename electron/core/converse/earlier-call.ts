import { isJsonObject, type Json } from "#shared/base/json.ts";
import { MASK } from "#shared/base/redact.ts";
import type { Conversation, DecidedCall } from "#shared/contract/conversation.ts";
import type { Decision } from "#shared/converse/simulate/decision.ts";
import type { Pending } from "#shared/converse/simulate/pending.ts";
import type { InFull } from "./in-full.ts";

type Sources = DecidedCall["sources"][string];

/** The one call that the turn before decided on, or asked back for. */
export interface EarlierCall {
  readonly tool: string;
  readonly position: number;
  readonly args: Readonly<Record<string, Json>>;
  /** Where the arguments came from. */
  readonly sources: ReadonlyMap<string, Sources>;
  /** Parameters that it asked for. */
  readonly missing: readonly string[];
  /** Parameters whose values were masked when they were kept, and are gone since a restart. */
  readonly gone: readonly string[];
}

/**
 * Reads the last decision of the turn before off the conversation itself, so that it outlives a restart; undefined where
 * that was not to do as `wanted`, or about several calls. `names` are those of the offered tools, in order.
 */
export function earlierCall(
  { turns }: Conversation,
  turnId: string,
  names: readonly string[],
  full: InFull,
  wanted: "ask" | "call",
): EarlierCall | undefined {
  const before = turns.findLast(({ id }) => id !== turnId);
  const decided = before?.steps.findLast((step) => step.kind === "decided");
  if (before === undefined || decided?.kind !== "decided" || decided.decision !== wanted) return undefined;
  const [call, another] = decided.calls;
  const position = names.indexOf(call?.tool ?? "");
  if (call === undefined || another !== undefined || position < 0) return undefined;
  const known = readArguments(call, full);
  if (known === undefined) return undefined;
  // Only what was masked is gone; what a person typed as a mask is in full.
  const gone = full.args.has(call.callId) ? [] : Object.keys(known).filter((name) => isMasked(known[name]));
  return {
    tool: call.tool,
    position,
    args: Object.fromEntries(Object.entries(known).filter(([name]) => !gone.includes(name))),
    sources: new Map(
      Object.entries(call.sources).map(([name, sources]) => [
        name,
        sources.map((source) => ({ ...source, turnId: source.turnId ?? before.id })),
      ]),
    ),
    missing: decided.missing,
    gone,
  };
}

/** A question that the turn before left open: what is known, and what was asked for. */
export const pendingOf = ({ tool, position, args, missing, gone }: EarlierCall): Pending => ({
  tool,
  position,
  args,
  asked: [...new Set([...missing, ...gone])],
});

/** Asks again for values that are gone and that the turn did not say anew: a mask is never sent in their place. */
export function askForGone(decision: Decision, earlier: EarlierCall | undefined): Decision {
  const [call] = decision.calls;
  if (earlier === undefined || call?.name !== earlier.tool) return decision;
  const gone = earlier.gone.filter((name) => !Object.hasOwn(call.args, name));
  if (gone.length === 0) return decision;
  return { ...decision, decision: "ask", missing: [...new Set([...(decision.missing ?? []), ...gone])] };
}

/** The arguments of a call as they were decided; undefined where only a mask is left of them that is no JSON. */
export function readArguments(
  { callId, argumentsText }: DecidedCall,
  full: InFull,
): Readonly<Record<string, Json>> | undefined {
  try {
    const value: unknown = JSON.parse(full.args.get(callId) ?? argumentsText);
    return isJsonObject(value) ? (value as Readonly<Record<string, Json>>) : {};
  } catch {
    return undefined; // a number that was masked
  }
}

const isMasked = (value: Json | undefined): boolean => JSON.stringify(value ?? null).includes(MASK);
