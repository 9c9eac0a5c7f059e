#!/usr/bin/env node
// `npx preflight`: the command line, built first where it is not there yet. Plain JavaScript, since any Node 20 starts it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const built = new URL("../../out/cli/preflight.js", import.meta.url);
/** As in `electron/cli/exit-code.ts`: the console itself failed. */
const OWN_FAILURE = 7;

if (!existsSync(built)) {
  process.stderr.write("Building the command line (some seconds, only once) ...\n");
  const { status } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    process.stderr.write(
      "The command line could not be built. Run npm ci, then npm run build, and see what it says.\n",
    );
    process.exit(OWN_FAILURE);
  }
}
await import(built.href);
