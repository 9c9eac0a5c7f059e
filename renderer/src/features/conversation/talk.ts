import { newId, runJob } from "#renderer/api/jobs.ts";
import { preferencesNow, rememberView } from "#renderer/api/preferences.ts";
import {
  changed,
  editConversation,
  placeOf,
  putTurn,
  setPlace,
  useConversations,
} from "#renderer/features/conversation/conversation-store.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Result } from "#shared/base/result.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Conversation, Turn } from "#shared/contract/conversation.ts";
import { isOpenTurn, settledTurn } from "#shared/contract/settled-turn.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";

/** Opens a new conversation: discovery on every attached server, as the platform does it. */
export async function startConversation(
  api: ConsoleApi,
  { id: assistantId, name }: Pick<Assistant, "id" | "name">,
): Promise<Conversation | undefined> {
  const conversationId = newId();
  setPlace(assistantId, { state: "opening", conversationId, servers: [] });
  const started = await answered(
    runJob({ id: conversationId, kind: "conversation", serverId: "", title: name, detail: "discovering" }, (signal) =>
      api.call("conversations.start", { conversationId, assistantId }, { signal }),
    ),
  );
  const place = placeOf(assistantId);
  // Another conversation may have been opened meanwhile.
  if (place.state !== "opening" || place.conversationId !== conversationId) return undefined;
  if (started === "cancelled") setPlace(assistantId, { state: "none" });
  else if (!started.ok) setPlace(assistantId, { state: "failed", error: started.error });
  else {
    open(api, started.value);
    return started.value;
  }
  return undefined;
}

/** Brings an earlier conversation back into its assistant's tab. */
export async function reopenConversation(api: ConsoleApi, assistantId: string, id: string): Promise<void> {
  const read = await answered(api.call("conversations.get", { id }));
  if (read === "cancelled") return;
  if (read.ok) open(api, read.value);
  else setPlace(assistantId, { state: "failed", error: read.error });
}

/** Puts the conversation that stood in an assistant's tab before a restart back into its place; nothing where it is gone. */
export async function restoreConversation(api: ConsoleApi, assistantId: string): Promise<void> {
  const id = preferencesNow().view[openName(assistantId)] ?? "";
  if (id === "" || placeOf(assistantId).state !== "none") return;
  const read = await answered(api.call("conversations.get", { id }));
  if (read !== "cancelled" && read.ok && placeOf(assistantId).state === "none") open(api, read.value);
}

/** Empties an assistant's tab, also for the next start. */
export function closeConversation(api: ConsoleApi, assistantId: string): void {
  setPlace(assistantId, { state: "none" });
  rememberView(api, openName(assistantId), "");
}

function open(api: ConsoleApi, conversation: Conversation): void {
  const { id, assistantId, turns } = conversation;
  setPlace(assistantId, { state: "open", conversation });
  rememberView(api, openName(assistantId), id);
  const last = turns.at(-1);
  // Another window said it: its steps come by events, its end does not.
  if (last !== undefined && isOpenTurn(last) && !useConversations.getState().running.has(id))
    void takeEnd(api, id, last.id);
}

/** Where the view settings remember which conversation stands in an assistant's tab. */
const openName = (assistantId: string): string => `conversation.open:${assistantId}`;

/**
 * Says something in a conversation. The turn stands there at once; its steps arrive by events, its end here. Answers
 * false where it was not said at all, so that what was typed can be put back.
 */
