import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { textOption, type Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { tellError } from "../safe-output.ts";
import { usageError } from "../server-input.ts";

/** `preflight serve`: the browser shell, as a process of its own, because shells never import each other. */
export const serve: Command = {
  usage: "serve [--port N] [--database CHOICE]",
  about: `Starts the console for a browser on this machine, on loopback only, and prints a link that works once.
Stop it with Ctrl-C.`,
  options: {
    port: { type: "string", value: "N", help: "Listen on this port instead of a free one" },
    database: {
      type: "string",
      value: "CHOICE",
      help: "What to do when the database was refused: restore-backup, accept, start-fresh or open-read-only",
    },
  },
  async run(given, io) {
    const entry = findWebShell();
    if (entry === undefined) {
      return tellError(io, usageError("The browser shell is not built here.", "Build it first: npm run build"), false);
    }
    const args = [entry];
    for (const name of ["port", "database"]) {
      const value = textOption(given, name);
      if (value !== undefined) args.push(`--${name}=${value}`);
    }
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    // At a terminal Ctrl-C reaches the child by itself (same process group), and a second signal would cut its end
    // short; so it is passed on late there, and at once where it came to this process alone.
    const stop = (): void => {
      setTimeout(() => child.kill("SIGTERM"), process.stdin.isTTY ? 3000 : 0).unref();
    };
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
