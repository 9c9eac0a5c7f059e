import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { useMemo, useState, type FormEvent } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import type { Server } from "#shared/contract/server.ts";
import { readServerUrl } from "#shared/platform/server-url.ts";
import { closeDialog } from "#renderer/features/servers/dialogs.ts";
import { discover } from "#renderer/features/servers/discovery-store.ts";
import { HeaderFields } from "#renderer/features/servers/header-fields.tsx";
import {
  headerFault,
  headersOf,
  type HeaderRow,
  type TransportChoice,
} from "#renderer/features/servers/server-form.ts";
import { updateServer, useServer } from "#renderer/features/servers/servers-store.ts";
import { TransportField } from "#renderer/features/servers/transport-field.tsx";
import { UrlNotes } from "#renderer/features/servers/url-notes.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import classes from "#renderer/features/servers/server-form.module.css";

/** Changes a server. The stored address and header values never come here: what is left empty stays as it is. */
export function EditServerForm({ serverId }: { readonly serverId: string }) {
  const server = useServer(serverId);
  return server === undefined ? <p>This server is gone.</p> : <Fields server={server} />;
}

function Fields({ server }: { readonly server: Server }) {
  const api = useApi();
  const [name, setName] = useState(server.name);
  const [url, setUrl] = useState("");
  const [replaceHeaders, setReplaceHeaders] = useState(false);
  const [headers, setHeaders] = useState<readonly HeaderRow[]>([{ key: 1, name: "", value: "" }]);
  const known: TransportChoice = server.transport ?? "auto";
  const [transport, setTransport] = useState<TransportChoice>(known);
  const [saving, setSaving] = useState<Remote<undefined>>(idle);
  const reading = useMemo(() => readServerUrl(url), [url]);
  const usable =
    name.trim() !== "" &&
    (reading.kind === "empty" || reading.kind === "remote") &&
    !(replaceHeaders && headers.some((row) => headerFault(row) !== undefined));
  const moved = reading.kind === "remote" || replaceHeaders || transport !== known;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!usable || saving.state === "running") return;
    setSaving(running);
    const implied = reading.kind === "remote" ? reading.headers : {};
    const change: MethodInput<"servers.update"> = {
      id: server.id,
      name: name.trim(),
      ...(transport === known ? {} : { transport: transport === "auto" ? null : transport }),
      ...(reading.kind === "remote" ? { url: reading.url } : {}),
      ...(replaceHeaders ? { headers: headersOf(headers, implied) } : {}),
      ...(!replaceHeaders && Object.keys(implied).length > 0 ? { headers: implied } : {}),
    };
    const changed = await updateServer(api, change);
    if (!changed.ok) return setSaving({ state: "failed", error: changed.error });
    if (moved) void discover(api, server.id);
    closeDialog();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <TextInput
        label="Name"
        maxLength={200}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Textarea
          label="New server URL"
          description="Left empty, the address stays as it is."
          placeholder={server.maskedUrl}
          autosize
          minRows={1}
          maxRows={4}
          spellCheck={false}
          value={url}
          classNames={{ input: classes.url }}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <UrlNotes reading={reading} onOffer={setUrl} />
      </div>
      <Checkbox
        label={
          server.headerNames.length === 0
            ? "Send extra headers"
            : `Replace the headers (now: ${server.headerNames.join(", ")})`
        }
        checked={replaceHeaders}
        onChange={(event) => setReplaceHeaders(event.currentTarget.checked)}
      />
      {replaceHeaders ? <HeaderFields rows={headers} onChange={setHeaders} /> : undefined}
      <TransportField value={transport} onChange={setTransport} />
      {saving.state === "failed" ? <ErrorCard {...saving.error} onDismiss={() => setSaving(idle)} /> : undefined}
      <div className={classes.foot}>
        <Button variant="subtle" color="gray" onClick={closeDialog}>
          Cancel
        </Button>
        <Button type="submit" disabled={!usable || saving.state === "running"}>
          {moved ? "Save and discover" : "Save"}
        </Button>
      </div>
    </form>
  );
}
