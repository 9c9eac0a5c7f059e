import { useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { go } from "#renderer/app/navigation.ts";
import { PromptTab, type FindingsProps } from "#renderer/features/assistants/prompt-tab.tsx";
import { DiagnosticsPanel } from "#renderer/features/lint/diagnostics-panel.tsx";
import {
  forEngine,
  isUnusedFor,
  suppressionsFor,
  useSuppressions,
} from "#renderer/features/lint/suppressions-store.ts";
import { useServers } from "#renderer/features/servers/servers-store.ts";
import { chooseTool } from "#renderer/features/tools/tools-store.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";

interface PromptPlaceProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
}

/** The prompt of an assistant with its findings. */
export function PromptPlace({ assistant, servers }: PromptPlaceProps) {
  const records = useSuppressions();
  const suppressions = useMemo(
    () => forEngine(suppressionsFor(records, placeOf(assistant)), (id) => servers.find((one) => one.id === id)?.name),
    [records, assistant, servers],
  );
  return <PromptTab assistant={assistant} servers={servers} suppressions={suppressions} Findings={AssistantFindings} />;
}

/** The findings of an assistant: those of the prompt lead into it, those of a tool to the tool. */
function AssistantFindings({ about, assistant, diagnostics, onShow, onFix, onSeverity }: FindingsProps) {
  const api = useApi();
  const servers = useServers();
  const all = useSuppressions();
  const place = placeOf(assistant);
  const records = suppressionsFor(all, place);
  const said = diagnostics.filter(
    ({ target }) => target.kind !== "suppression" || isUnusedFor(records[target.index], place),
  );
  const show = (diagnostic: Diagnostic): void => {
    const { target } = diagnostic;
    if (target.kind !== "tool") return onShow(diagnostic);
    const server = servers.find(({ name }) => name === target.server);
    if (server === undefined) return undefined;
    chooseTool(server.id, String(target.position));
    return go(api, { room: "servers", serverId: server.id, tab: "tools" });
  };
  return (
    <DiagnosticsPanel
      diagnostics={said}
      suppressions={records}
      assistantId={assistant.id}
      serverIdOf={(name) => servers.find((one) => one.name === name)?.id}
      hints={about === "prompt"}
      none={
        about === "prompt"
          ? "Every tool that the prompt names is there, and each has its situation."
          : "Attach a server to have its tools checked here, or enjoy that they are fine."
      }
      onShow={show}
      onFix={onFix}
      onSeverity={onSeverity}
    />
  );
}

const placeOf = ({ id, serverIds }: Assistant) => ({ assistantId: id, serverIds });
