import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { once } from "node:events";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "#core/mcp/gateway.ts";
import { systemClock } from "#core/system-clock.ts";
import { proxyRoute } from "#core/proxy/proxy-route.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import { certificate, type Pem } from "../../support/certificates.ts";
import { modernServer } from "../../servers/faults/answers.ts";
import { messageIn } from "../../servers/hostile/site.ts";
import { startFaultServer } from "../../servers/faults/fault-server.ts";
import { startProxy } from "../../servers/proxy/proxy-server.ts";
import { errorOf, targetAt, valueOf } from "./gateway-fixture.ts";

// Names that exist nowhere: what answers them can only be the proxy.
const PLAIN = "http://mcp.nowhere.example/mcp";
const SECURE = "https://mcp.nowhere.example/mcp";

const discover = (environment: Record<string, string>, url: string, exchanges: Exchange[] = []) =>
  createGateway({ traffic: { append: (each) => exchanges.push(each) }, clock: systemClock, environment }).discover(
    targetAt(url),
    { jobId: "job", signal: new AbortController().signal, deadlines: { connectMs: 3_000 } },
  );

let authority: Pem;
beforeAll(async () => {
  authority = await certificate("Preflight proxy tests", { isAuthority: true });
  setDefaultCACertificates([...getCACertificates("default"), authority.cert]);
});

