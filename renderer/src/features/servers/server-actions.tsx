import { Button } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";
import type { Action } from "#renderer/api/actions.ts";
import type { Server } from "#shared/contract/server.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { discover } from "#renderer/features/servers/discovery-store.ts";
import { removeServer, restoreServer } from "#renderer/features/servers/servers-store.ts";
import { sayFailure } from "#renderer/features/servers/say-failure.ts";

const CLOSABLE = { closeButtonProps: { "aria-label": "Dismiss" } };

/** What can be done with a server, for the palette and the page's menu. */
export function serverActions(api: ConsoleApi, server: Server): readonly Action[] {
  const group = server.name;
  return [
    {
      id: "server.discover",
      title: "Discover again",
      group,
      keywords: "refresh reload list tools",
      shortcut: "mod+shift+D",
      run: () => void discover(api, server.id),
    },
    {
      id: "server.edit",
      title: "Edit name, address and headers…",
      group,
      keywords: "rename url transport",
      run: () => openDialog({ kind: "edit", serverId: server.id }),
    },
    {
      id: "server.copyMasked",
      title: "Copy the masked URL",
      group,
      keywords: "address clipboard",
      run: () => void copyMasked(server),
    },
    ...(server.secret === "none"
      ? []
      : [
          {
            id: "server.copySecret",
            title: "Copy the full URL with its secret",
            group,
            keywords: "reveal token clipboard",
            run: () => void copyFull(api, server),
          },
        ]),
    { id: "server.remove", title: "Remove", group, keywords: "delete", run: () => void remove(api, server) },
  ];
}

async function copyMasked({ maskedUrl }: Server): Promise<void> {
  await navigator.clipboard.writeText(maskedUrl);
  showNotification({ ...CLOSABLE, message: "Copied the masked URL." });
}

async function copyFull(api: ConsoleApi, { id }: Server): Promise<void> {
  const revealed = await api.call("servers.reveal", { id });
  if (!revealed.ok) return sayFailure(revealed.error);
  await navigator.clipboard.writeText(revealed.value.url);
  showNotification({ ...CLOSABLE, message: "Copied the full URL. It holds the secret: mind where you paste it." });
}

async function remove(api: ConsoleApi, { id, name }: Server): Promise<void> {
  const removed = await removeServer(api, id);
  if (!removed.ok) return sayFailure(removed.error);
  const notification = `removed-${id}`;
  const undo = async (): Promise<void> => {
    hideNotification(notification);
    const restored = await restoreServer(api, id);
    if (!restored.ok) sayFailure(restored.error);
  };
  showNotification({
    ...CLOSABLE,
    id: notification,
    title: `Removed ${name}`,
    message: (
      <Button variant="default" mt={4} onClick={() => void undo()}>
        Undo
      </Button>
    ),
  });
}
