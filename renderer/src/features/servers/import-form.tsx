import { Button, Checkbox, FileButton, Textarea } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import { maskUrl } from "#shared/base/redact.ts";
import { readClientConfig, type ClientConfig, type ImportedServer } from "#shared/platform/import-config.ts";
import { discover } from "#renderer/features/servers/discovery-store.ts";
import { addServer } from "#renderer/features/servers/servers-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { MaskedUrl } from "#renderer/ui/masked-url.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import classes from "#renderer/features/servers/import-form.module.css";

/** Larger files are no client configuration; the reader says so too, but reading them costs memory first. */
const LARGEST_FILE = 1_048_576;

/** Takes servers over from the configuration of another MCP client. */
export function ImportForm({ onImported }: { readonly onImported: (serverId: string) => void }) {
  const api = useApi();
  const [text, setText] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState<Remote<undefined>>(idle);
  const config = useMemo(() => (text.trim() === "" ? undefined : readClientConfig(text)), [text]);
  const entries = config === undefined || "error" in config ? [] : config.entries;
  const chosen = entries.filter(({ name }) => !left.has(name));

  const pick = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setText(file.size > LARGEST_FILE ? " ".repeat(LARGEST_FILE) + "x" : await file.text());
  };
  const add = async (): Promise<void> => {
    setAdding(running);
    let first: string | undefined;
    for (const { name, url, headers, transport } of chosen) {
      const added = await addServer(api, {
        name,
        url,
        ...(Object.keys(headers).length === 0 ? {} : { headers: { ...headers } }),
        ...(transport === undefined ? {} : { transport }),
      });
      if (!added.ok) return setAdding({ state: "failed", error: added.error });
      // What was added is not offered again if a later one fails.
      setLeft((known) => new Set(known).add(name));
      void discover(api, added.value.id);
      first ??= added.value.id;
    }
    if (first !== undefined) onImported(first);
  };

  return (
    <div className={classes.form}>
      <Textarea
        label="Configuration"
        description="mcp.json, claude_desktop_config.json, .vscode/mcp.json, Cursor or Inspector. It is read here and sent nowhere."
        placeholder={'{ "mcpServers": { … } }'}
        rows={5}
        spellCheck={false}
        data-autofocus
        classNames={{ input: classes.text }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <FileButton accept=".json,.jsonc,application/json" onChange={(file) => void pick(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<FileUp size={16} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
      </div>
      {config === undefined ? undefined : <Found config={config} left={left} onLeft={setLeft} />}
      {adding.state === "failed" ? <ErrorCard {...adding.error} onDismiss={() => setAdding(idle)} /> : undefined}
      <div className={classes.foot}>
        <Button disabled={chosen.length === 0 || adding.state === "running"} onClick={() => void add()}>
          {chosen.length === 0 ? "Add" : `Add ${formatCount(chosen.length, "server")}`}
        </Button>
      </div>
    </div>
  );
}

interface FoundProps {
  readonly config: ClientConfig;
  readonly left: ReadonlySet<string>;
  readonly onLeft: (left: ReadonlySet<string>) => void;
}

function Found({ config, left, onLeft }: FoundProps) {
  if ("error" in config)
    return (
      <p className={classes.fault} role="alert">
        <StatusMark tone="stopped" /> {config.error}
      </p>
    );
  const { source, entries, unusable } = config;
  const toggle = (name: string, on: boolean): void => {
    const next = new Set(left);
    if (on) next.delete(name);
    else next.add(name);
    onLeft(next);
  };
  return (
    <section className={classes.found} aria-label="Servers in this file">
      <p className={classes.source}>
        {source}: {formatCount(entries.length, "server")} to add
        {unusable.length > 0 ? `, ${unusable.length} not usable` : ""}
      </p>
      <ul className={classes.list} tabIndex={0} aria-label="Entries">
        {entries.map((entry) => (
          <li key={entry.name}>
            <Checkbox
              checked={!left.has(entry.name)}
              onChange={(event) => toggle(entry.name, event.currentTarget.checked)}
              label={<EntryLabel entry={entry} />}
            />
          </li>
        ))}
        {unusable.map(({ name, reason }) => (
          <li key={name} className={classes.unusable}>
            <StatusMark tone="stopped" label="not usable" />
            <span>
              <strong>{name}</strong> {reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function EntryLabel({ entry: { name, url, headers } }: { readonly entry: ImportedServer }) {
  const names = Object.keys(headers);
  return (
    <span className={classes.entry}>
      <strong>{name}</strong>
      <MaskedUrl url={maskUrl(url)} />
      {names.length === 0 ? undefined : <span className={classes.headers}>with {names.join(", ")}</span>}
    </span>
  );
}
