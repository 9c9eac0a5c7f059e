import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useEffectEvent, useMemo } from "react";
import { Group, Panel } from "react-resizable-panels";
import { offerActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { useJobs } from "#renderer/api/jobs.ts";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { AnswerPane } from "#renderer/features/calls/answer-pane.tsx";
import { ArgumentsPane } from "#renderer/features/calls/arguments-pane.tsx";
import { toolKey, useCallView } from "#renderer/features/calls/calls-store.ts";
import { readArguments } from "#renderer/features/calls/read-arguments.ts";
import { followProgress, runCall } from "#renderer/features/calls/run-call.ts";
import { useDraft } from "#renderer/features/calls/use-draft.ts";
import { useExamples } from "#renderer/features/calls/use-examples.ts";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { Server } from "#shared/contract/server.ts";
import { viewTool, type ToolEntry } from "#shared/mcp/tool.ts";

interface CallPaneProps {
  readonly server: Server;
  readonly tool: ToolEntry;
}

/** Calling a tool: arguments on the left, the answer on the right; one above the other in a narrow window. */
export function CallPane({ server, tool }: CallPaneProps) {
  // Another tool is another document, with its own editor, history and examples.
  return <CallWorkbench key={`${toolKey(server.id, tool.name)} ${tool.hash}`} server={server} tool={tool} />;
}

function CallWorkbench({ server, tool }: CallPaneProps) {
  const api = useApi();
  const wide = useMediaQuery("(min-width: 1200px)", true, { getInitialValueInEffect: false });
  const panes = useRememberedPanes(wide ? "call-wide" : "call-narrow", ["arguments", "answer"]);
  const view = useMemo(() => viewTool(tool.raw), [tool.raw]);
  const draft = useDraft(server.id, view);
  const examples = useExamples(server.id, tool.name);
  const call = useCallView(toolKey(server.id, tool.name));
  const running = call.state === "running";
  useEffect(() => followProgress(api), [api]);

  // A mistake in the text stops here: nothing else is ever sent in its place.
  const run = (text = draft.text, exampleId?: string): void => {
    if (running || !readArguments(text).ok) return;
    const request = { serverId: server.id, toolName: tool.name, position: tool.position, argumentsText: text };
    void runCall(api, exampleId === undefined ? request : { ...request, exampleId });
  };
  const cancel = (): void => {
    if (call.state !== "running") return;
    useJobs
      .getState()
      .running.find(({ id }) => id === call.callId)
      ?.cancel();
  };

  const runNow = useEffectEvent(() => run());
  const cancelNow = useEffectEvent(cancel);
  useEffect(
    () =>
      offerActions([
        {
          id: "call.run",
          title: `Run ${tool.name}`,
          group: "Tool",
          keywords: "call execute send",
          shortcut: "mod+Enter",
          run: () => runNow(),
        },
        ...(running
          ? [
              {
                id: "call.cancel",
                title: `Cancel the call of ${tool.name}`,
                group: "Tool",
                keywords: "stop",
                run: () => cancelNow(),
              },
            ]
          : []),
      ]),
    [tool.name, running],
  );

  return (
    <Group key={wide ? "wide" : "narrow"} {...panes} orientation={wide ? "horizontal" : "vertical"}>
      <Panel id="arguments" defaultSize="46%" minSize={wide ? 260 : 90}>
        <ArgumentsPane
          server={server}
          tool={view}
          draft={draft}
          examples={examples}
          running={running}
          onRun={() => run()}
          onCancel={cancel}
        />
      </Panel>
      <PaneSeparator label="Resize the arguments" />
      <Panel id="answer" minSize={wide ? 280 : 90}>
        <AnswerPane
          server={server}
          tool={view}
          entry={tool}
          call={call}
          draft={draft}
          examples={examples}
          onRun={run}
        />
      </Panel>
    </Group>
  );
}
