import { SegmentedControl } from "@mantine/core";
import { useDeferredValue, useMemo, useRef, useState, type ComponentType } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { useLint } from "#renderer/api/lint/use-lint.ts";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { applyEdits, type PromptEdit } from "#renderer/editor/prompt-context.ts";
import { PromptEditor, type PromptEditorHandle } from "#renderer/editor/prompt-editor.tsx";
import { saveAssistant } from "#renderer/features/assistants/assistants-store.ts";
import { useAttachedServers } from "#renderer/features/assistants/attached-tools.ts";
import { promptProblems, promptTools, textEdits, triggersOf } from "#renderer/features/assistants/lint-assistant.ts";
import { TriggerView } from "#renderer/features/assistants/trigger-view.tsx";
import { useLintInput } from "#renderer/features/assistants/use-lint-input.ts";
import { usePrompt } from "#renderer/features/assistants/use-prompt.ts";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import { draftedTools } from "#shared/lint/drafted-tools.ts";
import type { LintTool, Suppression } from "#shared/lint/lint-input.ts";
import classes from "#renderer/features/assistants/prompt-tab.module.css";

/** What draws the findings of an assistant; another feature's, given by the app. */
export interface FindingsProps {
  readonly about: "prompt" | "tools";
  readonly assistant: Assistant;
  readonly diagnostics: readonly Diagnostic[];
  /** Shows a finding of the prompt. */
  readonly onShow: (diagnostic: Diagnostic) => void;
  readonly onFix: (diagnostic: Diagnostic) => void;
  readonly onSeverity: (ruleId: string, severity: Severity | "off") => void;
}

interface PromptTabProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
  readonly suppressions: readonly Suppression[];
  readonly Findings: ComponentType<FindingsProps>;
}

const NONE: readonly Diagnostic[] = [];

/** The prompt of an assistant, checked as one types against the tools of all attached servers. */
export function PromptTab({ assistant, servers, suppressions, Findings }: PromptTabProps) {
  const api = useApi();
  const editor = useRef<PromptEditorHandle>(null);
  const [prompt, changePrompt] = usePrompt(assistant);
  const panes = useRememberedPanes("assistant", ["prompt", "side"]);
  const attached = useAttachedServers(servers, assistant.serverIds);
  const settled = useDeferredValue(prompt);
  const input = useLintInput(assistant, settled, attached, servers, suppressions);
  const linted = useLint(`assistant ${assistant.id}`, input);
  const { tools } = input;
  const diagnostics = linted?.diagnostics ?? NONE;
  // With many tools the findings come from a worker, and are those of a slightly older text.
  const checked = linted?.input.prompt ?? settled;
  const now = useNow(60_000);
  const drafted = useMemo(() => draftedTools(tools, input.drafts ?? []), [tools, input.drafts]);
  const known = useMemo(() => promptTools(drafted, attached, now), [drafted, attached, now]);
  const context = useMemo(() => ({ tools: known, problems: promptProblems(diagnostics) }), [known, diagnostics]);
  const save = (change: Partial<Assistant>): void => void saveAssistant(api, { ...assistant, prompt, ...change });
  // The places of the edits are those of the text that was checked.
  const edit = (edits: readonly PromptEdit[] | undefined): void => {
    if (edits !== undefined) changePrompt((typed) => (typed === checked ? applyEdits(typed, edits) : typed));
  };
  const reveal = (start: number, end: number): void => editor.current?.reveal(start, end);
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="prompt" defaultSize="55%" minSize={320}>
        <section className={classes.pane} aria-label="System prompt" data-pane="prompt">
          <PromptEditor
            ref={editor}
            label={`System prompt of ${assistant.name}`}
            value={prompt}
            onChange={(text) => changePrompt(() => text)}
            context={context}
          />
        </section>
      </Panel>
      <PaneSeparator label="Resize the prompt" />
      <Panel id="side" minSize={280}>
        <Side
          assistant={assistant}
          prompt={checked}
          tools={drafted}
          diagnostics={diagnostics}
          Findings={Findings}
          onReveal={reveal}
          onEdit={edit}
          onSeverity={(ruleId, severity) => save({ severities: { ...assistant.severities, [ruleId]: severity } })}
        />
      </Panel>
    </Group>
  );
}

interface SideProps extends Pick<FindingsProps, "assistant" | "diagnostics" | "onSeverity"> {
  readonly prompt: string;
  readonly tools: readonly LintTool[];
  readonly Findings: ComponentType<FindingsProps>;
  readonly onReveal: (start: number, end: number) => void;
  readonly onEdit: (edits: readonly PromptEdit[] | undefined) => void;
}

const SIDES = ["prompt", "tools", "triggers"] as const;

/** Beside the prompt: what was found in it, what was found in the tools it is given, and the triggers. */
function Side({ prompt, tools, diagnostics, Findings, onReveal, onEdit, ...rest }: SideProps) {
  const [side, setSide] = useState<(typeof SIDES)[number]>("prompt");
  const aboutPrompt = useMemo(() => diagnostics.filter(isAboutPrompt), [diagnostics]);
  const aboutTools = useMemo(() => diagnostics.filter((one) => !isAboutPrompt(one)), [diagnostics]);
  const rows = useMemo(() => (side === "triggers" ? triggersOf(prompt, tools) : []), [side, prompt, tools]);
  return (
    <section className={classes.pane} aria-label="Findings and triggers">
      <div className={classes.switch}>
        <SegmentedControl
          aria-label="What to show"
          value={side}
          onChange={(value) => setSide(SIDES.find((one) => one === value) ?? "prompt")}
          data={[
            { value: "prompt", label: `Prompt ${aboutPrompt.length.toLocaleString("en")}` },
            { value: "tools", label: `Tools ${aboutTools.length.toLocaleString("en")}` },
            { value: "triggers", label: "Triggers" },
          ]}
        />
      </div>
      <div className={classes.rest}>
        {side === "triggers" ? (
          <TriggerView
            rows={rows}
            onShow={onReveal}
            onInsert={(text) => onEdit([{ start: prompt.length, end: prompt.length, text: `${gap(prompt)}${text}\n` }])}
          />
        ) : (
          <Findings
            key={side}
            about={side}
            {...rest}
            diagnostics={side === "prompt" ? aboutPrompt : aboutTools}
            onShow={({ range }) => range !== undefined && onReveal(range.start, range.end)}
            onFix={({ fix }) => onEdit(textEdits(fix))}
          />
        )}
      </div>
    </section>
  );
}

const isAboutPrompt = ({ target }: Diagnostic): boolean => target.kind === "prompt" || target.kind === "suppression";

const gap = (prompt: string): string => (prompt === "" || prompt.endsWith("\n") ? "" : "\n");
