import {
  changed,
  editConversation,
  putStep,
  setPlace,
  useConversations,
} from "#renderer/features/conversation/conversation-store.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** Hears what happens in conversations, on screen or not. Text that streams is taken up once a frame. Returns its end. */
export function followConversations(api: ConsoleApi): () => void {
  const arrived = new Map<string, string>();
  let frame = 0;
  const flush = (): void => {
    frame = 0;
    if (arrived.size === 0) return;
    useConversations.setState(({ streams }) => {
      const next = new Map(streams);
      for (const [turnId, text] of arrived) next.set(turnId, (next.get(turnId) ?? "") + text);
      arrived.clear();
      return { streams: next };
    });
  };
  const stops = [
    api.on("conversation.serverOpened", ({ conversationId, server }) => {
      for (const [assistantId, place] of useConversations.getState().places) {
        if (place.state !== "opening" || place.conversationId !== conversationId) continue;
        const servers = [...place.servers.filter(({ serverId }) => serverId !== server.serverId), server];
        setPlace(assistantId, { ...place, servers });
      }
    }),
    api.on("conversation.stepped", ({ conversationId, turnId, step }) => {
      if (step.kind === "replied" || step.kind === "decided" || step.kind === "stopped") {
        arrived.delete(turnId);
        useConversations.setState(({ streams }) => ({ streams: changed(streams, turnId, undefined) }));
      }
      editConversation(conversationId, (conversation) => putStep(conversation, turnId, step));
    }),
    api.on("conversation.streamed", ({ turnId, text }) => {
      arrived.set(turnId, (arrived.get(turnId) ?? "") + text);
      if (frame === 0) frame = requestAnimationFrame(flush);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    cancelAnimationFrame(frame);
  };
}
