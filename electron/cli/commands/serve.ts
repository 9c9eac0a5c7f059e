import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { tellError } from "../safe-output.ts";
import { usageError } from "../server-input.ts";

/** `preflight serve`: the browser shell, as a process of its own, because shells never import each other. */
export const serve: Command = {
  usage: "serve [--port N] [--memory]",
  about: `Starts the console for a browser on this machine, on loopback only, and prints a link that works once.
Stop it with Ctrl-C.`,
  options: {
    port: { type: "string", value: "N", help: "Listen on this port instead of a free one" },
    memory: { type: "boolean", help: "Keep nothing on disk" },
  },
  async run({ values }, io) {
    const entry = findWebShell();
    if (entry === undefined) {
      return tellError(io, usageError("The browser shell is not built here.", "Build it first: npm run build"), false);
    }
    const args = [entry];
    if (typeof values["port"] === "string") args.push("--port", values["port"]);
    if (values["memory"] === true) args.push("--memory");
    // Ctrl-C reaches the child by itself (same process group); a cancel from elsewhere is passed on.
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    const stop = (): void => void child.kill("SIGINT");
    io.signal.addEventListener("abort", stop, { once: true });
    return new Promise((resolve) => {
      child.once("error", () => resolve(exitCodes.consoleFailed));
      child.once("exit", (code) =>
        resolve(io.signal.aborted ? exitCodes.cancelled : (code ?? exitCodes.consoleFailed)),
      );
    });
  },
};

/** The built entry of the browser shell: beside the built command line, or in `out/` when run from source. */
function findWebShell(): string | undefined {
  for (const path of ["../web/index.js", "../../web/index.js", "../../../out/web/index.js"]) {
    const file = fileURLToPath(new URL(path, import.meta.url));
    if (existsSync(file)) return file;
  }
  return undefined;
}