export async function say(api: ConsoleApi, conversation: Conversation, text: string): Promise<boolean> {
  const { id, assistantName } = conversation;
  if (useConversations.getState().running.has(id)) return false;
  const turnId = newId();
  const turn: Turn = {
    id: turnId,
    saidAt: new Date().toISOString(),
    utterance: text,
    state: "running",
    steps: [],
    totalMs: 0,
  };
  editConversation(id, (now) => putTurn(now, turn));
  const controller = new AbortController();
  useConversations.setState(({ running, refusals }) => ({
    running: changed(running, id, { turnId, stop: () => controller.abort() }),
    refusals: changed(refusals, id, undefined),
  }));
  const said = await answered(
    runJob({ id: turnId, kind: "conversation", serverId: "", title: assistantName, detail: text.slice(0, 80) }, (own) =>
      api.call(
        "conversations.say",
        { conversationId: id, turnId, text },
        { signal: AbortSignal.any([own, controller.signal]) },
      ),
    ),
  );
  // A stopped turn runs until the core has ended it; only then the next one can be said.
  if (said === "cancelled") await takeStopped(api, id, turnId);
  useConversations.setState(({ running, streams }) => ({
    running: changed(running, id, undefined),
    streams: changed(streams, turnId, undefined),
  }));
  if (said === "cancelled") return true;
  if (!said.ok) return refuse(id, turnId, said.error);
  editConversation(id, (now) => putTurn(now, said.value));
  return true;
}

/** Stops the turn that runs. */
export const stopTurn = (conversationId: string): void =>
  useConversations.getState().running.get(conversationId)?.stop();

/** Answers a call that asks for permission. */
export async function permit(
  api: ConsoleApi,
  conversationId: string,
  callId: string,
  answer: { readonly allow: boolean; readonly always?: boolean },
): Promise<void> {
  const done = await answered(api.call("conversations.permit", { conversationId, callId, ...answer }));
  if (done !== "cancelled" && !done.ok)
    useConversations.setState(({ refusals }) => ({ refusals: changed(refusals, conversationId, done.error) }));
}

/** Puts a refusal away. */
export const dismissRefusal = (conversationId: string): void =>
  useConversations.setState(({ refusals }) => ({ refusals: changed(refusals, conversationId, undefined) }));

/** A turn that never began is taken out again; one that had steps reads as failed. Answers whether it had begun. */
function refuse(id: string, turnId: string, error: ConsoleError): boolean {
  let begun = false;
  editConversation(id, (now) => {
    begun = now.turns.some((turn) => turn.id === turnId && turn.steps.length > 0);
    const turns = begun
      ? now.turns.map((turn) => (turn.id === turnId ? Object.assign({}, turn, { state: "failed" as const }) : turn))
      : now.turns.filter((turn) => turn.id !== turnId);
    return { ...now, turns };
  });
  useConversations.setState(({ refusals }) => ({ refusals: changed(refusals, id, error) }));
  return begun;
}

/** A stopped turn: at once as stopped here, and as the core kept it once it has. */
async function takeStopped(api: ConsoleApi, id: string, turnId: string): Promise<void> {
  editConversation(id, (now) => ({
    ...now,
    turns: now.turns.map((turn) => (turn.id === turnId ? settledTurn(turn, "stopped") : turn)),
  }));
  await takeEnd(api, id, turnId);
}

/** Waits until the core has ended a turn, and takes it as it was kept. */
async function takeEnd(api: ConsoleApi, id: string, turnId: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const take = async (): Promise<void> => {
      const read = await answered(api.call("conversations.get", { id }));
      const kept = read === "cancelled" || !read.ok ? undefined : read.value.turns.find((turn) => turn.id === turnId);
      if (kept !== undefined && (kept.state === "running" || kept.state === "waiting")) return;
      unfollow();
      if (kept !== undefined) editConversation(id, (now) => putTurn(now, kept));
      resolve();
    };
    // The core tells the list when a turn is over.
    const unfollow = api.on("conversations.changed", () => void take());
    void take();
  });
}

/** What came of an ask; where nothing answered, that as a failure for a person. */
async function answered<T>(work: Promise<Result<T, ConsoleError>>): Promise<Result<T, ConsoleError> | "cancelled"> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RpcFailure)) throw error;
    if (error.kind === "cancelled") return "cancelled";
    return {
      ok: false,
      error: {
        kind: "unreachable",
        code: `E_WIRE_${error.kind.toUpperCase().replaceAll("-", "_")}`,
        phase: "transport",
        said: "The console’s core did not answer.",
        evidence: error.message.slice(0, 2048),
        retriable: true,
        next: "Reconnect, then open the conversation again: what happened so far is kept.",
      },
    };
  }
}
