import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How one run of the command line ended. */
export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Told each time standard output grows; given what there is so far and a function that sends Ctrl-C. */
  readonly onOut?: (out: string, interrupt: () => void) => void;
}

const ENTRY = join(import.meta.dirname, "..", "..", "..", "electron", "cli", "preflight.ts");

/** Runs the command line from source as a process of its own, in a clean environment. */
export function runCli(args: readonly string[], { env = {}, input = "", onOut }: CliOptions = {}): Promise<CliRun> {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: {
      PATH: process.env["PATH"],
      PREFLIGHT_HOME: join(tmpdir(), "preflight-cli-tests"),
      // Types are stripped and code compiled once, not once a run: a third of a run's work.
      NODE_COMPILE_CACHE: join(tmpdir(), "preflight-compile-cache"),
      ...env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
    onOut?.(out, () => child.kill("SIGINT"));
  });
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString("utf8")));
  child.stdin.on("error", () => undefined); // a command that does not read its input may end before it is written
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}
