import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** The project's folder. */
export const root: string = fileURLToPath(new URL("../../..", import.meta.url));

/** A command of the test runs. `node` as the first word means this Node, and a tool of ours is named by its script. */
export interface Task {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Counts the tests in what it printed; absent: the task itself counts as one. */
  readonly count?: (output: string) => Count | undefined;
  /** Milliseconds after which it is ended and counts as failed. */
  readonly limitMs?: number;
  /** Prints as it goes, instead of only where it fails. */
  readonly live?: boolean;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export interface TaskEnd extends Count {
  readonly ok: boolean;
  /** What to read first where something failed: the task, and the last lines it printed. */
  readonly failures: readonly string[];
}

const LAST_LINES = 25;

/** Runs one task; prints one line about it, and all that it printed where it failed. */
export async function run(task: Task): Promise<TaskEnd> {
  const startedAt = performance.now();
  if (task.live === true) say(`\n── ${task.name} ──`);
  const { code, output } = await outputOf(task);
  const counted = task.count?.(stripVTControlCharacters(output));
  const passed = counted?.passed ?? (code === 0 ? 1 : 0);
  // A runner that fell over without a failed test has still failed.
  const failed = Math.max(counted?.failed ?? 0, code === 0 ? 0 : 1);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const counts = counted === undefined ? "" : `  ${passed} passed, ${failed} failed`;
  if (code !== 0 && task.live !== true) say(`\n${output.trimEnd()}\n`);
  say(`${failed === 0 ? "✓" : "✕"} ${task.name.padEnd(12)} ${seconds.padStart(6)} s${counts}`);
  const last = output.trimEnd().split("\n").slice(-LAST_LINES);
  const failures = failed === 0 ? [] : [`✕ ${task.name}\n${last.map((line) => `  ${line}`).join("\n")}`];
  return { passed, failed, ok: failed === 0, failures };
}

/** Runs tasks two at a time, in order of the list: most machines of ours have two cores. */
export async function runAll(tasks: readonly Task[]): Promise<TaskEnd> {
  const waiting = [...tasks];
  const ends: TaskEnd[] = [];
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) ends.push(await run(task));
  };
  await Promise.all([lane(), lane()]);
  return total(ends);
}

export function total(ends: readonly TaskEnd[]): TaskEnd {
  const passed = ends.reduce((sum, end) => sum + end.passed, 0);
  const failed = ends.reduce((sum, end) => sum + end.failed, 0);
  return { passed, failed, ok: failed === 0, failures: ends.flatMap((end) => end.failures) };
}

/** One line to whoever runs this. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function outputOf(task: Task): Promise<{ readonly code: number; readonly output: string }> {
  const [first, ...rest] = task.command;
  return new Promise((resolve) => {
    const child = spawn(first === "node" ? process.execPath : first, rest, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", ...task.env },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own group, so that what it started ends with it.
      detached: true,
    });
    const parts: Buffer[] = [];
    const hear = (data: Buffer): void => {
      parts.push(data);
      if (task.live === true) process.stdout.write(data);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const timer = setTimeout(() => {
      parts.push(Buffer.from(`\nended after ${(task.limitMs ?? 0) / 60_000} minutes without an end of its own\n`));
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, task.limitMs ?? 900_000);
    const end = (code: number): void => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(parts).toString("utf8") });
    };
    child.once("error", (error) => {
      parts.push(Buffer.from(error.message));
      end(1);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}
