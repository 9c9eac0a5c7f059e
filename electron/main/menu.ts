import type { MenuItemConstructorOptions } from "electron";

/** An entry of the native menu that is also an action of the command palette, by the palette's id. */
const action = (
  label: string,
  id: string,
  choose: (id: string) => void,
  accelerator?: string,
): MenuItemConstructorOptions => ({
  label,
  click: () => choose(id),
  // The page listens to the keys itself; the menu only shows them, so that nothing happens twice.
  ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
});

const separator: MenuItemConstructorOptions = { type: "separator" };

/**
 * The native menu. `choose` is given the id of a palette action. The template is plain data, so that a test can
 * hold it against what the palette offers.
 */
export function menuTemplate(platform: NodeJS.Platform, choose: (id: string) => void): MenuItemConstructorOptions[] {
  const mac = platform === "darwin";
  return [
    ...(mac ? [{ role: "appMenu" as const }] : []),
    {
      label: "File",
      submenu: [
        action("Add Server...", "servers.add", choose),
        action("Settings", "rooms.settings", choose),
        separator,
        mac ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "View",
      submenu: [
        action("Command Palette...", "palette.open", choose, "CmdOrCtrl+K"),
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
