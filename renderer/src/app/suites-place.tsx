import { useMemo } from "react";
import { useAttachedServers } from "#renderer/features/assistants/attached-tools.ts";
import { useModels } from "#renderer/features/assistants/use-models.ts";
import { useUsedDrafts } from "#renderer/features/drafts/drafts-store.ts";
import { SuitesPanel } from "#renderer/features/suites/suites-panel.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";
import { viewTool } from "#shared/mcp/tool.ts";

interface SuitesPlaceProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
}

/** The suites of an assistant, with the tools it is given, their drafts, and the models they can be run on. */
export function SuitesPlace({ assistant, servers }: SuitesPlaceProps) {
  const attached = useAttachedServers(servers, assistant.serverIds);
  const models = useModels();
  const drafts = useUsedDrafts(assistant.serverIds);
  const tools = useMemo(() => {
    const schemas = new Map<string, JsonObject>();
    for (const { snapshot } of attached)
      for (const { name, raw } of snapshot?.tools ?? []) schemas.set(name, viewTool(raw).inputSchema);
    return schemas;
  }, [attached]);
  return (
    <SuitesPanel
      key={assistant.id}
      assistant={assistant}
      servers={attached.map(({ server }) => server)}
      models={models}
      tools={tools}
      drafts={drafts}
    />
  );
}
