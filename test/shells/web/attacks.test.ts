import { describe, expect, test } from "vitest";
import { enter, openSocket, sendRaw, startShell, tokenIn, type ShellUnderTest } from "./web-shell.ts";

/** What a hostile page, or a program that speaks for one, can send to a console that listens on loopback. */
interface Attack {
  readonly name: string;
  /** Statuses that count as refused; the connection may also just end. */
  readonly run: (target: ShellUnderTest, cookie: string) => Promise<number | string>;
  readonly refused: readonly (number | string)[];
}

const upgrade =
  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

const raw =
  (lines: (port: number, cookie: string) => string) =>
  async ({ port }: ShellUnderTest, cookie: string): Promise<number> =>
    Number(/^HTTP\/1\.1 (\d+)/u.exec(await sendRaw(port, lines(port, cookie)))?.[1] ?? 0);

const post = (headers: (port: number, cookie: string) => string, body = '{"token":"guess"}') =>
  raw(
    (port, cookie) =>
      `POST /session HTTP/1.1\r\n${headers(port, cookie)}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
const socket = (headers: (port: number, cookie: string) => string, path = "/wire") =>
  raw((port, cookie) => `GET ${path} HTTP/1.1\r\n${upgrade}${headers(port, cookie)}\r\n`);
const own = (port: number): string => `Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n`;

const attacks: readonly Attack[] = [
  {
    name: "a re-bound DNS name in Host",
    refused: [421],
    run: raw((port) => `GET / HTTP/1.1\r\nHost: evil.example:${port}\r\nConnection: close\r\n\r\n`),
  },
  {
    name: "localhost with a trailing dot",
    refused: [421],
    run: raw((port) => `GET / HTTP/1.1\r\nHost: localhost.:${port}\r\nConnection: close\r\n\r\n`),
  },
  {
    name: "an IPv4-mapped address in Host",
    refused: [421],
    run: raw((port) => `GET / HTTP/1.1\r\nHost: [::ffff:127.0.0.1]:${port}\r\nConnection: close\r\n\r\n`),
  },
  {
    name: "user information in Host",
    refused: [421],
    run: raw((port) => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}@evil.example\r\nConnection: close\r\n\r\n`),
  },
  {
    name: "two Host headers",
    refused: [400, 421],
    run: raw((port) => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
  },
  { name: "HTTP/1.0 without Host", refused: [400, 421], run: raw(() => "GET / HTTP/1.0\r\n\r\n") },
  {
    name: "an absolute address in the request line",
    refused: [400],
    run: raw((port) => `GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
  },
  {
    name: "a POST from another origin",
    refused: [403],
    run: post(
      (port) => `Host: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\nContent-Type: application/json\r\n`,
    ),
  },
  {
    name: "a POST without Origin",
    refused: [403],
    run: post((port) => `Host: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n`),
  },
  {
    name: "a POST with the origin null",
    refused: [403],
    run: post((port) => `Host: 127.0.0.1:${port}\r\nOrigin: null\r\nContent-Type: application/json\r\n`),
  },
  {
    name: "a form's POST as text/plain",
    refused: [403, 415],
    run: post(
      (port, cookie) => `${own(port)}Cookie: ${cookie}\r\nContent-Type: text/plain\r\nSec-Fetch-Site: cross-site\r\n`,
    ),
  },
  {
    name: "a POST that another site had a hand in",
    refused: [403],
    run: post((port) => `${own(port)}Content-Type: application/json\r\nSec-Fetch-Site: same-site\r\n`),
  },
  {
    name: "a POST with a guessed token",
    refused: [401],
    run: post((port) => `${own(port)}Content-Type: application/json\r\n`),
  },
  {
    name: "a body far too large",
    refused: [413],
    run: post((port) => `${own(port)}Content-Type: application/json\r\n`, "x".repeat(100_000)),
  },
  {
    name: "a WebSocket from another origin, with the cookie",
    refused: [403],
    run: socket((port, cookie) => `Host: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\nCookie: ${cookie}\r\n`),
  },
  {
    name: "a WebSocket from another port of this machine, with the cookie",
    refused: [403],
    run: socket(
      (port, cookie) => `Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port + 1}\r\nCookie: ${cookie}\r\n`,
    ),
  },
  {
    name: "a WebSocket with the origin null, with the cookie",
    refused: [403],
    run: socket((port, cookie) => `Host: 127.0.0.1:${port}\r\nOrigin: null\r\nCookie: ${cookie}\r\n`),
  },
  {
    name: "a WebSocket without Origin, with the cookie",
    refused: [403],
    run: socket((port, cookie) => `Host: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n`),
  },
  { name: "a WebSocket without the cookie", refused: [401], run: socket((port) => own(port)) },
  {
    name: "a WebSocket with a guessed cookie",
    refused: [401],
    run: socket((port, cookie) => `${own(port)}Cookie: ${cookie.split("=")[0]}=guess\r\n`),
  },
  {
    name: "a WebSocket with the token in the query",
    refused: [404],
    run: async (target) => await socket(own, `/wire?t=${tokenIn(target.shell.link())}`)(target, ""),
  },
  {
    name: "a WebSocket with a re-bound Host, with the cookie",
    refused: [421],
    run: socket(
      (port, cookie) => `Host: evil.example:${port}\r\nOrigin: http://evil.example:${port}\r\nCookie: ${cookie}\r\n`,
    ),
  },
  {
    name: "a preflight for a foreign header",
    refused: [405],
    run: raw(
      (port) =>
        `OPTIONS /session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n`,
    ),
  },
  {
    name: "a header of 40 kB",
    refused: [431],
    run: raw((port) => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${"x".repeat(40_000)}\r\n\r\n`),
  },
  {
    name: "a second request smuggled behind a refused one",
    refused: [421],
    run: raw(
      (port, cookie) =>
        `POST /session HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\nGET /wire HTTP/1.1\r\n${upgrade}${own(port)}Cookie: ${cookie}\r\n\r\n`,
    ),
  },
  {
    name: "a path out of the folder",
    refused: [404],
    run: raw((port) => `GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
  },
  {
    name: "an encoded path out of the folder",
    refused: [404],
    run: raw(
      (port) => `GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
    ),
  },
  {
    name: "a link that leads out of the folder",
    refused: [404],
    run: raw((port) => `GET /assets/out.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
  },
];

describe("what a hostile page can send to the browser shell", () => {
  test.each(attacks)("is refused without effect: $name", async ({ run, refused }) => {
    const target = await startShell();
    const cookie = await enter(target);
    expect(cookie).not.toBe("");
    expect(refused).toContain(await run(target, cookie));
    expect(target.wires).toEqual([]);
    expect(target.heard).toEqual([]);
  });

  test("is refused when it is a token that was used before", async () => {
    const target = await startShell();
    const token = tokenIn(target.shell.link());
    expect(await enter(target, token)).not.toBe("");
    expect(await enter(target, token)).toBe("");
  });

  test("is refused when it is the token of a link that was replaced", async () => {
    const target = await startShell();
    const token = tokenIn(target.shell.link());
    target.shell.link();
    expect(await enter(target, token)).toBe("");
  });

  test("is cut off when it sends its headers drop by drop", { timeout: 30_000 }, async () => {
    const target = await startShell();
    const answer = await sendRaw(target.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\nX-Slow: `);
    expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/u);
  });

  test("is refused when it opens one WebSocket more than eight", async () => {
    const target = await startShell();
    const headers = { origin: target.shell.origin, cookie: await enter(target) };
    for (let count = 0; count < 8; count += 1) expect(await openSocket(target.shell, headers)).toBeTypeOf("object");
    expect(await openSocket(target.shell, headers)).toBe(503);
  });
});
