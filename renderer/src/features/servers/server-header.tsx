import { Button, Menu, Tooltip } from "@mantine/core";
import { Copy, Ellipsis, Eye, EyeOff, KeyRound, Pencil, RefreshCw, Trash2, X, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Server } from "#shared/contract/server.ts";
import { cancelDiscovery, discover, useDiscovery } from "#renderer/features/servers/discovery-store.ts";
import { sayFailure } from "#renderer/features/servers/say-failure.ts";
import { serverActions } from "#renderer/features/servers/server-actions.tsx";
import { UnconsumedNote } from "#renderer/features/servers/unconsumed-note.tsx";
import { VerdictLine } from "#renderer/features/servers/verdict-line.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { MaskedUrl } from "#renderer/ui/masked-url.tsx";
import classes from "#renderer/features/servers/server-header.module.css";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  "server.discover": RefreshCw,
  "server.edit": Pencil,
  "server.copyMasked": Copy,
  "server.copySecret": KeyRound,
  "server.remove": Trash2,
};

interface ServerHeaderProps {
  readonly server: Server;
  /** Shows why it fails; absent where nothing can. */
  readonly onDiagnose: (() => void) | undefined;
}

/** Who the server is, what a conversation would register from it, and what can be done with it. */
export function ServerHeader({ server, onDiagnose }: ServerHeaderProps) {
  const api = useApi();
  const { run } = useDiscovery(server.id);
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <h1 className={classes.name} title={server.name}>
          {server.name}
        </h1>
        <Address server={server} />
        <span className={classes.actions}>
          {run.state === "running" ? (
            <>
              <span className={classes.progress} role="status">
                {run.detail}
              </span>
              <Button
                variant="default"
                leftSection={<X size={14} aria-hidden />}
                onClick={() => cancelDiscovery(server.id)}
              >
                Cancel
              </Button>
            </>
          ) : (
            <IconButton icon={RefreshCw} label="Discover again" onClick={() => void discover(api, server.id)} />
          )}
          <Menu width={270}>
            <Menu.Target>
              <IconButton icon={Ellipsis} label={`Actions of ${server.name}`} />
            </Menu.Target>
            <Menu.Dropdown>
              {serverActions(api, server).map(({ id, title, run: act }) => {
                const Icon = ICONS[id];
                return (
                  <Menu.Item
                    key={id}
                    leftSection={Icon === undefined ? undefined : <Icon size={16} aria-hidden />}
                    onClick={act}
                  >
                    {title}
                  </Menu.Item>
                );
              })}
            </Menu.Dropdown>
          </Menu>
        </span>
      </div>
      <VerdictLine server={server} onDiagnose={onDiagnose} />
      <UnconsumedNote server={server} />
    </header>
  );
}

/** The address with its secrets covered; uncovered only by a deliberate press, and covered again by another. */
function Address({ server }: { readonly server: Server }) {
  const api = useApi();
  const [shown, setShown] = useState<string>();
  const reveal = async (): Promise<void> => {
    const revealed = await api.call("servers.reveal", { id: server.id });
    if (revealed.ok) setShown(revealed.value.url);
    else sayFailure(revealed.error);
  };
  return (
    <span className={classes.address}>
      <MaskedUrl url={shown ?? server.maskedUrl} />
      {server.secret === "none" ? undefined : server.secret === "unreadable" ? (
        <Tooltip
          label="The secret of this server cannot be opened here. Edit the address to enter it anew."
          multiline
          maw={280}
        >
          <span className={classes.unreadable} tabIndex={0}>
            secret unreadable
          </span>
        </Tooltip>
      ) : shown === undefined ? (
        <IconButton icon={Eye} label="Show the secret" onClick={() => void reveal()} />
      ) : (
        <IconButton icon={EyeOff} label="Cover the secret" onClick={() => setShown(undefined)} />
      )}
    </span>
  );
}
