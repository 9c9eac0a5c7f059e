import type { JsonObject } from "#shared/base/json.ts";
import {
  conversationRowSchema,
  conversationSchema,
  MOST_CONVERSATIONS,
  type Conversation,
  type ConversationRow,
} from "#shared/contract/conversation.ts";
import { isOpenTurn, settledTurn } from "#shared/contract/settled-turn.ts";
import { readDocuments, type DocumentChange, type Store } from "#core/store-port.ts";

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
export const removeConversation = (store: Store, id: string): Promise<void> => store.changeDocuments(removalOf(id));

/** Takes out the oldest of more than 200 conversations, those that were opened since the start apart. */
export async function dropOldest(store: Store, isOpened: (id: string) => boolean): Promise<void> {
  const oldest = (await readRows(store)).slice(MOST_CONVERSATIONS).filter(({ id }) => !isOpened(id));
  if (oldest.length > 0) await store.changeDocuments(oldest.flatMap(({ id }) => removalOf(id)));
}

const removalOf = (id: string): readonly DocumentChange[] => [
  { kind: "conversation-row", id },
  { kind: "conversation", id },
];

/**
 * Writes the newest state of conversations together with their rows, one write at a time for each: what changes meanwhile
 * is written with the next. Holds nothing of a conversation that is written.
 */
export function conversationWriter(store: Store): (conversation: Conversation) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  const next = new Map<string, Conversation>();
  const write = async (id: string): Promise<void> => {
    try {
      for (let now = next.get(id); now !== undefined; now = next.get(id)) {
        next.delete(id);
        await store.changeDocuments([
          // JSON all through, though a protocol error's `data` is typed as unknown.
          { kind: "conversation", id, document: now as unknown as JsonObject },
          { kind: "conversation-row", id, document: rowOf(now) },
        ]);
      }
    } finally {
      underWay.delete(id); // in the same breath as the loop's end: nothing can be given in between and be forgotten
    }
  };
  return (conversation) => {
    const { id } = conversation;
    next.set(id, conversation);
    const writing = underWay.get(id) ?? write(id);
    underWay.set(id, writing);
    return writing;
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
function settled(conversation: Conversation): Conversation {
  if (!conversation.turns.some(isOpenTurn)) return conversation;
  return {
    ...conversation,
    turns: conversation.turns.map((turn) => (isOpenTurn(turn) ? settledTurn(turn, "stopped") : turn)),
  };
}
