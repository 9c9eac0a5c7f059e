import { Button, Menu, Switch } from "@mantine/core";
import { Copy, Ellipsis, Pencil, Play, Plus, Trash2, Unplug } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { openHttpToolDialog } from "#renderer/features/http-tools/http-tool-dialog.ts";
import {
  attachHttpTool,
  followHttpTools,
  useAttachedIds,
  useHttpTools,
} from "#renderer/features/http-tools/http-tools-store.ts";
import { SingleToolNote } from "#renderer/features/http-tools/single-tool-note.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { MaskedUrl } from "#renderer/ui/masked-url.tsx";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/http-tools/http-tools.module.css";

interface HttpToolsPanelProps {
  readonly assistantId: string;
  /** Attached servers that list one tool only. */
  readonly singles: readonly { readonly serverName: string; readonly tool: ToolEntry }[];
}

/** The custom HTTP tools: which of them the assistant is given, and what can be done with each. */
export function HttpToolsPanel({ assistantId, singles }: HttpToolsPanelProps) {
  const api = useApi();
  const tools = useHttpTools();
  const attached = useAttachedIds(assistantId);
  const [error, setError] = useState<ConsoleError>();
  useEffect(() => followHttpTools(api), [api]);
  const add = useMemo(() => () => openHttpToolDialog({ kind: "add", seed: undefined, assistantId }), [assistantId]);
  useOfferedActions(
    useMemo(
      () => [
        {
          id: "httpTools.add",
          title: "Add a custom HTTP tool…",
          group: "Assistants",
          keywords: "endpoint api rest new",
          run: add,
        },
        ...(tools ?? []).flatMap((tool) => [
          {
            id: `httpTools.try.${tool.id}`,
            title: `Try ${tool.name}…`,
            group: "Assistants",
            run: () => openHttpToolDialog({ kind: "try", tool }),
          },
          {
            id: `httpTools.edit.${tool.id}`,
            title: `Edit ${tool.name}…`,
            group: "Assistants",
            run: () => openHttpToolDialog({ kind: "edit", tool }),
          },
        ]),
      ],
      [add, tools],
    ),
  );
  if (tools === undefined) return undefined;
  const attach = async (id: string, wanted: boolean): Promise<void> => {
    const done = await attachHttpTool(api, assistantId, id, wanted);
    setError(done.ok ? undefined : done.error);
  };
  const remove = async ({ id, name }: HttpTool): Promise<void> => {
    const removed = await api.call("httpTools.remove", { id });
    setError(removed.ok ? undefined : removed.error);
    if (removed.ok) offerUndo(`${name} was removed.`, () => void api.call("httpTools.restore", { id }));
  };
  return (
    <section className={classes.panel} aria-label="Custom HTTP tools" data-pane="http-tools">
      <header className={classes.bar}>
        <span className={classes.hint}>
          One endpoint each, with a schema of your own. The model sees them beside the tools of the servers.
        </span>
        <Button variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={add}>
          Add
        </Button>
      </header>
      {error === undefined ? undefined : <ErrorCard {...error} onDismiss={() => setError(undefined)} />}
      {singles.map(({ serverName, tool }) => (
        <SingleToolNote key={serverName} serverName={serverName} tool={tool} assistantId={assistantId} />
      ))}
      {tools.length === 0 ? (
        <EmptyState
          icon={Unplug}
          title="There are no custom HTTP tools."
          text="For a single endpoint, a custom tool takes a minute: name, address, schema. No server is needed."
        >
          <Button onClick={add}>Add a custom HTTP tool</Button>
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-label="Custom HTTP tools">
          {tools.map((tool) => (
            <Row
              key={tool.id}
              tool={tool}
              attached={attached.includes(tool.id)}
              onAttach={(wanted) => void attach(tool.id, wanted)}
              onRemove={() => void remove(tool)}
              onDuplicate={() =>
                openHttpToolDialog({
                  kind: "add",
                  seed: { ...tool, name: `${tool.name}_copy`.slice(-64) },
                  assistantId,
                })
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  readonly tool: HttpTool;
  readonly attached: boolean;
  readonly onAttach: (attached: boolean) => void;
  readonly onRemove: () => void;
  readonly onDuplicate: () => void;
}

function Row({ tool, attached, onAttach, onRemove, onDuplicate }: RowProps) {
  const { name, description, method, url, headers, readOnly } = tool;
  const secrets = headers.filter(({ secret }) => secret).length;
  return (
    <li className={classes.row}>
      <Switch
        aria-label={`${name} is given to this assistant`}
        checked={attached}
        onChange={(event) => onAttach(event.currentTarget.checked)}
      />
      <div className={classes.about}>
        <p className={classes.name}>
          <code>{name}</code>
          <span className={classes.mark}>{readOnly ? "only reads" : "asks before it is called"}</span>
          {secrets === 0 ? undefined : <span className={classes.mark}>{formatCount(secrets, "secret header")}</span>}
        </p>
        <p className={classes.description}>{description === "" ? "No description" : description}</p>
        <p className={classes.url}>
          <code>{method}</code> <MaskedUrl url={url} />
        </p>
      </div>
      <IconButton icon={Play} label={`Try ${name}`} onClick={() => openHttpToolDialog({ kind: "try", tool })} />
      <IconButton icon={Pencil} label={`Edit ${name}`} onClick={() => openHttpToolDialog({ kind: "edit", tool })} />
      <Menu width={180}>
        <Menu.Target>
          <IconButton icon={Ellipsis} label={`Actions of ${name}`} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={onDuplicate}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={16} aria-hidden />} onClick={onRemove}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
