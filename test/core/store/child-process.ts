import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A running `store-child.ts`. */
export interface Child {
  readonly process: ChildProcess;
  /** Everything it said so far, whole lines only. */
  readonly lines: readonly string[];
  /** The first line that begins so; rejects when it ends without saying it. */
  says(start: string): Promise<string>;
  /** Resolves when it is gone and all that it said was heard. */
  readonly ended: Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("store-child.ts", import.meta.url));

/** Starts a process that uses a store. `limitBlocks`: the largest file it may write, in blocks of 512 bytes. */
export function startChild(args: readonly string[], limitBlocks?: number): Child {
  const command = [process.execPath, SCRIPT, ...args];
  const limited =
    limitBlocks === undefined ? command : ["sh", "-c", `ulimit -f ${limitBlocks}; exec "$@"`, "sh", ...command];
  const child = spawn(limited[0] ?? "", limited.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = Promise.all([once(child, "exit"), once(reader, "close")]).then(() => {});
  const find = (start: string): string | undefined => lines.find((line) => line.startsWith(start));
  return {
    process: child,
    lines,
    ended,
    says: (start) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = find(start);
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
        void ended.then(() =>
          reject(new Error(`the child ended without saying ${start}: ${lines.slice(-3).join(" | ")}`)),
        );
      }),
  };
}
