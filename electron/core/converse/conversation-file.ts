import type { JsonObject } from "#shared/base/json.ts";
import {
  conversationSchema,
  type Conversation,
  type ConversationRow,
  type ConversationStep,
  type Turn,
} from "#shared/contract/conversation.ts";
import type { Store } from "#core/ports.ts";
import { readDocuments } from "./read-documents.ts";

const BEGINNING = 120;

/** Every kept conversation, newest first; a turn that a crash cut off reads as stopped. */
export async function readConversations(store: Store): Promise<readonly Conversation[]> {
  const all = await readDocuments(store, "conversation", conversationSchema);
  return all.map(settled).toSorted((one, two) => (one.startedAt < two.startedAt ? 1 : -1));
}

/** One kept conversation. */
export async function readConversation(store: Store, id: string): Promise<Conversation | undefined> {
  return (await readConversations(store)).find((conversation) => conversation.id === id);
}

/** Writes the newest state of a conversation, one write at a time: what changes meanwhile is written with the next. */
export function conversationWriter(store: Store): (conversation: Conversation) => Promise<void> {
  let underWay: Promise<void> | undefined;
  let next: Conversation | undefined;
  const write = async (): Promise<void> => {
    try {
      while (next !== undefined) {
        const now = next;
        next = undefined;
        // JSON all through, though a protocol error's `data` is typed as unknown.
        await store.putDocument("conversation", now.id, now as unknown as JsonObject);
      }
    } finally {
      underWay = undefined; // in the same breath as the loop's end: nothing can be given in between and be forgotten
    }
  };
  return (conversation) => {
    next = conversation;
    underWay ??= write();
    return underWay;
  };
}

/** The row of the list. */
export function rowOf(conversation: Conversation): ConversationRow {
  const { id, assistantId, assistantName, modelName, startedAt, turns, opening } = conversation;
  return {
    id,
    assistantId,
    assistantName,
    modelName,
    startedAt,
    turns: turns.length,
    calls: turns.flatMap(({ steps }) => steps).filter(({ kind }) => kind === "called").length,
    began: (turns[0]?.utterance ?? "").slice(0, BEGINNING),
    registered: opening.tools.length,
    dropped: opening.servers.filter(({ error }) => error !== undefined).length,
  };
}

/** A conversation that nobody holds any more: what ran when its process died did not end. */
export function settled(conversation: Conversation): Conversation {
  if (!conversation.turns.some(isOpen)) return conversation;
  return {
    ...conversation,
    turns: conversation.turns.map((turn) => (isOpen(turn) ? settledTurn(turn, "stopped") : turn)),
  };
}

const isOpen = ({ state }: Turn): boolean => state === "running" || state === "waiting";

/** A turn in which nothing runs any more: calls under way are cancelled, open questions refused. */
export function settledTurn(turn: Turn, state: Turn["state"]): Turn {
  return { ...turn, state, steps: turn.steps.map(settledStep) };
}

function settledStep(step: ConversationStep): ConversationStep {
  if (step.kind === "called" && step.state === "running")
    return { ...step, state: "cancelled", outcome: { kind: "cancelled" } };
  if (step.kind === "asked-permission" && step.answer === "waiting") return { ...step, answer: "refused" };
  return step;
}
