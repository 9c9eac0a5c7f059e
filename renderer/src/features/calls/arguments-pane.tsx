import { Button, SegmentedControl } from "@mantine/core";
import { Play, Square } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { ArgumentsMenu } from "#renderer/features/calls/arguments-menu.tsx";
import { ProblemList } from "#renderer/features/calls/problem-list.tsx";
import { readArguments } from "#renderer/features/calls/read-arguments.ts";
import type { Draft } from "#renderer/features/calls/use-draft.ts";
import type { Examples } from "#renderer/features/calls/use-examples.ts";
import { editorSchema } from "#renderer/editor/editor-schema.ts";
import { JsonEditor } from "#renderer/editor/json-editor.tsx";
import type { Problem } from "#renderer/editor/problems.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import { keyNames } from "#renderer/ui/key-hint.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { ToolView } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/calls/calls.module.css";

const FormView = lazy(async () => ({ default: (await import("#renderer/features/calls/form-view.tsx")).FormView }));

interface ArgumentsPaneProps {
  readonly server: Server;
  readonly tool: ToolView;
  readonly draft: Draft;
  readonly examples: Examples;
  readonly running: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

const NONE: readonly Problem[] = [];

/** One document, as JSON or as a form; what is wrong with it, as text too; and Run. */
export function ArgumentsPane({ server, tool, draft, examples, running, onRun, onCancel }: ArgumentsPaneProps) {
  const api = useApi();
  const asForm = usePreferences((state) => state.view["arguments-form"]) === "form";
  const schema = useMemo(() => editorSchema(tool.inputSchema), [tool.inputSchema]);
  const [marked, setMarked] = useState(NONE);
  const read = useMemo(() => readArguments(draft.text), [draft.text]);
  const schemaProblems = marked.filter(({ kind }) => kind === "schema");
  const problems = read.ok ? schemaProblems : [read.error];

  return (
    <section className={classes.pane} data-pane="arguments" aria-label="Arguments">
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Edit the arguments as"
          value={asForm ? "form" : "json"}
          onChange={(value) => {
            setMarked(NONE);
            rememberView(api, "arguments-form", value);
          }}
          data={[
            { value: "json", label: "JSON" },
            { value: "form", label: "Form" },
          ]}
        />
        <span className={classes.spring} />
        <ArgumentsMenu server={server} tool={tool} draft={draft} examples={examples} valid={read.ok} />
        {running ? (
          <Button variant="default" leftSection={<Square size={12} aria-hidden />} onClick={onCancel}>
            Cancel
          </Button>
        ) : (
          <Button
            leftSection={<Play size={12} aria-hidden />}
            rightSection={<span className={classes.keys}>{keyNames("mod+Enter").join(" ")}</span>}
            disabled={!read.ok}
            onClick={onRun}
          >
            Run
          </Button>
        )}
      </div>
      <div className={classes.fill}>
        {asForm ? (
          <Suspense fallback={undefined}>
            <FormView
              label={`Arguments of ${tool.name} as a form`}
              inputSchema={tool.inputSchema}
              read={read}
              onChange={draft.change}
              onProblems={setMarked}
            />
          </Suspense>
        ) : (
          <JsonEditor
            label={`Arguments of ${tool.name}`}
            documentKey={tool.name}
            value={draft.text}
            onChange={draft.change}
            schema={schema.schema}
            onProblems={setMarked}
          />
        )}
      </div>
      <ProblemList problems={problems} blocking={!read.ok} notes={schema.notes} />
    </section>
  );
}
