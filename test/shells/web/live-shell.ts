import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { onTestFinished } from "vitest";
import { connect, type ConsoleApi } from "#shared/rpc/connect.ts";
import { websocketEnd } from "../../../electron/web/websocket-end.ts";

const ENTRY = join(import.meta.dirname, "../../../electron/web/index.ts");

/** The browser shell as a process of its own, from source, and a screen's end of its wire. */
export interface LiveShell {
  /** Speaks once the shell listens; rejects where it ends before that. */
  readonly api: Promise<ConsoleApi>;
  /** What it wrote to standard error so far. */
  readonly complained: () => string;
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts the shell on a data folder. */
export function startLiveShell(home: string, args: readonly string[] = []): LiveShell {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: { ...process.env, PREFLIGHT_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let complained = "";
  child.stderr.on("data", (data: Buffer) => (complained += data.toString("utf8")));
  const ended = once(child, "close").then(([code]) => code as number | null);
  const api = linkOf(createInterface({ input: child.stdout })).then(async (link) => await enter(link));
  api.catch(() => undefined); // whoever waits for it is told; killed before it spoke, nobody does
  return {
    api,
    complained: () => complained,
    ended,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function linkOf(lines: AsyncIterable<string>): Promise<URL> {
  for await (const line of lines) {
    const link = /http:\/\/\S+#t=\S+/u.exec(line)?.[0];
    if (link !== undefined) return new URL(link);
  }
  throw new Error("the shell ended without a link");
}

async function enter({ origin, hash }: URL): Promise<ConsoleApi> {
  const answer = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token: hash.slice("#t=".length) }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const socket = new WebSocket(`${origin.replace("http", "ws")}/wire`, { headers: { origin, cookie } });
  await once(socket, "open");
  socket.on("error", () => undefined); // it closes after that
  return connect(websocketEnd(socket));
}
