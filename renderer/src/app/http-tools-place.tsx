import { useMemo } from "react";
import { useAttachedServers } from "#renderer/features/assistants/attached-tools.ts";
import { HttpToolsPanel } from "#renderer/features/http-tools/http-tools-panel.tsx";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";

interface HttpToolsPlaceProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
}

/** The custom tools of an assistant, with a word on attached servers that list one tool only. */
export function HttpToolsPlace({ assistant, servers }: HttpToolsPlaceProps) {
  const attached = useAttachedServers(servers, assistant.serverIds);
  const singles = useMemo(
    () =>
      attached.flatMap(({ server, snapshot }) => {
        const [tool, ...others] = snapshot?.tools ?? [];
        return tool === undefined || others.length > 0 ? [] : [{ serverName: server.name, tool }];
      }),
    [attached],
  );
  return <HttpToolsPanel key={assistant.id} assistantId={assistant.id} singles={singles} />;
}
