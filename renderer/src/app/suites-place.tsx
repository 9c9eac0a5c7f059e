import { useEffect, useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { useAttachedServers } from "#renderer/features/assistants/attached-tools.ts";
import { useModels } from "#renderer/features/assistants/use-models.ts";
import { useUsedDrafts } from "#renderer/features/drafts/drafts-store.ts";
import { followHttpTools, useHttpTools } from "#renderer/features/http-tools/http-tools-store.ts";
import { SuitesPanel } from "#renderer/features/suites/suites-panel.tsx";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";
import { offerTools } from "#shared/converse/offer-tools.ts";

interface SuitesPlaceProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
}

/** The suites of an assistant, with the tools it is given, their drafts, and the models they can be run on. */
export function SuitesPlace({ assistant, servers }: SuitesPlaceProps) {
  const api = useApi();
  const attached = useAttachedServers(servers, assistant.serverIds);
  const models = useModels();
  const drafts = useUsedDrafts(assistant.serverIds);
  const custom = useHttpTools();
  useEffect(() => followHttpTools(api), [api]);
  const tools = useMemo(() => {
    const listed = attached.flatMap(({ server, snapshot }) =>
      (snapshot?.tools ?? []).map(({ name, raw }) => ({
        place: server.id,
        placeName: server.name,
        toolName: name,
        raw,
      })),
    );
    const given = (custom ?? [])
      .filter(({ id }) => assistant.httpToolIds.includes(id))
      .map(({ name, inputSchema }) => ({ place: "custom", placeName: "custom", toolName: name, raw: { inputSchema } }));
    const offered = offerTools([...listed, ...given]).tools;
    return new Map(offered.map(({ name, inputSchema }) => [name, inputSchema]));
  }, [attached, custom, assistant.httpToolIds]);
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
