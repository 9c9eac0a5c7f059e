import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, connect as connectTcp, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A third-party server that runs on loopback until it is stopped. */
export interface Peer {
  readonly origin: string;
  /** Ends the whole process group. */
  stop(): Promise<void>;
}

const modules = join(import.meta.dirname, "..", "..", "node_modules");
const EVERYTHING = join(modules, "@modelcontextprotocol", "server-everything", "dist", "index.js");
const FILESYSTEM = join(modules, "@modelcontextprotocol", "server-filesystem", "dist", "index.js");

/** The command line of each peer, given its port. No peer needs a network or a database to list its tools. */
const commands = {
  everything: () => [EVERYTHING, "streamableHttp"],
  "everything-sse": () => [EVERYTHING, "sse"],
  mongodb: (port) => [
    join(modules, "mongodb-mcp-server", "dist", "esm", "index.js"),
    "--transport=http",
    "--httpHost=127.0.0.1",
    `--httpPort=${port}`,
    "--telemetry=disabled",
  ],
  context7: (port) => [
    join(modules, "@upstash", "context7-mcp", "dist", "index.js"),
    "--transport=http",
    `--port=${port}`,
  ],
  "filesystem-proxy": (port) => [
    join(modules, "mcp-proxy", "dist", "bin", "mcp-proxy.mjs"),
    "--host=127.0.0.1",
    `--port=${port}`,
    "--",
    process.execPath,
    FILESYSTEM,
    tmpdir(),
  ],
} as const satisfies Record<string, (port: number) => readonly string[]>;

export type PeerName = keyof typeof commands;

/** Starts a peer on a free port of loopback and waits until it accepts connections. Throws with its output if it ends. */
export async function startPeer(name: PeerName): Promise<Peer> {
  const port = await freePort();
  const command: (port: number) => readonly string[] = commands[name];
  const child = spawn(process.execPath, command(port), {
    env: { ...process.env, PORT: String(port), NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own, so that what it starts ends with it
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "exit");
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${name} ended at once:\n${output}`);
    if (await accepts(port)) return { origin: `http://127.0.0.1:${port}`, stop };
    await new Promise((resolve) => setTimeout(resolve, 75));
  }
  await stop();
  throw new Error(`${name} never accepted a connection:\n${output}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTcp(port, "127.0.0.1");
    const end = (connected: boolean): void => {
      socket.destroy();
      resolve(connected);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
