import type { CommandIo } from "./command.ts";
import { exitCodes } from "./exit-code.ts";

const MOST_INPUT = 8 * 1024 * 1024;

/** The process as a command sees it. The first Ctrl-C cancels what is under way; the second ends the process at once. */
export function processIo(): CommandIo {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.cancelled);
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // The reader of a pipe may leave early (`| head`); that is no bug of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    env: process.env,
    signal: controller.signal,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stdin.isTTY && process.stdout.isTTY,
    async *lines() {
      const { createInterface } = await import("node:readline");
      const reader = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
      controller.signal.addEventListener("abort", () => reader.close(), { once: true });
      for await (const line of reader) yield line.slice(0, MOST_INPUT);
    },
    async input() {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MOST_INPUT) return undefined;
      }
      return Buffer.concat(chunks).toString("utf8");
    },
  };
}
