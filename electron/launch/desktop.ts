import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { runNode, projectRoot } from "./run.ts";

/** How an attempt to open the desktop console ended. */
export type DesktopEnd =
  | { readonly type: "ended"; readonly code: number }
  /** It never came up; `why` is half a sentence. */
  | { readonly type: "not-started"; readonly why: string };

/** Opens the built console in Electron and waits for its end. Fetches Electron's runtime on first use. */
export async function openDesktop(args: readonly string[]): Promise<DesktopEnd> {
  const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH } = process.env;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY)
    return { type: "not-started", why: "there is no display here" };

  const require = createRequire(import.meta.url);
  if (ELECTRON_OVERRIDE_DIST_PATH === undefined && (await runNode([require.resolve("electron/install.js")])) !== 0)
    return { type: "not-started", why: "Electron's runtime could not be fetched" };
  const executable = require("electron") as unknown as string;
  if (!existsSync(executable)) return { type: "not-started", why: "Electron's runtime is not there" };
  return await launch(executable, args);
}

/** Runs it until it ends. The main process says `ready` over the ipc channel once its window is there. */
function launch(executable: string, args: readonly string[]): Promise<DesktopEnd> {
  return new Promise((resolve) => {
    let ready = false;
    let said = "";
    const child = spawn(executable, [projectRoot, ...args], {
      cwd: projectRoot,
      stdio: ["inherit", "inherit", "pipe", "ipc"],
    });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on("SIGINT", pass).on("SIGTERM", pass);
    child.on("message", (message) => {
      if (message === "ready") ready = true;
    });
    child.stderr?.on("data", (data: Buffer) => {
      if (ready) process.stderr.write(data);
      else said = (said + data.toString("utf8")).slice(-8192);
    });
    child.once("error", (error) => resolve({ type: "not-started", why: error.message }));
    child.once("exit", (code, signal) => {
      process.off("SIGINT", pass).off("SIGTERM", pass);
      if (!ready && code !== 0 && signal !== "SIGINT" && signal !== "SIGTERM")
        resolve({ type: "not-started", why: reasonIn(said) });
      else resolve({ type: "ended", code: code ?? 1 });
    });
  });
}

/** What the runtime's own words mean, for the cases that machines really have; its last line otherwise. */
function reasonIn(said: string): string {
  const library = /error while loading shared libraries: ([\w.+-]+)/u.exec(said)?.[1];
  if (library !== undefined) return `the library ${library} that Electron needs is not installed`;
  if (said.includes("Running as root without --no-sandbox")) return "Electron does not run as root";
  if (said.includes("Missing X server")) return "the display cannot be opened";
  if (said.includes("SUID sandbox helper")) return "this system does not allow Electron's sandbox";
  return `Electron did not come up (${said.trim().split("\n").at(-1)?.slice(0, 200) ?? "without a word"})`;
}
