import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, test } from "vitest";
import { certificate, type Pem } from "../../support/certificates.ts";
import { modernServer } from "../../servers/faults/answers.ts";
import { startFaultServer } from "../../servers/faults/fault-server.ts";
import { errorOf, gatewayFixture } from "./gateway-fixture.ts";

interface RawServer extends AsyncDisposable {
  readonly port: number;
}

/** A TCP server on loopback that does one thing to every socket. */
async function startRaw(onSocket: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onSocket(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return disposable(server, sockets);
}

/** A TLS server on loopback; its handshakes fail on the client's side. */
async function startTls(pem: Pem, options: Record<string, unknown> = {}): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createTlsServer({ key: pem.key, cert: pem.cert, ...options }, (socket) => {
    socket.on("error", () => {});
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
  });
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return disposable(server, sockets);
}

function disposable(server: ReturnType<typeof createTcpServer>, sockets: Set<Socket>): RawServer {
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const { discover } = gatewayFixture();
const short = { deadlines: { connectMs: 1000 } };

describe("before HTTP", () => {
  test("a name that does not exist", async () => {
    const error = errorOf(await discover("http://no-such-host.invalid/mcp"));
    // A machine without any resolver says EAI_AGAIN: that is another cause, and named so.
    expect(error).toMatchObject({ kind: "unreachable", phase: "dns" });
    expect(error.code).toMatch(/^E_DNS_(NOT_FOUND|TEMPORARY)$/);
  });

  test("a port that nobody listens on", async () => {
    const server = await startRaw(() => {});
    await server[Symbol.asyncDispose]();
    const error = errorOf(await discover(`http://127.0.0.1:${server.port}/mcp`));
    expect(error).toMatchObject({
      code: "E_TCP_REFUSED",
      phase: "tcp",
      said: expect.stringContaining(`127.0.0.1:${server.port}`) as string,
    });
  });

  test("a connection that is cut at once", async () => {
    await using server = await startRaw((socket) => socket.resetAndDestroy());
    expect(errorOf(await discover(`http://127.0.0.1:${server.port}/mcp`)).code).toMatch(/^E_(HTTP_CLOSED|TCP_RESET)$/);
  });

  test("a server that accepts and stays silent", async () => {
    await using server = await startRaw(() => {});
    const began = performance.now();
    const error = errorOf(await discover(`http://127.0.0.1:${server.port}/mcp`, {}, short));
    expect(error).toMatchObject({
      kind: "timeout",
      phase: "http",
      said: expect.stringMatching(/connected and stayed silent/) as string,
    });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("a header that drips one byte at a time", async () => {
    await using server = await startRaw((socket) => {
      const timer = setInterval(() => socket.write("H"), 50);
      socket.on("close", () => clearInterval(timer));
    });
    const began = performance.now();
    const error = errorOf(await discover(`http://127.0.0.1:${server.port}/mcp`, {}, short));
    expect(error.code).toMatch(/^E_(TIMEOUT_CONNECT|HTTP_MALFORMED)$/);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("a URL that is none, and a header that cannot be sent", async () => {
    expect(errorOf(await discover("http://[")).code).toBe("E_URL_INVALID");
    await using server = await startFaultServer(modernServer());
    const error = errorOf(await discover(server.url, { headers: { "x-bad": "a\r\nb: c" } }));
    expect(error).toMatchObject({ kind: "invalid-input", code: "E_HEADER_INVALID" });
    expect(server.arrived).toEqual([]);
  });
});

describe("TLS", () => {
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  const lastYear = new Date(Date.now() - 365 * 24 * 3_600_000);
  const tomorrow = new Date(Date.now() + 24 * 3_600_000);

  test.each([
    ["self-signed", () => certificate("localhost"), "E_TLS_SELF_SIGNED"],
    [
      "from an unknown authority",
      async () => certificate("localhost", { authority: await certificate("An authority", { isAuthority: true }) }),
      "E_TLS_CHAIN",
    ],
    ["expired", () => certificate("localhost", { from: lastYear, to: yesterday }), "E_TLS_(EXPIRED|SELF_SIGNED)"],
    ["not valid yet", () => certificate("localhost", { from: tomorrow }), "E_TLS_(NOT_YET_VALID|SELF_SIGNED)"],
  ] as const)("a certificate that is %s", async (_, make, code) => {
    await using server = await startTls(await make());
    const error = errorOf(await discover(`https://localhost:${server.port}/mcp`));
    expect(error.code).toMatch(new RegExp(`^${code}$`));
    expect(error.phase).toBe("tls");
  });

  test("plain HTTP behind https", async () => {
    await using server = await startFaultServer(modernServer());
    const error = errorOf(await discover(server.url.replace("http:", "https:")));
    expect(error.code).toBe("E_TLS_PLAIN_HTTP");
  });

  test("TLS behind http", async () => {
    await using server = await startTls(await certificate("localhost"));
    const error = errorOf(await discover(`http://127.0.0.1:${server.port}/mcp`));
    expect(error).toMatchObject({ code: "E_HTTP_ON_TLS_PORT", phase: "tls" });
  });

  test("only TLS 1.1", async () => {
    await using server = await startTls(await certificate("localhost"), {
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    expect(errorOf(await discover(`https://localhost:${server.port}/mcp`)).code).toBe("E_TLS_VERSION");
  });

  test("a handshake that is never answered", async () => {
    await using server = await startRaw(() => {});
    const error = errorOf(await discover(`https://127.0.0.1:${server.port}/mcp`, {}, short));
    expect(error).toMatchObject({
      kind: "timeout",
      phase: "tls",
      said: expect.stringMatching(/silent in the TLS handshake/) as string,
    });
  });

  test("a handshake that is cut", async () => {
    await using server = await startRaw((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const error = errorOf(await discover(`https://127.0.0.1:${server.port}/mcp`));
    expect(error).toMatchObject({ code: "E_TCP_RESET", phase: "tls" });
  });
});
