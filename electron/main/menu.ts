import type { MenuItemConstructorOptions } from "electron";

/** An entry of the native menu that is also an action of the command palette, by the palette's id. */
const action = (
  label: string,
  id: string,
  choose: (id: string) => void,
  accelerator?: string,
): MenuItemConstructorOptions => ({
  id,
  label,
  click: () => choose(id),
  // The page listens to the keys itself; the menu only shows them, so that nothing happens twice.
  ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
});

const separator: MenuItemConstructorOptions = { type: "separator" };

/** The native menu. `choose` is given the id of a palette action; everything else is the system's own. */
export function menuTemplate(platform: NodeJS.Platform, choose: (id: string) => void): MenuItemConstructorOptions[] {
  const mac = platform === "darwin";
  return [
    ...(mac ? [{ role: "appMenu" as const }] : []),
    {
      label: "File",
      submenu: [
        action("Add a Server…", "servers.add", choose),
        action("Import a Client’s Config…", "servers.import", choose),
        action("Start a Sample Server…", "servers.samples", choose),
        separator,
        action("Settings", "rooms.settings", choose),
        separator,
        mac ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "View",
      submenu: [
        action("Find an Action…", "palette.open", choose, "CmdOrCtrl+K"),
        action("Filter the List", "window.filter", choose, "CmdOrCtrl+F"),
        action("Discover Again", "server.discover", choose, "CmdOrCtrl+Shift+D"),
        action("Next Pane", "window.nextPane", choose, "F6"),
        separator,
        action("Servers", "rooms.servers", choose),
        action("Activity", "rooms.activity", choose),
        separator,
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { role: "togglefullscreen" },
        separator,
        { role: "reload" },
        { role: "toggleDevTools" },
      ],
    },
    { role: "windowMenu" },
  ];
}
