import { useEffect, useMemo } from "react";
import { offeredActions, useOfferedActions, type Action } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { valueOf } from "#renderer/api/remote.ts";
import { chooseTheme } from "#renderer/api/preferences.ts";
import { focusFilter, focusNextPane } from "#renderer/ui/focus.ts";
import { go, ROOMS } from "#renderer/app/navigation.ts";
import { startDemo } from "#renderer/app/start-demo.ts";
import { wantPalette } from "#renderer/app/palette-store.ts";
import { ROOM_NAMES } from "#renderer/app/rail.tsx";
import { sayFailure } from "#renderer/features/servers/say-failure.ts";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { pickBundle } from "#renderer/features/bundle/bundle-store.ts";
import { openMatrix } from "#renderer/features/drift/matrix-store.ts";
import { openModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { useServers, useServersStore } from "#renderer/features/servers/servers-store.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** Offers what can be done anywhere in the window: rooms, servers, adding, theme, focus. */
export function useWindowActions(): void {
  const api = useApi();
  const servers = useServers();
  useOfferedActions(useMemo(() => windowActions(api), [api]));
  // The native menu names an action of the palette; one that is not on offer now does nothing.
  useEffect(
    () =>
      api.on("app.actionChosen", ({ action }) =>
        offeredActions()
          .find(({ id }) => id === action)
          ?.run(),
      ),
    [api],
  );
  useOfferedActions(
    useMemo(
      () =>
        servers.map(({ id, name }) => ({
          id: `open.${id}`,
          title: `Open ${name}`,
          group: "Servers",
          keywords: "server go to",
          run: () => go(api, { room: "servers", serverId: id }),
        })),
      [api, servers],
    ),
  );
}

function windowActions(api: ConsoleApi): readonly Action[] {
  return [
    { id: "servers.add", title: "Add a server…", group: "Servers", keywords: "new paste url", run: add("add") },
    {
      id: "servers.import",
      title: "Import a client’s config…",
      group: "Servers",
      keywords: "mcp.json claude cursor vscode inspector",
      run: add("import"),
    },
    {
      id: "bundle.open",
      title: "Open a support bundle…",
      group: "Servers",
      keywords: "file offline diagnosis read",
      run: () => void pickBundle(),
    },
    {
      id: "servers.matrix",
      title: "Compare the tools of several servers…",
      group: "Servers",
      keywords: "matrix surfaces drift difference",
      run: () => openMatrix(firstServers()),
    },
    { id: "servers.samples", title: "Start a sample server…", group: "Servers", keywords: "demo", run: add("samples") },
    {
      id: "models.add",
      title: "Add a model…",
      group: "Models",
      keywords: "llm key openai anthropic claude gemini ollama provider",
      run: () => openModelDialog(),
    },
    {
      id: "demo.start",
      title: "See a demonstration",
      group: "Servers",
      keywords: "demo sample conversation assistant talk",
      run: () =>
        void startDemo(api).then((error) => {
          if (error !== undefined) sayFailure(error);
        }),
    },
    ...ROOMS.map((room) => ({
      id: `rooms.${room}`,
      title: `Go to ${ROOM_NAMES[room].title}`,
      group: "Window",
      run: () => go(api, { room }),
    })),
    ...(["system", "light", "dark"] as const).map((theme) => ({
      id: `theme.${theme}`,
      title: theme === "system" ? "Use the system’s theme" : `Use the ${theme} theme`,
      group: "Window",
      keywords: "appearance colour dark light",
      run: () => chooseTheme(api, theme),
    })),
    { id: "palette.open", title: "Find an action", group: "Window", shortcut: "mod+K", run: wantPalette },
    { id: "window.filter", title: "Filter the list", group: "Window", shortcut: "mod+F", run: focusFilter },
    { id: "window.nextPane", title: "Next pane", group: "Window", shortcut: "F6", run: () => focusNextPane(1) },
    {
      id: "window.previousPane",
      title: "Previous pane",
      group: "Window",
      shortcut: "shift+F6",
      run: () => focusNextPane(-1),
    },
  ];
}

const add = (kind: "add" | "import" | "samples") => (): void => openDialog({ kind });

/** The first servers that ever listed anything, for a first look. */
function firstServers(): readonly string[] {
  const servers = valueOf(useServersStore.getState().servers) ?? [];
  return servers
    .filter(({ lastRun }) => lastRun?.outcome.state === "listed")
    .slice(0, 4)
    .map(({ id }) => id);
}
