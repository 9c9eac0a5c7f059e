import { once } from "node:events";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import { contentSecurityPolicy } from "#shared/base/content-security-policy.ts";
import { enter, openSocket, startShell } from "./web-shell.ts";

test("the page comes with the policy that both shells share, and without a secret", async () => {
  const { shell } = await startShell();
  const answer = await fetch(`${shell.origin}/`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("a hashed file of the page may be kept by the browser", async () => {
  const { shell } = await startShell();
  const answer = await fetch(`${shell.origin}/assets/page-1a2b.js`);
  expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(answer.headers.get("cache-control")).toContain("immutable");
});

test("a page that was loaded again still enters, by its cookie", async () => {
  const target = await startShell();
  const cookie = await enter(target);
  const again = await fetch(`${target.shell.origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: target.shell.origin, cookie },
    body: "{}",
  });
  expect(again.status).toBe(204);
});

test("text crosses the WebSocket both ways, up to the largest arguments", async () => {
  const target = await startShell();
  const socket = (await openSocket(target.shell, {
    origin: target.shell.origin,
    cookie: await enter(target),
  })) as WebSocket;
  socket.send("x".repeat(7 * 1024 * 1024));
  const [data] = (await once(socket, "message")) as [Buffer];
  expect(data.toString()).toBe(`heard ${7 * 1024 * 1024}`);
});

test("a message past every limit ends its own wire and no other", async () => {
  const target = await startShell();
  const headers = { origin: target.shell.origin, cookie: await enter(target) };
  const [greedy, modest] = (await Promise.all([
    openSocket(target.shell, headers),
    openSocket(target.shell, headers),
  ])) as [WebSocket, WebSocket];
  greedy.on("error", () => undefined);
  greedy.send("x".repeat(9 * 1024 * 1024));
  await once(greedy, "close");
  modest.send("still here");
  await once(modest, "message");
  expect(target.heard).toEqual(["still here"]);
});

test("closing the shell closes every wire", async () => {
  const target = await startShell();
  const socket = (await openSocket(target.shell, {
    origin: target.shell.origin,
    cookie: await enter(target),
  })) as WebSocket;
  const closed = new Promise<void>((resolve) => target.wires[0]?.onClose(resolve));
  await target.shell.close();
  await Promise.all([closed, socket.readyState === socket.CLOSED ? undefined : once(socket, "close")]);
  expect(socket.readyState).toBe(socket.CLOSED);
});

test("a shell that nobody uses says so, and one with an open wire does not", async () => {
  let idle = 0;
  const unused = new Promise<void>((resolve) => {
    void startShell({ idleMs: 50, onIdle: () => resolve() });
  });
  const used = await startShell({ idleMs: 50, onIdle: () => (idle += 1) });
  await openSocket(used.shell, { origin: used.shell.origin, cookie: await enter(used) });
  await unused;
  expect(idle).toBe(0);
});
