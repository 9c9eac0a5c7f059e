import { app, dialog } from "electron";
import { standardErrorLog } from "#core/node-ports.ts";
import { settleDataFolder } from "./data-folder.ts";
import { declarePageScheme } from "./page-protocol.ts";
import { startDesktop } from "./start-desktop.ts";

const folder = settleDataFolder();
// With `--no-sandbox` (root in a container, as in CI) Chromium ends every process that asks for one all the same.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
declarePageScheme();
process.on("unhandledRejection", (error) => standardErrorLog.bug("a promise nobody waited for", error));
process.on("uncaughtException", (error) => standardErrorLog.bug("the main process", error));

// One console for one data folder; a second start brings the first one to the front and ends.
if (app.requestSingleInstanceLock()) {
  // Not awaited at the top: an ES module that waits for readiness here keeps Electron from ever becoming ready.
  void app
    .whenReady()
    .then(() => startDesktop(folder))
    .catch((error: unknown) => {
      standardErrorLog.bug("the start", error);
      dialog.showErrorBox("Preflight cannot start", "Its log on standard error says why. Nothing was changed.");
      app.exit(1);
    });
} else {
  app.quit();
}
