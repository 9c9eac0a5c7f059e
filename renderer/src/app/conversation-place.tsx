import { useApi } from "#renderer/api/console-api.tsx";
import { CallExchanges } from "#renderer/app/call-exchanges.tsx";
import { go } from "#renderer/app/navigation.ts";
import { ResultView } from "#renderer/features/calls/result-view.tsx";
import { ConversationTab } from "#renderer/features/conversation/conversation-tab.tsx";
import { rememberView } from "#renderer/api/preferences.ts";
import { chooseTool } from "#renderer/features/tools/tools-store.ts";
import { startDiagnosis } from "#renderer/features/diagnose/diagnosis-store.ts";
import type { Assistant } from "#shared/contract/assistant.ts";

/** The conversations of an assistant, with the ways to what other rooms know of its servers. */
export function ConversationPlace({ assistant }: { readonly assistant: Assistant }) {
  const api = useApi();
  return (
    <ConversationTab
      key={assistant.id}
      assistant={assistant}
      renderResult={(record) => <ResultView record={record} />}
      renderExchange={(serverId, callId) => <CallExchanges serverId={serverId} callId={callId} />}
      onDiagnose={(serverId) => {
        go(api, { room: "servers", serverId, tab: "diagnose" });
        void startDiagnosis(api, serverId, { latency: false });
      }}
      onDrift={(serverId) => go(api, { room: "servers", serverId, tab: "drift" })}
      onDraft={(serverId, position, utterance) => {
        if (position !== undefined) chooseTool(serverId, String(position));
        rememberView(api, "tool-tab", "draft");
        rememberView(api, `draft-said:${serverId}`, utterance);
        go(api, { room: "servers", serverId, tab: "tools" });
      }}
      onTraffic={(serverId) => go(api, { room: "servers", serverId, tab: "traffic" })}
    />
  );
}
