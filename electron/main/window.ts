import { BrowserWindow, nativeTheme, screen, type Rectangle } from "electron";
import { devUrl, pageUrl } from "./page-address.ts";
import type { SettingsFile, WindowState } from "./settings-file.ts";

/** Sizes in pixels; the page works from the smallest up. */
const smallest = { width: 1024, height: 700 };
const usual = { width: 1440, height: 900 };

/** Opens the console's window where it was left, on a screen that is still there. `preload` is a file's path. */
export function openWindow(settings: SettingsFile, preload: string): BrowserWindow {
  const { bounds, maximized } = settings.window();
  const window = new BrowserWindow({
    ...usual,
    ...(bounds !== undefined && isOnScreen(bounds) ? bounds : {}),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: "Preflight",
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#1b1c1f" : "#ffffff",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => settings.setWindow(stateOf(window)));
  void window.loadURL(devUrl ?? pageUrl);
  return window;
}

function stateOf(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

function isOnScreen(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  return (
    bounds.x < workArea.x + workArea.width &&
    bounds.x + bounds.width > workArea.x &&
    bounds.y < workArea.y + workArea.height &&
    bounds.y + bounds.height > workArea.y
  );
}
