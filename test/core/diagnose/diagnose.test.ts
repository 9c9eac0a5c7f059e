import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsHttp } from "node:https";
import { createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { certificate, type CertificateWishes, type Pem } from "../../support/certificates.ts";
import { diagnosed, failedStep } from "./diagnosed.ts";

const DAY = 24 * 3_600_000;
const open: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();

async function listen<S extends Server | TcpServer>(server: S): Promise<number> {
  open.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // the other side may leave at any time
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

const answering = async (listener: RequestListener, path = "/mcp"): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(listener))}${path}`;

describe("before HTTP", () => {
  it("names a refused connection at the TCP step within a second, and what the platform would do", async () => {
    const port = await listen(createTcp());
    await new Promise((resolve) => open.splice(0)[0]?.close(resolve));
    const found = await diagnosed(`http://127.0.0.1:${port}/mcp`);
    expect(found).toMatchObject({ ok: false, phase: "tcp", code: "E_TCP_REFUSED" });
    expect(found.ms).toBeLessThan(1_000);
    expect(found.platform).toContain("zero tools");
    expect(found.steps.filter(({ verdict }) => verdict === "skipped").map(({ id }) => id)).toContain("http");
  });

  it("tells a name that does not exist from everything else", async () => {
    const found = await diagnosed("https://nothing.invalid/mcp");
    expect(failedStep(found)).toBe("dns");
    expect(found.phase).toBe("dns");
  });

  it("explains a stdio command at the URL step", async () => {
    const found = await diagnosed("npx -y @modelcontextprotocol/server-everything");
    expect(found).toMatchObject({ phase: "url", code: "E_URL_STDIO" });
  });

  it("sees a reset right after the accept as a TCP matter", async () => {
    const port = await listen(createTcp((socket) => socket.resetAndDestroy()));
    expect(await diagnosed(`https://127.0.0.1:${port}/mcp`)).toMatchObject({ phase: "tcp", code: "E_TCP_RESET" });
  });

  it("says that a port speaks plain HTTP when the URL says https", async () => {
    const port = await listen(createServer((_, answer) => answer.end("hello")));
    expect(await diagnosed(`https://127.0.0.1:${port}/mcp`)).toMatchObject({ phase: "tls", code: "E_TLS_PLAIN_HTTP" });
  });
});

describe("TLS", () => {
  let authority: Pem;
  const trusted = getCACertificates("default");

  beforeAll(async () => {
    authority = await certificate("Test authority", { isAuthority: true });
    setDefaultCACertificates([...trusted, authority.cert]);
  });
  afterAll(() => setDefaultCACertificates([...trusted]));

  const serving = async (name: string, wishes: CertificateWishes): Promise<string> => {
    const { key, cert } = await certificate(name, wishes);
    return `https://127.0.0.1:${await listen(createTlsHttp({ key, cert }, (_, answer) => answer.writeHead(404).end()))}/mcp`;
  };

  it("gives the day on which a certificate expired, and our clock", async () => {
    const url = await serving("localhost", {
      authority,
      from: new Date(Date.now() - 30 * DAY),
      to: new Date(Date.now() - 3 * DAY),
    });
    const found = await diagnosed(url);
    expect(found).toMatchObject({ phase: "tls", code: "E_TLS_EXPIRED" });
    expect(found.cause).toMatch(/expired on \d+ \w+ \d{4}, \d\d:\d\d UTC, 3 days ago/);
    expect(found.steps.find(({ id }) => id === "tls")?.evidence).toContain("this machine's clock");
  });

  it("names a self-signed certificate", async () => {
    expect(await diagnosed(await serving("localhost", {}))).toMatchObject({ phase: "tls", code: "E_TLS_SELF_SIGNED" });
  });

  it("names the hosts that the certificate is for", async () => {
    const found = await diagnosed(await serving("other.example", { authority, foreign: true }));
    expect(found).toMatchObject({ phase: "tls", code: "E_TLS_HOST" });
    expect(found.cause).toContain("other.example");
  });

  it("goes on to HTTP with a good certificate", async () => {
    const found = await diagnosed(await serving("localhost", { authority }));
    expect(found.steps.find(({ id }) => id === "tls")?.verdict).toBe("ok");
    expect(found.phase).toBe("http");
  });

  it("names a server that stays silent in the handshake, within its budget", async () => {
    const port = await listen(createTcp(() => {}));
    const found = await diagnosed(`https://127.0.0.1:${port}/mcp`, { totalMs: 1_500 });
    expect(found).toMatchObject({ phase: "tls", code: "E_TLS_TIMEOUT" });
    expect(found.ms).toBeLessThan(2_500);
  });
});

