import { Button } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";
import { create } from "zustand";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** Changes of each server that were not looked at yet, counted in this window. */
const useNewsStore = create<{ readonly unseen: ReadonlyMap<string, number> }>(() => ({ unseen: new Map() }));

/** How many changes of a server's list were not looked at yet. */
export const useUnseenChanges = (serverId: string | undefined): number =>
  useNewsStore(({ unseen }) => (serverId === undefined ? 0 : (unseen.get(serverId) ?? 0)));

/** The server's drift is being looked at. */
export function sawChanges(serverId: string): void {
  useNewsStore.setState(({ unseen }) => {
    if (!unseen.has(serverId)) return { unseen };
    const rest = new Map(unseen);
    rest.delete(serverId);
    return { unseen: rest };
  });
}

interface Watcher {
  /** Whether the drift of this server is on screen now. */
  readonly isLookedAt: (serverId: string) => boolean;
  readonly onShow: (serverId: string) => void;
}

/** Counts changes as they are discovered, and says so in a note where the server is watched. Returns the end of it. */
export function followDriftNews(api: ConsoleApi, { isLookedAt, onShow }: Watcher): () => void {
  return api.on("discovery.finished", ({ run: { id, serverId, outcome } }) => {
    if (outcome.state !== "listed" || !outcome.changed || isLookedAt(serverId)) return;
    void (async () => {
      try {
        const [[change], servers] = await Promise.all([
          api.call("drift.timeline", { serverId, runIds: [id] }),
          api.call("servers.list", {}),
        ]);
        // The first list of all has nothing before it, so nothing changed.
        if (change === undefined) return;
        useNewsStore.setState(({ unseen }) => ({
          unseen: new Map(unseen).set(serverId, (unseen.get(serverId) ?? 0) + 1),
        }));
        const server = servers.find((one) => one.id === serverId);
        if (server?.watchMs !== undefined) announce(serverId, server.name, change, onShow);
      } catch {
        // Only where the wire died; the connection bar says so.
      }
    })();
  });
}

function announce(
  serverId: string,
  name: string,
  { level, summary }: { readonly level: string; readonly summary: string },
  onShow: Watcher["onShow"],
): void {
  const note = `drift-${serverId}`;
  hideNotification(note);
  showNotification({
    id: note,
    title: `${name} changed: ${level}`,
    autoClose: level === "harmless" ? 8_000 : false,
    ...(level === "breaking" ? { color: "red" } : {}),
    message: (
      <>
        <p style={{ margin: "0 0 6px" }}>{summary.replaceAll("`", "").slice(0, 240)}</p>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            onShow(serverId);
            hideNotification(note);
          }}
        >
          Show drift
        </Button>
      </>
    ),
    closeButtonProps: { "aria-label": "Dismiss" },
  });
}
