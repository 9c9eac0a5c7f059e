// `npm start`: builds where that is needed, opens the desktop console, and where Electron cannot run here serves
// the same console to this machine's browser. Arguments go to the shell that opens.
import { join } from "node:path";
import { isStale } from "./build-state.ts";
import { openDesktop } from "./desktop.ts";
import { projectRoot, runNode, say } from "./run.ts";

const args = process.argv.slice(2);
if (isStale(projectRoot)) {
  say("Building the console (some seconds, only after a change) ...");
  const viteArgs = ["build", "--logLevel", "warn"];
  const code =
    (await runNode([join(projectRoot, "node_modules/electron-vite/bin/electron-vite.js"), ...viteArgs])) ||
    (await runNode([join(projectRoot, "electron/cli/build.mjs")]));
  if (code !== 0) process.exit(code);
}
const end = await openDesktop(args);
if (end.type === "ended") process.exit(end.code);
say(`No window, because ${end.why}. The same console opens in your browser:`);
process.exit(await runNode([join(projectRoot, "out/web/index.js"), ...args]));
