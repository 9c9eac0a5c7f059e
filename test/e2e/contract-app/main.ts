// An Electron program that runs the contract suite over the desktop shell's own wire: its ipc room, its preload and
// its page address are the real ones; only the page is a bridge to the suite, which runs in this process.
import { join } from "node:path";
import { app, BrowserWindow, ipcMain, session } from "electron";
import type { Wire } from "#shared/rpc/wire.ts";
import { serveContents } from "../../../electron/main/ipc-wire.ts";
import { pageUrl } from "../../../electron/main/page-address.ts";
import { declarePageScheme, servePage } from "../../../electron/main/page-protocol.ts";
import { contractChecks, type WirePair } from "../../contract/contract-suite.ts";

declarePageScheme();

async function makePair(): Promise<WirePair> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { preload: join(import.meta.dirname, "preload.cjs"), sandbox: true, contextIsolation: true },
  });
  const contents = window.webContents;
  const opened = new Promise<Wire>((resolve, reject) => {
    serveContents(contents, resolve, (said) => reject(new Error(said)));
  });
  const heard = new Set<(text: string) => void>();
  const closers = new Set<() => void>();
  let open = true;
  contents.ipc.on("bridge:message", (_event, text: string) => heard.forEach((listener) => listener(text)));
  contents.ipc.on("bridge:closed", () => {
    open = false;
    closers.forEach((listener) => listener());
  });
  await window.loadURL(pageUrl);
  const screenEnd: Wire = {
    send: (text) => contents.send("bridge:send", text),
    onMessage(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onClose(listener) {
      if (!open) listener();
      closers.add(listener);
      return () => closers.delete(listener);
    },
    close: () => contents.send("bridge:close"),
  };
  return { coreEnd: await opened, screenEnd };
}

void app.whenReady().then(() => {
  servePage(session.defaultSession, import.meta.dirname);
  // Keeps the program up between checks, and gives Playwright its first window.
  const keeper = new BrowserWindow({ show: false });
  void keeper.loadURL("about:blank");
  Object.assign(globalThis, {
    async runCheck(name: string) {
      await contractChecks.find((check) => check.name === name)?.run(makePair);
      for (const window of BrowserWindow.getAllWindows()) if (window !== keeper) window.destroy();
      ipcMain.removeAllListeners();
    },
  });
});
