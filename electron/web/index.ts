import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createCore } from "#core/core.ts";
import { dataHome } from "#core/data-home.ts";
import { openNodePorts, standardErrorLog as log } from "#core/node-ports.ts";
import { openStoreAsking } from "#core/store/open-store-asking.ts";
import { serve } from "#shared/rpc/serve.ts";
import { chooseByFlag } from "./store-flag.ts";
import { startWebShell } from "./web-shell.ts";

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const usage = `usage: preflight serve [--port NUMBER] [--database restore-backup|accept|start-fresh|open-read-only]`;
const { values } = parseArgs({ options: { port: { type: "string" }, database: { type: "string" } }, strict: false });
const port = Number(values.port ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  say(usage);
  process.exit(1);
}

const folder = dataHome({ platform: process.platform, env: process.env, home: homedir() });
const store = await openStoreAsking(
  folder,
  chooseByFlag(values.database, (line) => log.warn(line)),
);
if (store === undefined) {
  log.warn(`The data folder is ${folder}; PREFLIGHT_HOME names another.`);
  process.exit(1);
}
const { version } = JSON.parse(readFileSync(beside("../../package.json"), "utf8")) as { readonly version: string };
const core = await createCore(openNodePorts({ shell: "browser", version, folder, store, log }));

const shell = await startWebShell({
  pageFolder: beside("../renderer"),
  port,
  onWire: (wire) =>
    serve(wire, core.handlers, { subscribe: core.subscribe, onBug: (method, error) => log.bug(method, error) }),
  onIdle() {
    say("Nobody used the console for an hour, so it ends.");
    void end();
  },
});
say(`Preflight is open for this machine's browser. The link works once, in one browser:\n\n  ${shell.link()}\n`);
// Started from a terminal, Enter gives a new link: for another browser, or one that forgot.
if (process.stdin.isTTY) {
  say("Enter prints a new link; Ctrl-C ends.");
  process.stdin.on("data", () => say(`  ${shell.link()}`));
}

async function end(): Promise<void> {
  await shell.close();
  await core.close();
  process.exit(0);
}
process.once("SIGINT", () => void end());
process.once("SIGTERM", () => void end());
