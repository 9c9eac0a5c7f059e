import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { placeOf } from "#renderer/features/conversation/conversation-store.ts";
import { closeConversation, reopenConversation } from "#renderer/features/conversation/talk.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { ConversationRow } from "#shared/contract/conversation.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

const NONE: readonly ConversationRow[] = [];

/** The conversations of an assistant, newest first, as they change. */
export function useConversationRows(assistantId: string): readonly ConversationRow[] {
  const api = useApi();
  const [rows, setRows] = useState(NONE);
  useEffect(() => {
    let current = true;
    const keep = (all: readonly ConversationRow[]): void => {
      if (current)
        setRows(
          all
            .filter((row) => row.assistantId === assistantId)
            .toSorted((one, two) => two.startedAt.localeCompare(one.startedAt)),
        );
    };
    api.call("conversations.list", { assistantId }).then(keep, () => undefined); // only where the wire died
    const stop = api.on("conversations.changed", ({ conversations }) => keep(conversations));
    return () => {
      current = false;
      stop();
    };
  }, [api, assistantId]);
  return rows;
}

/** Removes a conversation, with a way back. */
export async function removeConversation(api: ConsoleApi, { id, assistantId }: ConversationRow): Promise<void> {
  const kept = await api.call("conversations.get", { id });
  const removed = await api.call("conversations.remove", { id });
  if (!removed.ok) return;
  const place = placeOf(assistantId);
  const wasOpen = place.state === "open" && place.conversation.id === id;
  if (wasOpen) closeConversation(api, assistantId);
  if (!kept.ok) return;
  const bringBack = async (): Promise<void> => {
    const restored = await api.call("conversations.restore", { conversation: kept.value });
    if (restored.ok && wasOpen && placeOf(assistantId).state === "none") await reopenConversation(api, assistantId, id);
  };
  offerUndo("The conversation was removed.", () => void bringBack());
}
