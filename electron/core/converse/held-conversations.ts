import { offerTools } from "#shared/converse/offer-tools.ts";
import { draftSchema } from "#shared/mcp/draft.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Conversation } from "#shared/contract/conversation.ts";
import { promptHints } from "#shared/lint/prompt-hints.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { readAssistant, readDocuments } from "#core/store-port.ts";
import { customTool, toolsOfServer } from "./attached-tools.ts";
import { readConversation } from "./conversation-file.ts";
import { nothingInFull } from "./in-full.ts";
import { watchLists } from "./list-watch.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { realThinker } from "./real-thinker.ts";
import { simulatedThinker } from "./simulated-thinker.ts";
import { maskOfAll, openHttpTools, type Started } from "./start-conversation.ts";

/** Conversations that are held open at once; the one that was longest unused is put away first. */
const MOST_HELD = 8;

/** The conversations that can go on without being opened again. */
export interface HeldConversations {
  hold(started: Started): Promise<LiveConversation>;
  /** The held one, or a kept one taken up again with the tools that it registered. */
  find(id: string): Promise<Result<LiveConversation, ConsoleError>>;
  peek(id: string): LiveConversation | undefined;
  /** Stops what runs in it, and lets go of its model and its connections; also where it is just being taken up. */
  drop(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Holds conversations in memory. `discover` is for lists that a conversation hears to have changed. */
export function holdConversations(parts: JobParts, discover: Discover): HeldConversations {
  const { ports } = parts;
  const held = new Map<string, LiveConversation>();
  const opening = new Map<string, Promise<Result<LiveConversation, ConsoleError>>>();
  const closing = new AbortController();

  const drop = async (id: string): Promise<void> => {
    const takingUp = opening.get(id);
    if (takingUp !== undefined) await takingUp.catch(() => undefined); // whoever asked for it is told
    const live = held.get(id);
    if (live === undefined) return;
    held.delete(id);
    live.watch.close();
    live.running?.stop.abort();
    await live.running?.over.catch(() => undefined); // whoever asked for the turn is told
    await live.left;
    await live.thinker.close();
  };
  const touch = (live: LiveConversation): LiveConversation => {
    held.delete(live.conversation.id);
    held.set(live.conversation.id, live);
    const idle = [...held].filter(([, one]) => one !== live && one.running === undefined);
    for (const [id] of idle.slice(0, Math.max(0, held.size - MOST_HELD)))
      drop(id).catch((error: unknown) => ports.log.bug("putting a conversation away", error));
    return live;
  };
  const hold = async (started: Started): Promise<LiveConversation> => {
    const { conversation, snapshots, tools, customTools, assistant, model } = started;
    const ids = snapshots.map(({ serverId }) => serverId);
    const mask = await maskOfAll(parts, ids, customTools);
    const hints = promptHints(
      conversation.prompt,
      tools.map(({ name, attached }) => ({ name, raw: attached.raw })),
    );
    const listed = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    const thinker =
      model === undefined
        ? simulatedThinker(ports.simulated(listed, closing.signal), tools, hints, ports.clock)
        : realThinker(ports.models, model, tools);
    // The checker's worker starts while the conversation opens, not in its first turn.
    if (tools.length > 0) void ports.schemas.check({}, {}, closing.signal);
    return touch({
      conversation: maskJson(conversation, mask),
      full: nothingInFull(),
      tools: new Map(tools.map((tool) => [tool.name, tool])),
      thinker,
      confirm: assistant.confirmCalls,
      mask,
      watch: watchLists(parts, snapshots, discover),
      allowed: new Set(),
    });
  };
  /** The tools of a kept conversation: the lists it registered, with the drafts as they are now. */
  const takeUp = async (id: string): Promise<Result<LiveConversation, ConsoleError>> => {
    const conversation = await readConversation(ports.store, id);
    if (conversation === undefined) return fail(notFound("conversation", id));
    const found = await readAssistant(ports.store, conversation.assistantId);
    if (!found.ok) return fail({ ...found.error, next: goneNext });
    const assistant = found.value;
    const { modelId } = conversation;
    const model = modelId === SIMULATED_MODEL ? undefined : await parts.openModel(modelId);
    if (model?.ok === false) return model;
    const listed = await Promise.all(
      conversation.opening.servers.map(async ({ snapshotId, error, name }) => {
        const snapshot =
          snapshotId === undefined || error !== undefined ? undefined : await ports.store.getSnapshot(snapshotId);
        return snapshot === undefined ? [] : [{ snapshot, name }];
      }),
    );
    const servers = listed.flat();
    const drafts = await readDocuments(ports.store, "draft", draftSchema);
    const customIds = conversation.opening.tools.flatMap(({ httpToolId }) => httpToolId ?? []);
    const customTools = await openHttpTools(parts, customIds);
    const { tools } = offerTools([
      ...servers.flatMap(({ snapshot, name }) => toolsOfServer(snapshot, name, drafts)),
      ...customTools.map(({ tool }) => customTool(tool)),
    ]);
    const snapshots = servers.map(({ snapshot }) => snapshot);
    const more = model === undefined ? {} : { model: model.value };
    return ok(await hold({ conversation, snapshots, tools, customTools, assistant, ...more }));
  };

  return {
    hold,
    drop,
    peek: (id) => held.get(id),
    async find(id) {
      const live = held.get(id);
      if (live !== undefined) return ok(touch(live));
      const under = opening.get(id) ?? takeUp(id).finally(() => opening.delete(id));
      opening.set(id, under);
      return under;
    },
    async close() {
      closing.abort();
      await Promise.all([...new Set([...held.keys(), ...opening.keys()])].map(drop));
    },
  };
}

const goneNext = "Bring the assistant back, then go on with the conversation.";

/** A conversation as it is now, whether it is held or only kept. */
export async function currentConversation(
  parts: JobParts,
  held: HeldConversations,
  id: string,
): Promise<Conversation | undefined> {
  return held.peek(id)?.conversation ?? readConversation(parts.ports.store, id);
}
