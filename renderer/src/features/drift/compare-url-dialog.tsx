import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { create } from "zustand";
import { useApi } from "#renderer/api/console-api.tsx";
import { choose } from "#renderer/features/drift/drift-store.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { readServerUrl, type ServerUrlReading } from "#shared/platform/server-url.ts";
import type { Server } from "#shared/contract/server.ts";
import classes from "#renderer/features/drift/compare-url-dialog.module.css";

/** The server whose list is to be compared with a URL. */
const useWanted = create<{ readonly serverId: string | undefined }>(() => ({ serverId: undefined }));

/** Asks for the URL; from the menu of the Drift tab and from the palette. */
export const askForUrl = (serverId: string): void => useWanted.setState({ serverId });

const close = (): void => useWanted.setState({ serverId: undefined });

/** Asks for a URL whose tools are compared with this server's. It is discovered for that, and not kept. */
export function CompareUrlDialog({ server }: { readonly server: Server }) {
  const opened = useWanted(({ serverId }) => serverId === server.id);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Compare with another URL"
      size={520}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <UrlForm server={server} />
    </Modal>
  );
}

function UrlForm({ server }: { readonly server: Server }) {
  const api = useApi();
  const [url, setUrl] = useState("");
  const reading = readServerUrl(url);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reading.kind !== "remote") return;
    close();
    void choose(api, server.id, { before: { side: { kind: "url", url }, title: reading.maskedUrl } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label="URL"
          description={`Its tools are discovered now and compared with those of ${server.name}. The URL is not kept.`}
          placeholder="https://mcp.example.com/v2?token=…"
          autosize
          minRows={1}
          maxRows={4}
          spellCheck={false}
          data-autofocus
          value={url}
          classNames={{ input: classes.url }}
          onChange={(event) => setUrl(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") submit(event);
          }}
        />
        <p className={classes.note} aria-live="polite">
          {noteOf(reading)}
        </p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={reading.kind !== "remote"}>
            Compare
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function noteOf(reading: ServerUrlReading) {
  if (reading.kind === "empty") return undefined;
  const refused = reading.kind === "remote" ? reading.platformRefuses : reading.said;
  if (refused === undefined) return undefined;
  return (
    <>
      <StatusMark tone={reading.kind === "remote" ? "attention" : "stopped"} /> <span>{refused}</span>
    </>
  );
}
