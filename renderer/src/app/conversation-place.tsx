import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { ResultView } from "#renderer/features/calls/result-view.tsx";
import { ConversationTab } from "#renderer/features/conversation/conversation-tab.tsx";
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
      onDiagnose={(serverId) => {
        go(api, { room: "servers", serverId, tab: "diagnose" });
        void startDiagnosis(api, serverId, { latency: false });
      }}
      onDrift={(serverId) => go(api, { room: "servers", serverId, tab: "drift" })}
      onTraffic={(serverId) => go(api, { room: "servers", serverId, tab: "traffic" })}
    />
  );
}
