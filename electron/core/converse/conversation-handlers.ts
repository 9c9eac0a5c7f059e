import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Conversation, ConversationRow, Turn } from "#shared/contract/conversation.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { settledTurn } from "#shared/contract/settled-turn.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { conversationWriter, dropOldest, readRows, removeConversation } from "./conversation-file.ts";
import { currentConversation, holdConversations } from "./held-conversations.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { runTurn } from "./run-turn.ts";
import { startConversation } from "./start-conversation.ts";

type ConversationHandlers = Pick<
  Handlers,
  | "conversations.start"
  | "conversations.say"
  | "conversations.permit"
  | "conversations.list"
  | "conversations.get"
  | "conversations.remove"
  | "conversations.restore"
>;

/** What conversations need of the other jobs; the core's wiring gives it. */
export interface OtherJobs {
  readonly discover: Discover;
  readonly call: Handlers["tools.call"];
}

/** The conversations of this process, and their end. */
export interface Conversations {
  readonly handlers: ConversationHandlers;
  close(): Promise<void>;
}

/** `conversations.*` of the contract. */
export function createConversations(parts: JobParts, { discover, call }: OtherJobs): Conversations {
  const { ports, emit } = parts;
  const held = holdConversations(parts, discover);
  const starting = new Set<string>();
  const opened = new Set<string>();
  const save = conversationWriter(ports.store);
  const list = (): Promise<readonly ConversationRow[]> => readRows(ports.store);
  const tellList = async (): Promise<void> => {
    emit("conversations.changed", { conversations: [...(await list())] });
  };

  const say = async (live: LiveConversation, turnId: string, text: string, signal: AbortSignal): Promise<Turn> => {
    const stop = new AbortController();
    const permits = new Map<string, (allow: boolean, always: boolean) => void>();
    const id = live.conversation.id;
    const keep = (turn: Turn): Conversation => {
      const others = live.conversation.turns.filter((one) => one.id !== turn.id);
      return (live.conversation = { ...live.conversation, turns: [...others, turn] });
    };
    let unsaved: unknown;
    const change = (turn: Turn): void => {
      save(keep(turn)).catch((error: unknown) => (unsaved ??= error));
    };
    const first: Turn = {
      id: turnId,
      saidAt: ports.clock.now(),
      utterance: live.mask(text),
      state: "running",
      steps: [],
      totalMs: 0,
    };
    live.full.said.set(turnId, text);
    change(first);
    const both = AbortSignal.any([signal, stop.signal]);
    const turning = runTurn({ ...parts, call }, live, { turn: first, utterance: text, permits }, both, change);
    const over = turning.then(async (turn) => {
      await save(keep(turn));
      if (unsaved !== undefined) throw unsaved;
      return turn;
    });
    live.running = { turnId, stop, over, permits };
    try {
      return await over;
    } catch (error) {
      const broken = live.conversation.turns.find((turn) => turn.id === turnId);
      if (broken !== undefined) keep(settledTurn(broken, "failed"));
      throw error;
    } finally {
      delete live.running;
      // One that was removed meanwhile is not told again.
      if (held.peek(id) === live) await tellList();
    }
  };

  const handlers: ConversationHandlers = {
    async "conversations.start"(input, { signal }) {
      const { conversationId: id } = input;
      if (starting.has(id) || (await currentConversation(parts, held, id)) !== undefined) return fail(idTaken);
      starting.add(id);
      try {
        const started = await startConversation(parts, input, discover, signal);
        if (!started.ok) return started;
        const { conversation } = await held.hold(started.value);
        opened.add(id);
        await save(conversation);
        await dropOldest(ports.store, (one) => opened.has(one));
        await tellList();
        return ok(conversation);
      } finally {
        starting.delete(id);
      }
    },

    async "conversations.say"({ conversationId, turnId, text }, { signal }): Promise<Result<Turn, ConsoleError>> {
      const found = await held.find(conversationId);
      if (!found.ok) return found;
      const live = found.value;
      // It may have been removed while it was taken up.
      if (held.peek(conversationId) !== live) return fail(notFound("conversation", conversationId));
      opened.add(conversationId);
      if (live.running !== undefined) return fail(turnRunning);
      if (live.conversation.turns.some(({ id }) => id === turnId)) return fail(idTaken);
      return ok(await say(live, turnId, text, signal));
    },

    async "conversations.permit"({ conversationId, callId, allow, always = false }) {
      const answer = held.peek(conversationId)?.running?.permits.get(callId);
      if (answer === undefined) return fail(notFound("open question for the call", callId, "It was answered already."));
      answer(allow, always);
      return ok({});
    },

    async "conversations.list"({ assistantId }) {
      return (await list()).filter((row) => assistantId === undefined || row.assistantId === assistantId);
    },

    async "conversations.get"({ id }) {
      const conversation = await currentConversation(parts, held, id);
      if (conversation !== undefined) opened.add(id);
      return conversation === undefined ? fail(notFound("conversation", id)) : ok(conversation);
    },

    async "conversations.remove"({ id }) {
      if ((await currentConversation(parts, held, id)) === undefined) return fail(notFound("conversation", id));
      await held.drop(id);
      await removeConversation(ports.store, id);
      await tellList();
      return ok({});
    },

    async "conversations.restore"({ conversation }) {
      if ((await currentConversation(parts, held, conversation.id)) !== undefined) return fail(idTaken);
      await save(conversation);
      await tellList();
      return ok({});
    },
  };
  return { handlers, close: () => held.close() };
}

const idTaken = invalidInput(
  "E_ID_TAKEN",
  "A conversation or turn with this id is already there.",
  "Start it under a new id.",
);
const turnRunning = invalidInput(
  "E_TURN_RUNNING",
  "The turn before is not over.",
  "Wait until it is, or stop it, and say it again.",
);