describe("HTTP and MCP", () => {
  it("says that the token was refused, without OAuth talk", async () => {
    const url = await answering(
      (_, answer) => answer.writeHead(401, { "www-authenticate": "Bearer" }).end(),
      "/mcp?token=s3cretTokenValue9",
    );
    const found = await diagnosed(url);
    expect(found).toMatchObject({ phase: "http", code: "E_HTTP_401", cause: "The token was refused (HTTP 401)." });
    expect(JSON.stringify(found)).not.toContain("s3cretTokenValue9");
  });

  it("reads the expiry of a JSON Web Token and blames it for the 401", async () => {
    const expired = Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) - 12 * 86_400 })).toString(
      "base64url",
    );
    const token = `eyJhbGciOiJIUzI1NiJ9.${expired}.c2lnbmF0dXJl`;
    const found = await diagnosed(await answering((_, answer) => answer.writeHead(401).end(), `/mcp?token=${token}`));
    expect(found.cause).toMatch(
      /^The server refused the credentials \(HTTP 401\)\. The token \(JWT\) .* expired on .*, 12 days ago\.$/,
    );
    expect(JSON.stringify(found)).not.toContain(expired);
  });

  it("shows the redirect to a login page and does not follow it", async () => {
    let asked = 0;
    const login = await answering((_, answer) => {
      asked += 1;
      answer.end();
    }, "/login");
    const found = await diagnosed(await answering((_, answer) => answer.writeHead(302, { location: login }).end()));
    expect(found).toMatchObject({ phase: "http", code: "E_HTTP_REDIRECT_LOGIN" });
    expect(asked).toBe(0);
  });

  it("says which web page answers instead of MCP", async () => {
    const page = "<!doctype html><title>Sign in to Acme</title><form><input type=password></form>";
    const found = await diagnosed(
      await answering((_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(page)),
    );
    expect(found).toMatchObject({ phase: "transport", code: "E_NOT_MCP_HTML" });
    expect(found.cause).toBe('The URL answers HTTP 200 with a login page titled "Sign in to Acme", not with MCP.');
  });

  it("calls silence silence, within the total budget and one second", async () => {
    const port = await listen(createTcp(() => {}));
    const found = await diagnosed(`http://127.0.0.1:${port}/mcp`, { totalMs: 7_000 });
    expect(found).toMatchObject({ phase: "http", code: "E_HTTP_FIRST_BYTE" });
    expect(found.ms).toBeLessThan(8_000);
  });

  it("notices a server clock that is far off", async () => {
    const date = new Date(Date.now() - 400 * DAY).toUTCString();
    const found = await diagnosed(
      await answering((_, answer) => answer.writeHead(200, { date, "content-type": "text/plain" }).end("x")),
    );
    expect(found.steps.find(({ id }) => id === "http")?.fact).toContain("400 days behind");
  });

  it("stops at once when the person cancels", async () => {
    const controller = new AbortController();
    const port = await listen(createTcp(() => controller.abort()));
    await expect(diagnosed(`http://127.0.0.1:${port}/mcp`, { signal: controller.signal })).rejects.toBeDefined();
  });
});
