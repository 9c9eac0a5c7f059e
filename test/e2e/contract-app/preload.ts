import { contextBridge, ipcRenderer } from "electron";
import "../../../electron/preload/index.ts";

// Beside the real wire: a second channel by which the suite in the main process moves the page's end of it.
contextBridge.exposeInMainWorld("bridge", {
  onSend: (listener: (text: string) => void) => ipcRenderer.on("bridge:send", (_event, text: string) => listener(text)),
  onClose: (listener: () => void) => ipcRenderer.on("bridge:close", () => listener()),
  message: (text: string) => ipcRenderer.send("bridge:message", text),
  closed: () => ipcRenderer.send("bridge:closed"),
});
