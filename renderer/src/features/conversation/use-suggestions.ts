import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Conversation, ConversationRow } from "#shared/contract/conversation.ts";
import type { Suite } from "#shared/contract/suite.ts";

const NONE: readonly Suite[] = [];
const MOST = 500;

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

/** What could be said: what was said in this conversation, in earlier ones, and the utterances of suites; each once. */
export function useSuggestions(
  assistantId: string,
  suites: readonly Suite[],
  rows: readonly ConversationRow[],
  conversation: Conversation | undefined,
): readonly string[] {
  return useMemo(() => {
    const said = [
      ...(conversation?.turns.map(({ utterance }) => utterance).toReversed() ?? []),
      ...suites
        .filter((suite) => suite.assistantId === undefined || suite.assistantId === assistantId)
        .flatMap((suite) => suite.rows.filter(({ history = [] }) => history.length === 0).map((row) => row.utterance)),
      ...rows.map(({ began }) => began),
    ];
    return [...new Set(said.map((one) => one.trim()).filter((one) => one !== "" && !one.endsWith("…")))].slice(0, MOST);
  }, [assistantId, suites, rows, conversation?.turns]);
}
