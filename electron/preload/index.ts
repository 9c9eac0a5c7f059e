import { contextBridge, ipcRenderer } from "electron";
import type { Wire } from "#shared/rpc/wire.ts";

// The page's only way out: text to the core, text from the core. No event object and no channel name crosses over,
// and the contract can grow without a change here. The main process checks who speaks.
const toCore = "preflight:to-core";
const toScreen = "preflight:to-screen";

type FromMain = { readonly type: "text"; readonly text: string } | { readonly type: "close" };

const heard = new Set<(text: string) => void>();
const closers = new Set<() => void>();
let open = true;

ipcRenderer.on(toScreen, (_event, message: FromMain) => {
  if (message.type === "text") for (const listener of heard) listener(message.text);
  else end();
});

function end(): void {
  if (!open) return;
  open = false;
  for (const listener of closers) listener();
}

const wire: Wire = {
  send(text) {
    if (open) ipcRenderer.send(toCore, { type: "text", text });
  },
  onMessage(listener) {
    heard.add(listener);
    return () => {
      heard.delete(listener);
    };
  },
  onClose(listener) {
    if (!open) listener();
    closers.add(listener);
    return () => {
      closers.delete(listener);
    };
  },
  close() {
    if (open) ipcRenderer.send(toCore, { type: "close" });
    end();
  },
};

ipcRenderer.send(toCore, { type: "open" });
contextBridge.exposeInMainWorld("preflightWire", wire);
