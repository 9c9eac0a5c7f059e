import { isJsonObject, type Json } from "#shared/base/json.ts";
import type { Conversation, DecidedCall } from "#shared/contract/conversation.ts";
import type { Pending } from "#shared/converse/simulate/pending.ts";

type Sources = DecidedCall["sources"][string];

/** The question that the turn before left open, and where its known arguments came from. */
export interface OpenQuestion {
  readonly pending: Pending;
  readonly sources: ReadonlyMap<string, Sources>;
}

/**
 * Reads the open question off the conversation itself, so that it outlives a restart: the last decision of the turn before,
 * where that was to ask. `names` are those of the offered tools, in order.
 */
export function openQuestion(
  { turns }: Conversation,
  turnId: string,
  names: readonly string[],
): OpenQuestion | undefined {
  const before = turns.findLast(({ id }) => id !== turnId);
  const decided = before?.steps.findLast((step) => step.kind === "decided");
  if (before === undefined || decided?.kind !== "decided" || decided.decision !== "ask") return undefined;
  const [call] = decided.calls;
  const position = names.indexOf(call?.tool ?? "");
  if (call === undefined || position < 0) return undefined;
  const known: unknown = JSON.parse(call.argumentsText); // our own text
  const args = isJsonObject(known) ? (known as Readonly<Record<string, Json>>) : {};
  return {
    pending: { tool: call.tool, position, args, asked: decided.missing },
    sources: new Map(
      Object.entries(call.sources).map(([name, sources]) => [
        name,
        sources.map((source) => ({ ...source, turnId: source.turnId ?? before.id })),
      ]),
    ),
  };
}