/** A modern MCP server over TLS, certified for the name that exists nowhere. */
async function startSecure() {
  const pem = await certificate("mcp.nowhere.example", { authority });
  const fault = modernServer();
  const server = createTlsServer({ key: pem.key, cert: pem.cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      void fault({ request, response, body, ...messageIn(body) });
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

describe("through a proxy", () => {
  test("http:// is asked for by its whole URL, and nothing else is looked up", async () => {
    await using server = await startFaultServer(modernServer());
    await using proxy = await startProxy({ to: new URL(server.origin).host });
    const found = valueOf(await discover({ HTTP_PROXY: proxy.url }, PLAIN));
    expect(found.tools).toHaveLength(2);
    expect(proxy.asked).toEqual([`POST ${PLAIN}`, `POST ${PLAIN}`]);
    expect(server.arrived[0]?.headers["host"]).toBe("mcp.nowhere.example");
    await expect.poll(proxy.open).toBe(0);
  });

  test("https:// goes through one tunnel, with TLS to the server itself and kept alive", async () => {
    await using server = await startSecure();
    await using proxy = await startProxy({ to: server.place, credentials: "us er:p@ss:word" });
    const url = proxy.url.replace("://", "://us%20er:p%40ss%3Aword@");
    const exchanges: Exchange[] = [];
    const found = valueOf(await discover({ https_proxy: url }, SECURE, exchanges));
    expect(found.tools).toHaveLength(2);
    expect(proxy.asked).toEqual(["CONNECT mcp.nowhere.example:443"]);
    expect(JSON.stringify(exchanges)).not.toMatch(/p@ss:word|p%40ss|proxy-authorization/i);
    await expect.poll(proxy.open).toBe(0);
  });

  test("a proxy that breaks TLS open with its own certificate is refused", async () => {
    await using server = await startSecure();
    await using proxy = await startProxy({ to: server.place });
    const error = errorOf(await discover({ ALL_PROXY: proxy.url }, "https://other.nowhere.example/mcp"));
    expect(error).toMatchObject({ code: "E_TLS_HOST", phase: "tls" });
  });

  test.each([
    [
      "refuses connections",
      { HTTPS_PROXY: "http://127.0.0.1:9" },
      SECURE,
      "E_PROXY_UNREACHABLE",
      /refuses connections/,
    ],
    ["refuses connections", { HTTP_PROXY: "127.0.0.1:9" }, PLAIN, "E_PROXY_UNREACHABLE", /refuses connections/],
    [
      "has no address",
      { HTTPS_PROXY: "http://no-such-proxy.invalid:1" },
      SECURE,
      "E_PROXY_UNREACHABLE",
      /cannot be resolved/,
    ],
    ["is no URL", { HTTPS_PROXY: "http://[" }, SECURE, "E_PROXY_INVALID", /HTTPS_PROXY names something/],
    ["is of another kind", { HTTP_PROXY: "socks5://127.0.0.1:9" }, PLAIN, "E_PROXY_INVALID", /socks5/],
  ] as const)("one that %s is named as the cause: %o", async (_, environment, url, code, said) => {
    const error = errorOf(await discover(environment, url));
    expect(error).toMatchObject({ code, phase: "proxy" });
    expect(error.said).toMatch(said);
    expect(error.next).not.toBe("");
  });

  test.each([
    [407, "E_HTTP_407", /other credentials/],
    [403, "E_PROXY_REFUSED", /forbids mcp\.nowhere\.example:443/],
    [502, "E_PROXY_REFUSED", /could not reach mcp\.nowhere\.example:443/],
    [405, "E_PROXY_REFUSED", /refuses a tunnel/],
  ] as const)(
    "one that answers %i to CONNECT is named as the cause, with its password nowhere",
    async (refuses, code, said) => {
      await using proxy = await startProxy({ to: "127.0.0.1:9", refuses });
      const url = proxy.url.replace("://", "://user:Pr0xyPassw0rd@");
      const error = errorOf(await discover({ HTTPS_PROXY: url }, SECURE));
      expect(error).toMatchObject({ code, phase: "proxy" });
      expect(error.said).toMatch(said);
      expect(JSON.stringify(error)).not.toContain("Pr0xyPassw0rd");
      expect(proxy.asked).toEqual(["CONNECT mcp.nowhere.example:443"]);
    },
  );

  test("one that wants credentials for http:// says so too", async () => {
    await using proxy = await startProxy({ to: "127.0.0.1:9", credentials: "a:b" });
    expect(errorOf(await discover({ HTTP_PROXY: proxy.url }, PLAIN))).toMatchObject({
      code: "E_HTTP_407",
      phase: "proxy",
    });
  });

  test.each([SECURE, PLAIN])("one that hangs is waited for as long as for any connection: %s", async (url) => {
    await using proxy = await startProxy({ to: "127.0.0.1:9", hangs: true });
    const began = performance.now();
    const error = errorOf(await discover({ ALL_PROXY: proxy.url }, url));
    expect(error.kind).toBe("timeout");
    expect(performance.now() - began).toBeLessThan(4_500);
    await expect.poll(proxy.open).toBe(0);
  });

  test("a cancel ends a tunnel that is being asked for, at once", async () => {
    await using proxy = await startProxy({ to: "127.0.0.1:9", hangs: true });
    const controller = new AbortController();
    const gateway = createGateway({
      traffic: { append() {} },
      clock: systemClock,
      environment: { HTTPS_PROXY: proxy.url },
    });
    const ended = gateway.discover(targetAt(SECURE), { jobId: "job", signal: controller.signal });
    await expect.poll(() => proxy.asked.length).toBe(1);
    const began = performance.now();
    controller.abort();
    expect(errorOf(await ended).kind).toBe("cancelled");
    expect(performance.now() - began).toBeLessThan(250);
    await expect.poll(proxy.open).toBe(0);
  });
});

describe("without the proxy", () => {
  test("a server on this machine is asked directly, whatever the environment says", async () => {
    await using server = await startFaultServer(modernServer());
    await using proxy = await startProxy({ to: "127.0.0.1:9" });
    valueOf(await discover({ HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url }, server.url));
    expect(proxy.asked).toEqual([]);
  });

  test.each([
    ["mcp.example.com", "example.com", true],
    ["mcp.example.com", ".example.com", true],
    ["mcp.example.com", "*.example.com, other", true],
    ["mcp.example.com", "mcp.example.com:443", true],
    ["mcp.example.com", "*", true],
    ["MCP.Example.com", "example.COM", true],
    ["notexample.com", "example.com", false],
    ["mcp.example.com", "", false],
    ["10.1.2.3", "10.1.2.3", true],
  ])("NO_PROXY: %s with %j", (host, exceptions, excepted) => {
    const route = proxyRoute(new URL(`https://${host}/mcp`), { HTTPS_PROXY: "http://p:1", NO_PROXY: exceptions });
    expect(route.kind).toBe(excepted ? "direct" : "proxy");
  });

  test.each(["http://127.0.0.1:1/", "http://localhost/", "https://[::1]/", "http://a.localhost/", "http://127.9.9.9/"])(
    "loopback: %s",
    (url) => {
      const environment = { HTTP_PROXY: "http://p:1", HTTPS_PROXY: "http://p:1", ALL_PROXY: "http://p:1" };
      expect(proxyRoute(new URL(url), environment).kind).toBe("direct");
    },
  );
});
