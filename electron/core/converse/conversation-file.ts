import type { JsonObject } from "#shared/base/json.ts";
import {
  conversationRowSchema,
  conversationSchema,
  type Conversation,
  type ConversationRow,
  type ConversationStep,
  type Turn,
} from "#shared/contract/conversation.ts";
import { readDocuments, type Store } from "#core/store-port.ts";

const BEGINNING = 120;

/** The rows of every kept conversation, newest first. Kept apart: the conversations themselves can be large. */
export async function readRows(store: Store): Promise<readonly ConversationRow[]> {
  const rows = await readDocuments(store, "conversation-row", conversationRowSchema);
  return rows.toSorted((one, two) => (one.startedAt < two.startedAt ? 1 : -1));
}

/** One kept conversation; a turn that a crash cut off reads as stopped. Undefined where there is none that can be read. */
export async function readConversation(store: Store, id: string): Promise<Conversation | undefined> {
  const read = conversationSchema.safeParse(await store.getDocument("conversation", id));
  return read.success ? settled(read.data) : undefined;
}

/** Takes a conversation and its row out of the store. */
export async function removeConversation(store: Store, id: string): Promise<void> {
  await store.changeDocuments([
    { kind: "conversation-row", id },
    { kind: "conversation", id },
  ]);
}

/** Writes the newest state of a conversation together with its row, one write at a time: what changes meanwhile is written with the next. */
export function conversationWriter(store: Store): (conversation: Conversation) => Promise<void> {
  let underWay: Promise<void> | undefined;
  let next: Conversation | undefined;
  const write = async (): Promise<void> => {
    try {
      while (next !== undefined) {
        const now = next;
        next = undefined;
        await store.changeDocuments([
          // JSON all through, though a protocol error's `data` is typed as unknown.
          { kind: "conversation", id: now.id, document: now as unknown as JsonObject },
          { kind: "conversation-row", id: now.id, document: rowOf(now) },
        ]);
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
function rowOf(conversation: Conversation): ConversationRow {
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
