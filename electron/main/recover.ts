import { dialog, type BrowserWindow } from "electron";
import type { Log } from "#core/ports.ts";

/** More crashes of the page than this within a minute are no accident; the person then decides. */
const mostReloads = 3;
const spanMs = 60_000;

/** Brings a page back that crashed or hangs. The core goes on meanwhile, so nothing that was done is lost. */
export function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  const crashes: number[] = [];
  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit" || window.isDestroyed()) return;
    log.warn(`the page's process ended: ${details.reason}, code ${details.exitCode}`);
    const now = performance.now();
    crashes.push(now);
    if (crashes.filter((at) => now - at < spanMs).length <= mostReloads) window.webContents.reload();
    else void offerReload(window);
  });
}

async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: "The window stopped working several times",
    detail: "Your servers, snapshots and calls are safe. Try once more, or quit.",
    buttons: ["Reload", "Quit"],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.webContents.reload();
  else window.close();
}
