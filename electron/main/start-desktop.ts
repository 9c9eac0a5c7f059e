import { fileURLToPath } from "node:url";
import { app, BrowserWindow, Menu, nativeTheme, safeStorage, session } from "electron";
import { createCore, type Core } from "#core/core.ts";
import { openNodePorts, standardErrorLog as log } from "#core/node-ports.ts";
import type { PreferenceFile } from "#core/ports.ts";
import { fileSecrets } from "#core/secrets/file-secrets.ts";
import { openStoreAsking } from "#core/store/open-store-asking.ts";
import type { EventListener } from "#shared/contract/events.ts";
import { serve } from "#shared/rpc/serve.ts";
import { serveContents } from "./ipc-wire.ts";
import { keyringSecrets } from "./keyring-secrets.ts";
import { lockDown } from "./lock-down.ts";
import { menuTemplate } from "./menu.ts";
import { openExternal } from "./open-external.ts";
import { servePage } from "./page-protocol.ts";
import { reloadAfterCrash } from "./recover.ts";
import { openSettings, type SettingsFile } from "./settings-file.ts";
import { askAboutStore } from "./store-refusal.ts";
import { openWindow } from "./window.ts";

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Opens the console: its database, the core, and the window on it. Runs once, when Electron is ready. */
export async function startDesktop(folder: string): Promise<void> {
  lockDown(session.defaultSession);
  servePage(session.defaultSession, beside("../renderer"));
  const store = await openStoreAsking(folder, (refusal) => askAboutStore(refusal, folder));
  if (store === undefined) return app.quit();

  const settings = openSettings(folder, new Date().toISOString());
  nativeTheme.themeSource = settings.preferences.get().theme;
  const ports = openNodePorts({
    shell: "desktop",
    version: app.getVersion(),
    folder,
    store,
    log,
    secrets: keyringSecrets(safeStorage, process.platform, fileSecrets()),
    preferences: withTheme(settings.preferences),
    nativeMenu: true,
    openExternal: (url) => openExternal(url, BrowserWindow.getFocusedWindow() ?? undefined),
  });
  const core = await createCore(ports);
  const chosen = new Set<EventListener>();
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, (action) => {
        for (const listener of chosen) listener("app.actionChosen", { action });
      }),
    ),
  );
  const open = (): void => showConsole(core, settings, chosen);
  open();
  endWell(core, open);
}

/** One window, served by the core and by the menu. */
function showConsole(core: Core, settings: SettingsFile, chosen: Set<EventListener>): void {
  const window = openWindow(settings, beside("../preload/index.cjs"));
  serveContents(
    window.webContents,
    (wire) => {
      serve(wire, core.handlers, {
        onBug: (method, error) => log.bug(method, error),
        subscribe(listener) {
          chosen.add(listener);
          const stop = core.subscribe(listener);
          return () => {
            chosen.delete(listener);
            stop();
          };
        },
      });
    },
    (said) => log.warn(`refused a message: ${said}`),
  );
  reloadAfterCrash(window, log);
  // Tells `npm start` that there is a window, so that it does not fall back to the browser.
  window.webContents.once("did-finish-load", () => process.send?.("ready"));
}

/** A second start shows the window; the last window's end is the console's, but not on macOS; jobs are ended first. */
function endWell(core: Core, open: () => void): void {
  app.on("second-instance", () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void core
      .close()
      .catch((error: unknown) => log.bug("closing", error))
      .finally(() => app.quit());
  });
}

/** The theme of the system's own parts (menus, dialogs, scroll bars) follows the preference. */
function withTheme(preferences: PreferenceFile): PreferenceFile {
  return {
    get: () => preferences.get(),
    set(change) {
      const changed = preferences.set(change);
      nativeTheme.themeSource = changed.theme;
      return changed;
    },
  };
}
