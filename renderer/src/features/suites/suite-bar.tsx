import { Menu, NativeSelect, TextInput } from "@mantine/core";
import { Copy, Download, Ellipsis, Pencil, Plus, Trash2, Upload, WandSparkles } from "lucide-react";
import { useMemo, useState } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { exportSuite, importSuite } from "#renderer/features/suites/import-export.ts";
import { addSuite, changeSuite, chooseSuite, removeSuite } from "#renderer/features/suites/suites-store.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Suite } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

interface SuiteBarProps {
  readonly assistantId: string;
  /** The suites that can be chosen; those of this assistant first. */
  readonly suites: readonly Suite[];
  readonly suite: Suite;
  readonly onParaphrase: () => void;
  readonly onError: (error: ConsoleError | undefined) => void;
}

/** Which suite is on the workbench, and what can be done with it. */
export function SuiteBar({ assistantId, suites, suite, onParaphrase, onError }: SuiteBarProps) {
  const api = useApi();
  const [renaming, setRenaming] = useState(false);
  const actions = useMemo(
    () => ({
      add: () => void addSuite(api, assistantId, "New suite").then(onError),
      read: () => void importSuite(api, assistantId).then(onError),
    }),
    [api, assistantId, onError],
  );
  useOfferedActions(
    useMemo(
      () => [
        {
          id: "suites.add",
          title: "Add a suite",
          group: "Suite",
          keywords: "new trigger utterances",
          run: actions.add,
        },
        {
          id: "suites.import",
          title: "Import a suite…",
          group: "Suite",
          keywords: "csv jsonl file",
          run: actions.read,
        },
        { id: "suite.csv", title: `Export ${suite.name} as CSV`, group: "Suite", run: () => exportSuite(suite, "csv") },
        {
          id: "suite.jsonl",
          title: `Export ${suite.name} as JSON lines`,
          group: "Suite",
          run: () => exportSuite(suite, "jsonl"),
        },
        { id: "suite.paraphrase", title: "Say every row in other words…", group: "Suite", run: onParaphrase },
      ],
      [actions, suite, onParaphrase],
    ),
  );
  const remove = async (): Promise<void> => {
    const error = await removeSuite(api, suite.id);
    onError(error);
    if (error === undefined)
      offerUndo(`${suite.name} was removed.`, () => void api.call("suites.restore", { id: suite.id }));
  };
  const own = suites.filter((one) => one.assistantId === assistantId);
  const others = suites.filter((one) => one.assistantId !== assistantId);
  return (
    <>
      {renaming ? (
        <TextInput
          className={classes.choose}
          aria-label="Name of the suite"
          // It was asked for just now.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          defaultValue={suite.name}
          maxLength={200}
          onBlur={(event) => {
            const name = event.currentTarget.value.trim();
            if (name !== "" && name !== suite.name) changeSuite(api, suite.id, (now) => ({ ...now, name }));
            setRenaming(false);
          }}
          onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && event.currentTarget.blur()}
        />
      ) : (
        <NativeSelect
          className={classes.choose}
          aria-label="Suite"
          value={suite.id}
          data={
            others.length === 0
              ? own.map(option)
              : [
                  { group: "Of this assistant", items: own.map(option) },
                  { group: "Others", items: others.map(option) },
                ]
          }
          onChange={(event) => chooseSuite(assistantId, event.currentTarget.value)}
        />
      )}
      <IconButton icon={Plus} label="Add a suite" onClick={actions.add} />
      <Menu width={240} position="bottom-start">
        <Menu.Target>
          <IconButton icon={Ellipsis} label={`Actions of ${suite.name}`} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={16} aria-hidden />} onClick={() => setRenaming(true)}>
            Rename
          </Menu.Item>
          <Menu.Item
            leftSection={<Copy size={16} aria-hidden />}
            onClick={() =>
              void addSuite(api, assistantId, `${suite.name} copy`.slice(0, 200), suite.rows).then(onError)
            }
          >
            Duplicate
          </Menu.Item>
          <Menu.Item
            leftSection={<WandSparkles size={16} aria-hidden />}
            disabled={suite.rows.length === 0}
            onClick={onParaphrase}
          >
            Say every row in other words…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<Upload size={16} aria-hidden />} onClick={actions.read}>
            Import CSV or JSON lines…
          </Menu.Item>
          <Menu.Item leftSection={<Download size={16} aria-hidden />} onClick={() => exportSuite(suite, "csv")}>
            Export as CSV
          </Menu.Item>
          <Menu.Item leftSection={<Download size={16} aria-hidden />} onClick={() => exportSuite(suite, "jsonl")}>
            Export as JSON lines
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<Trash2 size={16} aria-hidden />} onClick={() => void remove()}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

const option = ({ id, name, rows }: Suite): { readonly value: string; readonly label: string } => ({
  value: id,
  label: `${name} (${rows.length.toLocaleString("en")})`,
});
