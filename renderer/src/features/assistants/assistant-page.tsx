import { Button, Menu, MultiSelect, SegmentedControl, TextInput } from "@mantine/core";
import { showNotification, hideNotification } from "@mantine/notifications";
import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { applyEdits } from "#renderer/editor/prompt-context.ts";
import { PromptEditor, type PromptEditorHandle } from "#renderer/editor/prompt-editor.tsx";
import { duplicateAssistant, saveAssistant } from "#renderer/features/assistants/assistants-store.ts";
import { useAttachedServers } from "#renderer/features/assistants/attached-tools.ts";
import {
  attachedTools,
  editorContext,
  lintAssistant,
  textEdits,
  triggersOf,
} from "#renderer/features/assistants/lint-assistant.ts";
import { TriggerView } from "#renderer/features/assistants/trigger-view.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import type { Suppression } from "#shared/lint/lint-input.ts";
import classes from "#renderer/features/assistants/assistant-page.module.css";

/** Typing pauses this long before the prompt is saved. */
const SAVE_AFTER_MS = 600;

interface AssistantPageProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
  readonly suppressions: readonly Suppression[];
  /** Draws the findings; `onShow` and `onFix` act on the prompt. */
  readonly renderFindings: (
    diagnostics: readonly Diagnostic[],
    onShow: (diagnostic: Diagnostic) => void,
    onFix: (diagnostic: Diagnostic) => void,
  ) => ReactNode;
}

/** One assistant: its prompt, checked as one types against the tools of all attached servers. */
export function AssistantPage({ assistant, servers, suppressions, renderFindings }: AssistantPageProps) {
  const api = useApi();
  const editor = useRef<PromptEditorHandle>(null);
  const [prompt, setPrompt] = useState(assistant.prompt);
  const [side, setSide] = useState("findings");
  const panes = useRememberedPanes("assistant", ["prompt", "side"]);
  const attached = useAttachedServers(servers, assistant.serverIds);
  const tools = useMemo(() => attachedTools(attached), [attached]);
  const settled = useDeferredValue(prompt);
  const diagnostics = useMemo(
    () => lintAssistant(settled, tools, attached, assistant, suppressions),
    [settled, tools, attached, assistant, suppressions],
  );
  const context = useMemo(
    () => editorContext(tools, attached, diagnostics, Date.now()),
    [tools, attached, diagnostics],
  );
  useSavedPrompt(assistant, prompt);
  const save = (change: Partial<Assistant>): void => void saveAssistant(api, { ...assistant, prompt, ...change });
  const fix = (diagnostic: Diagnostic): void => {
    const edits = textEdits(diagnostic.fix);
    if (edits !== undefined) setPrompt((now) => (now === settled ? applyEdits(now, edits) : now));
  };
  return (
    <div className={classes.page} data-pane="workbench">
      <header className={classes.header}>
        <Name key={assistant.name} assistant={assistant} onName={(name) => save({ name })} />
        <MultiSelect
          className={classes.servers}
          aria-label="Attached servers"
          placeholder={assistant.serverIds.length === 0 ? "Attach servers" : ""}
          data={servers.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...assistant.serverIds]}
          onChange={(serverIds) => save({ serverIds })}
          searchable
          hidePickedOptions
        />
        <AssistantMenu assistant={assistant} />
      </header>
      <div className={classes.panes}>
        <Group {...panes} orientation="horizontal">
          <Panel id="prompt" defaultSize="55%" minSize={320}>
            <section className={classes.pane} aria-label="System prompt" data-pane="prompt">
              <PromptEditor
                ref={editor}
                label={`System prompt of ${assistant.name}`}
                value={prompt}
                onChange={setPrompt}
                context={context}
              />
            </section>
          </Panel>
          <PaneSeparator label="Resize the prompt" />
          <Panel id="side" minSize={280}>
            <section className={classes.pane} aria-label="Findings and triggers">
              <div className={classes.switch}>
                <SegmentedControl
                  aria-label="What to show"
                  value={side}
                  onChange={setSide}
                  data={[
                    { value: "findings", label: formatCount(diagnostics.length, "finding") },
                    { value: "triggers", label: "Triggers" },
                  ]}
                />
                <span className={classes.said}>{formatCount(tools.length, "tool")} attached</span>
              </div>
              <div className={classes.rest}>
                {side === "findings" ? (
                  renderFindings(
                    diagnostics,
                    ({ range }) => range !== undefined && editor.current?.reveal(range.start, range.end),
                    fix,
                  )
                ) : (
                  <Triggers
                    prompt={settled}
                    tools={tools}
                    onShow={(start, end) => editor.current?.reveal(start, end)}
                  />
                )}
              </div>
            </section>
          </Panel>
        </Group>
      </div>
    </div>
  );
}

function Triggers({
  prompt,
  tools,
  onShow,
}: {
  readonly prompt: string;
  readonly tools: Parameters<typeof triggersOf>[1];
  readonly onShow: (start: number, end: number) => void;
}) {
  const rows = useMemo(() => triggersOf(prompt, tools), [prompt, tools]);
  return <TriggerView rows={rows} onShow={onShow} />;
}

/** Saves the prompt when typing pauses, and what is left when the page goes. */
function useSavedPrompt(assistant: Assistant, prompt: string): void {
  const api = useApi();
  const latest = useRef({ assistant, prompt });
  latest.current = { assistant, prompt };
  useEffect(() => {
    if (prompt === assistant.prompt) return undefined;
    const timer = setTimeout(() => void saveAssistant(api, { ...assistant, prompt }), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [api, assistant, prompt]);
  useEffect(
    () => () => {
      const { assistant: last, prompt: typed } = latest.current;
      if (typed !== last.prompt) void saveAssistant(api, { ...last, prompt: typed });
    },
    [api],
  );
}

function Name({ assistant, onName }: { readonly assistant: Assistant; readonly onName: (name: string) => void }) {
  const [name, setName] = useState(assistant.name);
  const keep = (): void => {
    const typed = name.trim();
    if (typed === "") setName(assistant.name);
    else if (typed !== assistant.name) onName(typed);
  };
  return (
    <TextInput
      className={classes.name}
      aria-label="Name of the assistant"
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}

function AssistantMenu({ assistant }: { readonly assistant: Assistant }) {
  const api = useApi();
  const { id, name } = assistant;
  const remove = async (): Promise<void> => {
    await api.call("assistants.remove", { id });
    const note = `removed-${id}`;
    showNotification({
      id: note,
      title: `${name} was removed.`,
      message: (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            void api.call("assistants.restore", { id });
            hideNotification(note);
          }}
        >
          Undo
        </Button>
      ),
      closeButtonProps: { "aria-label": "Dismiss" },
    });
  };
  return (
    <Menu width={200}>
      <Menu.Target>
        <IconButton icon={Ellipsis} label={`Actions of ${name}`} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={() => void duplicateAssistant(api, assistant)}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<Trash2 size={16} aria-hidden />} onClick={() => void remove()}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
