import { Button, VisuallyHidden } from "@mantine/core";
import { Bot } from "lucide-react";
import { useCallback, useEffect, useMemo } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { ASSISTANT_TABS } from "#renderer/app/assistant-tabs.tsx";
import { go, useNavigation } from "#renderer/app/navigation.ts";
import { startDemo } from "#renderer/app/start-demo.ts";
import { AssistantList } from "#renderer/features/assistants/assistant-list.tsx";
import { AssistantPage } from "#renderer/features/assistants/assistant-page.tsx";
import {
  addAssistant,
  chooseAssistant,
  followAssistants,
  useAssistants,
  useChosenAssistant,
} from "#renderer/features/assistants/assistants-store.ts";
import { followSuppressions } from "#renderer/features/lint/suppressions-store.ts";
import { useServers } from "#renderer/features/servers/servers-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";

/** The list of assistants, and the page of the chosen one. */
export function AssistantsRoom() {
  const api = useApi();
  const servers = useServers();
  const assistants = useAssistants();
  const chosen = useChosenAssistant();
  const tab = useNavigation((place) => place.assistantTab);
  const panes = useRememberedPanes("assistants", ["list", "workbench"]);
  useEffect(() => followAssistants(api), [api]);
  useEffect(() => followSuppressions(api), [api]);
  const openTab = useCallback((assistantTab: string) => go(api, { assistantTab }), [api]);
  const only = servers.length === 1 ? servers[0]?.id : undefined;
  const add = useCallback(() => void addAssistant(api, only === undefined ? [] : [only]), [api, only]);
  useOfferedActions(
    useMemo(
      () => [
        {
          id: "assistants.add",
          title: "Add an assistant",
          group: "Assistants",
          keywords: "new prompt",
          run: add,
        },
      ],
      [add],
    ),
  );
  if (assistants === undefined) return undefined;
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
          <Button variant="subtle" onClick={() => startDemo(api)}>
            See a demonstration
          </Button>
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
          tabs={ASSISTANT_TABS}
          tab={tab}
          onTab={openTab}
        />
      </Panel>
    </Group>
  );
}
