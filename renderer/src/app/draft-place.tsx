import { useEffect, useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { followAssistants, useAssistants } from "#renderer/features/assistants/assistants-store.ts";
import { DraftTab } from "#renderer/features/drafts/draft-tab.tsx";
import { followSuites, useSuites } from "#renderer/features/suites/suites-store.ts";
import { TokenDifference } from "#renderer/features/tools/token-difference.tsx";
import type { ToolEntry } from "#shared/mcp/tool.ts";

interface DraftPlaceProps {
  readonly serverId: string;
  readonly tool: ToolEntry;
}

/** The draft of a tool, with the assistants that it is given to and the utterances of their suites. */
export function DraftPlace({ serverId, tool }: DraftPlaceProps) {
  const api = useApi();
  const assistants = useAssistants();
  const suites = useSuites();
  useEffect(() => followAssistants(api), [api]);
  useEffect(() => followSuites(api), [api]);
  const attached = useMemo(
    () => (assistants ?? []).filter(({ serverIds }) => serverIds.includes(serverId)),
    [assistants, serverId],
  );
  const suggestions = useMemo(() => {
    const ids = new Set(attached.map(({ id }) => id));
    return suites
      .filter(({ assistantId }) => assistantId === undefined || ids.has(assistantId))
      .flatMap(({ rows }) => rows.slice(0, 200).map(({ utterance }) => utterance));
  }, [attached, suites]);
  return (
    <DraftTab
      key={tool.name}
      serverId={serverId}
      tool={tool}
      assistants={attached}
      suggestions={suggestions}
      Tokens={TokenDifference}
      onShowDrift={() => go(api, { tab: "drift" })}
    />
  );
}
