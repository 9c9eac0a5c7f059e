import { Button } from "@mantine/core";
import { Bot } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { go } from "#renderer/app/navigation.ts";
import { AssistantList } from "#renderer/features/assistants/assistant-list.tsx";
import { AssistantPage } from "#renderer/features/assistants/assistant-page.tsx";
import {
  addAssistant,
  chooseAssistant,
  followAssistants,
  useAssistants,
  useChosenAssistant,
} from "#renderer/features/assistants/assistants-store.ts";
import { DiagnosticsPanel } from "#renderer/features/lint/diagnostics-panel.tsx";
import { followSuppressions, forEngine, useSuppressions } from "#renderer/features/lint/suppressions-store.ts";
import { useServers } from "#renderer/features/servers/servers-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";

/** The list of assistants, and the prompt of the chosen one with its findings. */
export function AssistantsRoom() {
  const api = useApi();
  const servers = useServers();
  const assistants = useAssistants();
  const chosen = useChosenAssistant();
  const records = useSuppressions();
  const panes = useRememberedPanes("assistants", ["list", "workbench"]);
  useEffect(() => followAssistants(api), [api]);
  useEffect(() => followSuppressions(api), [api]);
  const suppressions = useMemo(
    () => forEngine(records, chosen?.id, (id) => servers.find((one) => one.id === id)?.name),
    [records, chosen?.id, servers],
  );
  if (assistants === undefined) return undefined;
  const add = (): void => void addAssistant(api, servers.length === 1 ? servers.map(({ id }) => id) : []);
  if (chosen === undefined)
    return (
      <EmptyState
        icon={Bot}
        title="An assistant is a system prompt and the servers attached to it."
        text="Its prompt is checked as you type: unknown tools, tools without a trigger, triggers that compete."
      >
        <Button onClick={add}>Add an assistant</Button>
      </EmptyState>
    );
  const showTool = ({ target }: Diagnostic): void => {
    const server = target.kind === "tool" ? serverNamed(servers, target.server) : undefined;
    if (server !== undefined) go(api, { room: "servers", serverId: server.id, tab: "tools" });
  };
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="list" defaultSize={240} minSize={180} maxSize={420} groupResizeBehavior="preserve-pixel-size">
        <AssistantList assistants={assistants} chosenId={chosen.id} onChoose={chooseAssistant} onAdd={add} />
      </Panel>
      <PaneSeparator label="Resize the list of assistants" />
      <Panel id="workbench" minSize={480}>
        <AssistantPage
          key={chosen.id}
          assistant={chosen}
          servers={servers}
          suppressions={suppressions}
          renderFindings={(diagnostics, onShow, onFix) => (
            <DiagnosticsPanel
              diagnostics={diagnostics}
              onFix={onFix}
              onShow={(one) => (one.target.kind === "prompt" ? onShow(one) : showTool(one))}
            />
          )}
        />
      </Panel>
    </Group>
  );
}

const serverNamed = (servers: readonly Server[], name: string | undefined): Server | undefined =>
  servers.find((server) => server.name === name);
