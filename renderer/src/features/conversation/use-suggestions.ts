import { useEffect, useMemo, useState } from "react";
import { useConversations } from "#renderer/features/conversation/conversation-store.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Conversation, ConversationRow } from "#shared/contract/conversation.ts";
import type { Suite } from "#shared/contract/suite.ts";

const NONE: readonly Suite[] = [];
const MOST = 500;
/** Rows of the list hold so much of an utterance; one that long may have been cut, and is not offered. */
const BEGINNING = 120;

/** The suites, as they change. */
export function useSuites(): readonly Suite[] {
  const api = useApi();
  const [suites, setSuites] = useState(NONE);
  useEffect(() => {
    let current = true;
    api.call("suites.list", {}).then(
      (all) => current && setSuites(all),
      () => undefined, // only where the wire died; the connection bar says so
    );
    const stop = api.on("suites.changed", (change) => current && setSuites(change.suites));
    return () => {
      current = false;
      stop();
    };
  }, [api]);
  return suites;
}

const NO_LINES: readonly string[] = [];

/** What could be said: the next lines of a demonstration, what was said in this conversation, in earlier ones, and the utterances of suites; each once. */
export function useSuggestions(
  assistantId: string,
  suites: readonly Suite[],
  rows: readonly ConversationRow[],
  conversation: Conversation | undefined,
): readonly string[] {
  const lines = useConversations(({ scripts }) => scripts.get(assistantId) ?? NO_LINES);
  return useMemo(() => {
    const done = new Set(conversation?.turns.map(({ utterance }) => utterance));
    const said = [
      ...lines.filter((line) => !done.has(line)),
      ...(conversation?.turns.map(({ utterance }) => utterance).toReversed() ?? []),
      ...suites
        .filter((suite) => suite.assistantId === undefined || suite.assistantId === assistantId)
        .flatMap((suite) => suite.rows.filter(({ history = [] }) => history.length === 0).map((row) => row.utterance)),
      ...rows.map(({ began }) => began).filter(({ length }) => length < BEGINNING),
    ];
    return [...new Set(said.map((one) => one.trim()).filter((one) => one !== ""))].slice(0, MOST);
  }, [assistantId, suites, rows, conversation?.turns, lines]);
}
