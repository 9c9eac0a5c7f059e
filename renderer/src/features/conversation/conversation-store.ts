import { create } from "zustand";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Conversation, ConversationStep, OpenedConversationServer, Turn } from "#shared/contract/conversation.ts";

/** What stands in an assistant's Conversation tab. */
export type Place =
  | { readonly state: "none" }
  | {
      readonly state: "opening";
      readonly conversationId: string;
      readonly servers: readonly OpenedConversationServer[];
    }
  | { readonly state: "open"; readonly conversation: Conversation }
  | { readonly state: "failed"; readonly error: ConsoleError };

interface ConversationState {
  /** By assistant. */
  readonly places: ReadonlyMap<string, Place>;
  /** Text of replies that are being written, by turn. */
  readonly streams: ReadonlyMap<string, string>;
  /** Turns that could not be said at all, by conversation. */
  readonly refusals: ReadonlyMap<string, ConsoleError>;
  /** What a demonstration says, line by line, by assistant. */
  readonly scripts: ReadonlyMap<string, readonly string[]>;
  /** What stops the turn that runs, by conversation. */
  readonly running: ReadonlyMap<string, { readonly turnId: string; readonly stop: () => void }>;
}

const NONE: Place = { state: "none" };

/** Conversations as this window knows them; the core owns the truth. */
export const useConversations = create<ConversationState>(() => ({
  places: new Map(),
  streams: new Map(),
  refusals: new Map(),
  scripts: new Map(),
  running: new Map(),
}));

/** What stands in an assistant's Conversation tab. */
export const usePlace = (assistantId: string): Place =>
  useConversations(({ places }) => places.get(assistantId) ?? NONE);

/** The text of a reply that is being written. */
export const useStream = (turnId: string): string | undefined => useConversations(({ streams }) => streams.get(turnId));

/** The place of an assistant at this moment, outside of rendering. */
export const placeOf = (assistantId: string): Place => useConversations.getState().places.get(assistantId) ?? NONE;

/** Puts something into an assistant's tab. */
export function setPlace(assistantId: string, place: Place): void {
  useConversations.setState(({ places }) => ({ places: new Map(places).set(assistantId, place) }));
}

/** Keeps what a demonstration says with an assistant; it is suggested line by line. */
export function script(assistantId: string, lines: readonly string[]): void {
  useConversations.setState(({ scripts }) => ({ scripts: new Map(scripts).set(assistantId, lines) }));
}

/** A copy with one entry set, or taken out where the value is undefined. */
export function changed<V>(map: ReadonlyMap<string, V>, key: string, value: V | undefined): ReadonlyMap<string, V> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/** Changes a conversation wherever it is open. */
export function editConversation(id: string, edit: (conversation: Conversation) => Conversation): void {
  useConversations.setState(({ places }) => {
    for (const [assistantId, place] of places) {
      if (place.state !== "open" || place.conversation.id !== id) continue;
      return { places: new Map(places).set(assistantId, { state: "open", conversation: edit(place.conversation) }) };
    }
    return {};
  });
}

/** Puts a turn at the end, or in the place of the one with its id. */
export function putTurn(conversation: Conversation, turn: Turn): Conversation {
  const { turns } = conversation;
  return {
    ...conversation,
    turns: turns.some(({ id }) => id === turn.id)
      ? turns.map((one) => (one.id === turn.id ? turn : one))
      : [...turns, turn],
  };
}

/** Puts a step at the end of a turn, or in the place of the one with its id; a turn that asks is waiting. */
export function putStep(conversation: Conversation, turnId: string, step: ConversationStep): Conversation {
  const turn = conversation.turns.find(({ id }) => id === turnId);
  if (turn === undefined) return conversation;
  const steps = turn.steps.some(({ id }) => id === step.id)
    ? turn.steps.map((one) => (one.id === step.id ? step : one))
    : [...turn.steps, step];
  const waits = steps.some((one) => one.kind === "asked-permission" && one.answer === "waiting");
  const under = turn.state === "running" || turn.state === "waiting";
  return putTurn(conversation, { ...turn, steps, state: under ? (waits ? "waiting" : "running") : turn.state });
}
