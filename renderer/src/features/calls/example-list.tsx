import { Button, Menu } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";
import { Ellipsis, ListChecks, Pencil, Play, Square, Trash2 } from "lucide-react";
import { useState } from "react";
import { ExampleNameDialog } from "#renderer/features/calls/example-name-dialog.tsx";
import { useExampleRuns } from "#renderer/features/calls/use-example-runs.ts";
import type { Examples } from "#renderer/features/calls/use-examples.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import type { Example } from "#shared/contract/call-record.ts";
import type { Server } from "#shared/contract/server.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/calls/history-list.module.css";

interface ExampleListProps {
  readonly server: Server;
  readonly entry: ToolEntry;
  readonly examples: Examples;
  readonly onUse: (argumentsText: string) => void;
  readonly onRun: (argumentsText: string, exampleId: string) => void;
}

/** The calls worth keeping: load one, run one, or run all of them and see which still hold. */
export function ExampleList({ server, entry, examples, onUse, onRun }: ExampleListProps) {
  const { runs, running, runAll, stop } = useExampleRuns(server.id, entry);
  const [renaming, setRenaming] = useState<Example>();
  const { list, failure } = examples;

  const remove = async (example: Example): Promise<void> => {
    await examples.remove(example.id);
    const note = `removed-${example.id}`;
    const undo = (): void => {
      hideNotification(note);
      void examples.save(example);
    };
    showNotification({
      id: note,
      autoClose: 12_000,
      closeButtonProps: { "aria-label": "Dismiss" },
      message: (
        <>
          “{visibleText(example.name)}” was removed.{" "}
          <Button size="compact-sm" variant="default" onClick={undo}>
            Undo
          </Button>
        </>
      ),
    });
  };

  if (list.length === 0) {
    return (
      <EmptyState
        title="No examples are saved."
        text="Save the arguments of a call that matters, and run all of them after a change of the server."
      />
    );
  }
  const done = list.filter(({ id }) => runs.get(id)?.state === "done").length;
  const passed = list.filter(({ id }) => {
    const run = runs.get(id);
    return run?.state === "done" && run.outcome.passed;
  }).length;
  return (
    <div className={classes.examples}>
      <div className={classes.examplesBar}>
        {running ? (
          <Button size="compact-sm" variant="default" leftSection={<Square size={12} aria-hidden />} onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<ListChecks size={14} aria-hidden />}
            onClick={() => void runAll(list)}
          >
            Run all examples
          </Button>
        )}
        <span className={classes.summary} role="status">
          {done === 0 ? "" : `${passed} of ${done} passed`}
          {done > 0 && done < list.length ? `, ${list.length - done} not run` : ""}
        </span>
      </div>
      {failure === undefined ? undefined : <ErrorCard said={failure.said} next={failure.next} code={failure.code} />}
      <table className={classes.table} aria-label="Examples">
        <thead>
          <tr>
            <th scope="col" className={classes.nameColumn}>
              Name
            </th>
            <th scope="col">Last run</th>
            <th scope="col" className={classes.number}>
              Time
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {list.map((example) => {
            const run = runs.get(example.id);
            const name = visibleText(example.name);
            return (
              <tr key={example.id}>
                <td>
                  <button
                    type="button"
                    className={classes.exampleName}
                    title="Put these arguments into the editor"
                    onClick={() => onUse(example.argumentsText)}
                  >
                    {name}
                  </button>
                </td>
                <td>
                  {run === undefined ? undefined : run.state === "running" ? (
                    <span className={classes.verdict}>
                      <StatusMark tone="running" size={12} /> Running
                    </span>
                  ) : (
                    <span className={classes.verdict}>
                      <StatusMark tone={run.outcome.passed ? "good" : "stopped"} size={12} />
                      <span>
                        {run.outcome.passed ? "Passed" : "Failed"}
                        {run.outcome.passed ? "" : `: ${visibleText(run.outcome.said)}`}
                      </span>
                    </span>
                  )}
                </td>
                <td className={classes.number}>
                  {run?.state === "done" && run.ms !== undefined ? formatDuration(run.ms) : ""}
                </td>
                <td className={classes.actions}>
                  <IconButton
                    icon={Play}
                    label={`Run ${name}`}
                    disabled={running}
                    onClick={() => onRun(example.argumentsText, example.id)}
                  />
                  <Menu>
                    <Menu.Target>
                      <IconButton icon={Ellipsis} label={`More about ${name}`} />
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item leftSection={<Pencil size={14} />} onClick={() => setRenaming(example)}>
                        Rename
                      </Menu.Item>
                      <Menu.Item leftSection={<Trash2 size={14} />} onClick={() => void remove(example)}>
                        Remove
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {renaming === undefined ? undefined : (
        <ExampleNameDialog
          title="Rename the example"
          opened
          start={renaming.name}
          onClose={() => setRenaming(undefined)}
          onName={(name) => void examples.save({ ...renaming, name })}
        />
      )}
    </div>
  );
}
