import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { onTestFinished } from "vitest";
import type { Wire } from "#shared/rpc/wire.ts";
import { startWebShell, type WebShell, type WebShellOptions } from "../../../electron/web/web-shell.ts";

/** A browser shell on a page of three files, whose wires are only counted. */
export interface ShellUnderTest {
  readonly shell: WebShell;
  readonly port: number;
  readonly wires: Wire[];
  /** Every message that got through to the core's end. */
  readonly heard: string[];
}

export async function startShell(options: Partial<WebShellOptions> = {}): Promise<ShellUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), "preflight-page-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Preflight</title>");
  await writeFile(join(folder, "assets/page-1a2b.js"), "export {};");
  await symlink("/etc/passwd", join(folder, "assets/out.js"));
  const wires: Wire[] = [];
  const heard: string[] = [];
  const shell = await startWebShell({
    pageFolder: folder,
    onWire(wire) {
      wires.push(wire);
      wire.onMessage((text) => {
        heard.push(text);
        wire.send(`heard ${text.length}`);
      });
      return () => wire.close();
    },
    ...options,
  });
  onTestFinished(async () => {
    await shell.close();
    await rm(folder, { recursive: true });
  });
  return { shell, port: Number(new URL(shell.origin).port), wires, heard };
}

export const tokenIn = (link: string): string => link.slice(link.indexOf("#t=") + 3);

/** Enters as a page of our own does; answers the cookie. */
export async function enter({ shell }: ShellUnderTest, token = tokenIn(shell.link())): Promise<string> {
  const answer = await fetch(`${shell.origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: shell.origin },
    body: JSON.stringify({ token }),
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** Opens a WebSocket with these headers; resolves with the socket, or with the status that refused it. */
export function openSocket(
  shell: WebShell,
  headers: Record<string, string>,
  path = "/wire",
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${shell.origin.replace("http", "ws")}${path}`, { headers });
    socket.once("open", () => resolve(socket));
    socket.once("unexpected-response", (_request, answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    socket.once("error", reject);
  });
}

/** Sends bytes as they are, which no HTTP client would; answers everything that came back until the end. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    socket.write(text);
  });
}
