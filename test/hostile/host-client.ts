import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { HostAnswer, HostQuestion } from "../servers/hostile/host.ts";

/** A process that plays servers. */
export interface Host {
  ask(what: HostQuestion["do"], key: string, rowId?: string): Promise<Omit<HostAnswer, "ask">>;
  close(): void;
}

/** Starts the process that plays the servers. */
export function startHost(): Host {
  const child = fork(fileURLToPath(new URL("../servers/hostile/host.ts", import.meta.url)), [], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: [],
  });
  const waiting = new Map<number, (answer: HostAnswer) => void>();
  let count = 0;
  child.on("message", (answer: HostAnswer) => {
    waiting.get(answer.ask)?.(answer);
    waiting.delete(answer.ask);
  });
  return {
    ask: (what, key, rowId) =>
      new Promise((resolve, reject) => {
        count += 1;
        const question: HostQuestion = { ask: count, do: what, key, ...(rowId === undefined ? {} : { rowId }) };
        waiting.set(count, (answer) =>
          answer.error === undefined ? resolve(answer) : reject(new Error(answer.error)),
        );
        child.send(question);
      }),
    close: () => child.disconnect(),
  };
}
