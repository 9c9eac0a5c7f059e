import { Button, Popover } from "@mantine/core";
import { ChevronDown, History, MessagesSquare, Plus } from "lucide-react";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { usePlace } from "#renderer/features/conversation/conversation-store.ts";
import { ConversationView } from "#renderer/features/conversation/conversation-view.tsx";
import { EarlierConversations } from "#renderer/features/conversation/earlier-conversations.tsx";
import { ExportMenu } from "#renderer/features/conversation/export-menu.tsx";
import type { ConversationLinks } from "#renderer/features/conversation/links.ts";
import { ModelLabel } from "#renderer/features/conversation/model-label.tsx";
import { OpeningProgress } from "#renderer/features/conversation/opening-card.tsx";
import { reopenConversation, restoreConversation, startConversation } from "#renderer/features/conversation/talk.ts";
import { useConversationRows } from "#renderer/features/conversation/use-conversation-rows.ts";
import { useSuggestions, useSuites } from "#renderer/features/conversation/use-suggestions.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { ConversationRow } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/conversation-view.module.css";

interface ConversationTabProps extends ConversationLinks {
  readonly assistant: Assistant;
}

/** Talking with an assistant: the conversation that is open, a new one, and the earlier ones. */
export function ConversationTab({ assistant, ...links }: ConversationTabProps) {
  const api = useApi();
  const { id: assistantId } = assistant;
  const place = usePlace(assistantId);
  const rows = useConversationRows(assistantId);
  const suites = useSuites();
  const conversation = place.state === "open" ? place.conversation : undefined;
  const suggestions = useSuggestions(assistantId, suites, rows, conversation);
  const start = (): void => void startConversation(api, assistant);
  const open = (id: string): void => void reopenConversation(api, assistantId, id);
  useOfferedActions(
    useMemo(
      () => [
        {
          id: "conversation.start",
          title: "Start a new conversation",
          group: "Conversation",
          keywords: "talk chat discover",
          run: () => void startConversation(api, assistant),
        },
      ],
      [api, assistant],
    ),
  );
  const restored = useRestored(assistantId);
  if (place.state === "none" && !restored) return undefined;
  if (place.state === "none")
    return (
      <StartScreen assistant={assistant} rows={rows} onStart={start}>
        <EarlierConversations rows={rows} onOpen={open} />
      </StartScreen>
    );
  return (
    <div className={classes.tab}>
      <div className={classes.toolbar}>
        <h2>{titleOf(conversation?.turns[0]?.utterance)}</h2>
        <span className={classes.spring} />
        {conversation === undefined ? undefined : <ModelLabel {...conversation} />}
        {conversation === undefined ? undefined : <ExportMenu conversation={conversation} />}
        <Earlier rows={rows} openId={conversation?.id} onOpen={open} />
        <Button
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          disabled={place.state === "opening"}
          onClick={start}
        >
          New conversation
        </Button>
      </div>
      {place.state === "opening" ? (
        <OpeningProgress servers={place.servers} total={assistant.serverIds.length} />
      ) : place.state === "failed" ? (
        <div className={classes.failed}>
          <ErrorCard {...place.error}>
            <Button variant="default" onClick={start}>
              Start again
            </Button>
          </ErrorCard>
        </div>
      ) : (
        <ConversationView
          key={place.conversation.id}
          conversation={place.conversation}
          suites={suites}
          suggestions={suggestions}
          {...links}
        />
      )}
    </div>
  );
}

/** Whether what stood here before a restart was looked for. */
function useRestored(assistantId: string): boolean {
  const api = useApi();
  const [done, setDone] = useState(false);
  useEffect(() => {
    let current = true;
    void restoreConversation(api, assistantId).then(() => current && setDone(true));
    return () => {
      current = false;
    };
  }, [api, assistantId]);
  return done;
}

const titleOf = (utterance: string | undefined): string =>
  utterance === undefined ? "New conversation" : utterance.replaceAll(/\s+/g, " ").slice(0, 120);

interface StartScreenProps {
  readonly assistant: Assistant;
  readonly rows: readonly ConversationRow[];
  readonly onStart: () => void;
  readonly children: ReactNode;
}

/** The tab before a conversation: what will happen, and the earlier ones. */
function StartScreen({ assistant, rows, onStart, children }: StartScreenProps) {
  const servers = assistant.serverIds.length;
  const custom = assistant.httpToolIds.length;
  return (
    <div className={classes.start}>
      <div className={classes.column}>
        <p className={classes.lead}>Talk with {assistant.name} before a customer does.</p>
        <p className={classes.text}>
          {servers === 0
            ? "No server is attached, so a conversation would have no tools of its own. Attach one above, or start all the same."
            : `A conversation begins with discovery on ${formatCount(servers, "attached server")}, as it does on the platform, and shows what was registered and what would have been dropped without a word.`}
          {custom === 0 ? "" : ` ${formatCount(custom, "custom HTTP tool")} take part.`}
        </p>
        <div className={classes.actions}>
          <Button leftSection={<MessagesSquare size={16} aria-hidden />} onClick={onStart} data-pane-focus>
            Start a conversation
          </Button>
          <ModelLabel modelId={assistant.modelId} modelName="the model chosen above" />
        </div>
        {rows.length === 0 ? undefined : (
          <>
            <h2>Earlier conversations</h2>
            {children}
          </>
        )}
      </div>
    </div>
  );
}

interface EarlierProps {
  readonly rows: readonly ConversationRow[];
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

function Earlier({ rows, openId, onOpen }: EarlierProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={420} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<History size={14} aria-hidden />}
          rightSection={<ChevronDown size={14} aria-hidden />}
          disabled={rows.length === 0}
          onClick={() => setOpened(!opened)}
        >
          Earlier
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Earlier conversations">
        <div className={classes.earlier}>
          <EarlierConversations
            rows={rows}
            openId={openId}
            onOpen={(id) => {
              setOpened(false);
              onOpen(id);
            }}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
