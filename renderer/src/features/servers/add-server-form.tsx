import { Button, Collapse, Textarea, TextInput, UnstyledButton } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useMemo, useState, type FormEvent } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { discover } from "#renderer/features/servers/discovery-store.ts";
import { HeaderFields } from "#renderer/features/servers/header-fields.tsx";
import { freeName, readDraft, type ServerDraft } from "#renderer/features/servers/server-form.ts";
import { addServer, useServers } from "#renderer/features/servers/servers-store.ts";
import { TransportField } from "#renderer/features/servers/transport-field.tsx";
import { UrlNotes } from "#renderer/features/servers/url-notes.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import classes from "#renderer/features/servers/server-form.module.css";

const EMPTY: ServerDraft = { url: "", name: "", headers: [], transport: "auto" };

/** Adding by pasting: the address is judged with every keystroke, and a press adds and discovers. */
export function AddServerForm({ onAdded }: { readonly onAdded: (serverId: string) => void }) {
  const api = useApi();
  const [draft, setDraft] = useState(EMPTY);
  const [more, setMore] = useState(false);
  const [adding, setAdding] = useState<Remote<undefined>>(idle);
  const reading = useMemo(() => readServerUrl(draft.url), [draft.url]);
  const servers = useServers();
  const suggested = reading.kind === "remote" ? freeName(reading.suggestedName, servers) : undefined;
  const server = readDraft({ ...draft, name: draft.name.trim() === "" ? (suggested ?? "") : draft.name }, reading);
  const change = (part: Partial<ServerDraft>): void => setDraft((known) => ({ ...known, ...part }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (server === undefined || adding.state === "running") return;
    setAdding(running);
    const added = await addServer(api, server);
    if (!added.ok) return setAdding({ state: "failed", error: added.error });
    void discover(api, added.value.id);
    onAdded(added.value.id);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <div>
        <Textarea
          label="Server URL"
          description="Paste it as you have it, token and all: secrets are masked from then on."
          placeholder="https://mcp.example.com/v1?token=…"
          autosize
          minRows={1}
          maxRows={4}
          spellCheck={false}
          data-autofocus
          value={draft.url}
          classNames={{ input: classes.url }}
          onChange={(event) => change({ url: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter") void submit(event);
          }}
        />
        <UrlNotes reading={reading} onOffer={(url) => change({ url })} />
      </div>
      <TextInput
        label="Name"
        placeholder={suggested ?? "Taken from the address"}
        maxLength={200}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div>
        <UnstyledButton className={classes.more} aria-expanded={more} onClick={() => setMore(!more)}>
          <ChevronRight size={14} aria-hidden /> Headers and transport
        </UnstyledButton>
        <Collapse expanded={more} transitionDuration={100}>
          <div className={classes.extra}>
            <p className={classes.hint}>
              Insighto sends no headers of its own: a server that needs one works here, and in a conversation only
              behind a proxy that adds it.
            </p>
            <HeaderFields rows={draft.headers} onChange={(headers) => change({ headers })} />
            <TransportField value={draft.transport} onChange={(transport) => change({ transport })} />
          </div>
        </Collapse>
      </div>
      {adding.state === "failed" ? <ErrorCard {...adding.error} onDismiss={() => setAdding(idle)} /> : undefined}
      <div className={classes.foot}>
        <Button variant="subtle" color="gray" onClick={() => openDialog({ kind: "import" })}>
          Import a config instead
        </Button>
        <Button type="submit" disabled={server === undefined || adding.state === "running"}>
          Add and discover
        </Button>
      </div>
    </form>
  );
}
