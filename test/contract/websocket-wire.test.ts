import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Wire } from "#shared/rpc/wire.ts";
import { startWebShell, type WebShell } from "../../electron/web/web-shell.ts";
import { websocketEnd } from "../../electron/web/websocket-end.ts";
import { contractChecks, type WirePair } from "./contract-suite.ts";

let shell: WebShell;
let cookie: string;
const waiting: ((coreEnd: Wire) => void)[] = [];

beforeAll(async () => {
  shell = await startWebShell({
    pageFolder: import.meta.dirname,
    onWire(wire) {
      waiting.shift()?.(wire);
      return () => wire.close();
    },
  });
  const answer = await fetch(`${shell.origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: shell.origin },
    body: JSON.stringify({ token: shell.link().split("#t=")[1] }),
  });
  cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
});
afterAll(() => shell.close());

async function makePair(): Promise<WirePair> {
  const accepted = new Promise<Wire>((resolve) => waiting.push(resolve));
  const socket = new WebSocket(`${shell.origin.replace("http", "ws")}/wire`, {
    headers: { origin: shell.origin, cookie },
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return { coreEnd: await accepted, screenEnd: websocketEnd(socket) };
}

describe("over a WebSocket of the browser shell", () => {
  it.each(contractChecks)("$name", async ({ run }) => {
    await expect(run(makePair)).resolves.toBeUndefined();
  });
});
