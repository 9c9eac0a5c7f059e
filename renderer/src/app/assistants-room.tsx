import { Button, VisuallyHidden } from "@mantine/core";
import { Bot } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { go } from "#renderer/app/navigation.ts";
import { AssistantList } from "#renderer/features/assistants/assistant-list.tsx";
import { AssistantPage, type FindingsProps } from "#renderer/features/assistants/assistant-page.tsx";
import {
  addAssistant,
  chooseAssistant,
  followAssistants,
  useAssistants,
  useChosenAssistant,
} from "#renderer/features/assistants/assistants-store.ts";
import { DiagnosticsPanel } from "#renderer/features/lint/diagnostics-panel.tsx";
import {
  followSuppressions,
  forEngine,
  suppressionsFor,
  unsuppress,
  useSuppressions,
} from "#renderer/features/lint/suppressions-store.ts";
import { useServers } from "#renderer/features/servers/servers-store.ts";
import { chooseTool } from "#renderer/features/tools/tools-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
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
    () => forEngine(suppressionsFor(records, chosen?.id), (id) => servers.find((one) => one.id === id)?.name),
    [records, chosen?.id, servers],
  );
  useOfferedActions(
    useMemo(
      () => [
        {
          id: "assistants.add",
          title: "Add an assistant",
          group: "Assistants",
          keywords: "new prompt",
          run: () => void addAssistant(api, []),
        },
      ],
      [api],
    ),
  );
  if (assistants === undefined) return undefined;
  const add = (): void => void addAssistant(api, servers.length === 1 ? servers.map(({ id }) => id) : []);
  if (chosen === undefined)
    return (
      <>
        <VisuallyHidden>
          <h1>Assistants</h1>
        </VisuallyHidden>
        <EmptyState
          icon={Bot}
          title="An assistant is a system prompt and the servers attached to it."
          text="Its prompt is checked as you type: unknown tools, tools without a trigger, triggers that compete."
        >
          <Button onClick={add}>Add an assistant</Button>
        </EmptyState>
      </>
    );
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="list" defaultSize={240} minSize={160} maxSize={420} groupResizeBehavior="preserve-pixel-size">
        <AssistantList assistants={assistants} chosenId={chosen.id} onChoose={chooseAssistant} onAdd={add} />
      </Panel>
      <PaneSeparator label="Resize the list of assistants" />
      <Panel id="workbench" minSize={480}>
        <AssistantPage
          key={chosen.id}
          assistant={chosen}
          servers={servers}
          suppressions={suppressions}
          Findings={AssistantFindings}
        />
      </Panel>
    </Group>
  );
}

/** The findings of an assistant: those of the prompt lead into it, those of a tool to the tool. */
function AssistantFindings({ about, assistantId, diagnostics, onShow, onFix, onSeverity }: FindingsProps) {
  const api = useApi();
  const servers = useServers();
  const records = suppressionsFor(useSuppressions(), assistantId);
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
      diagnostics={diagnostics}
      hints={about === "prompt"}
      none={
        about === "prompt"
          ? "Every tool that the prompt names is there, and each has its situation."
          : "Attach a server to have its tools checked here, or enjoy that they are fine."
      }
      onShow={show}
      onFix={onFix}
      onSeverity={onSeverity}
      onUnsilence={(index) => void unsuppress(api, records[index])}
    />
  );
}
