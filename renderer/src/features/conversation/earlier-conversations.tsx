import { UnstyledButton } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { removeConversation } from "#renderer/features/conversation/use-conversation-rows.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { formatAge, formatCount } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { MOST_CONVERSATIONS, type ConversationRow } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/earlier-conversations.module.css";

interface EarlierConversationsProps {
  readonly rows: readonly ConversationRow[];
  readonly openId?: string | undefined;
  readonly onOpen: (id: string) => void;
}

const FIRST = 50;

/** Earlier conversations, newest first; each can be opened again, or removed with a way back. */
export function EarlierConversations({ rows, openId, onOpen }: EarlierConversationsProps) {
  const api = useApi();
  const now = useNow(60_000);
  const [shown, setShown] = useState(FIRST);
  return (
    <ul className={classes.list} aria-label="Earlier conversations">
      {rows.slice(0, shown).map((row) => {
        const { id, began, startedAt, turns, calls, registered, dropped, modelName } = row;
        const name = began === "" ? "Nothing was said" : began;
        return (
          <li key={id} className={classes.item}>
            <UnstyledButton
              className={classes.open}
              onClick={() => onOpen(id)}
              {...(id === openId ? { "aria-current": "true" as const } : {})}
            >
              <span className={classes.began} data-empty={began === ""}>
                {name}
              </span>
              <span className={classes.facts}>
                {formatAge(Date.parse(startedAt), now)} · {formatCount(turns, "turn")}, {formatCount(calls, "call")} ·{" "}
                {formatCount(registered, "tool")}
                {dropped > 0 ? (
                  <>
                    {" "}
                    <StatusMark tone="stopped" size={12} /> {formatCount(dropped, "server")} dropped
                  </>
                ) : undefined}{" "}
                · {modelName}
              </span>
            </UnstyledButton>
            <IconButton icon={Trash2} label={`Remove: ${name}`} onClick={() => void removeConversation(api, row)} />
          </li>
        );
      })}
      {rows.length > shown ? (
        <li>
          <UnstyledButton className={classes.more} onClick={() => setShown(shown + 200)}>
            Show more of {rows.length.toLocaleString("en")}
          </UnstyledButton>
        </li>
      ) : rows.length > FIRST ? (
        <li className={classes.kept}>The newest {MOST_CONVERSATIONS} conversations of all assistants are kept.</li>
      ) : undefined}
    </ul>
  );
}
