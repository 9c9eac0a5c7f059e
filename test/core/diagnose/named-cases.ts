import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import type { ConnectionTarget } from "#core/ports.ts";
import type { DiagnosisOptions } from "#core/diagnose/diagnose.ts";
import { legacyServer, modernList, modernServer, result, sseServer, text, tool } from "../../servers/faults/answers.ts";
import type { Fault } from "../../servers/faults/fault-server.ts";
import { startProxy } from "../../servers/proxy/proxy-server.ts";
import { startDns } from "../../servers/hostile/dns-server.ts";
import type { Site } from "../../servers/hostile/site.ts";
import { certificate } from "../../support/certificates.ts";
import { diagnosed } from "./diagnosed.ts";

/** One case that a support engineer meets, and the server that makes it. */
export interface NamedCase {
  readonly title: string;
  readonly diagnose: (site: Site) => Promise<Diagnosis>;
}

const DAY = 24 * 3_600_000;
const HANG_MS = 6_500;

const named = (
  title: string,
  start: (site: Site) => Promise<string>,
  options: Partial<DiagnosisOptions> = {},
  target: Partial<ConnectionTarget> = {},
): NamedCase => ({ title, diagnose: async (site) => diagnosed(await start(site), options, target) });
const answering =
  (fault: Fault, path = "/mcp") =>
  async (site: Site): Promise<string> =>
    `http://${await site.http(fault)}${path}`;
const status =
  (code: number, headers: Record<string, string> = {}): Fault =>
  (exchange) =>
    text(exchange, code, "text/plain", "", headers);
const page: Fault = (exchange) =>
  text(exchange, 200, "text/html", "<!doctype html><title>Acme Widgets</title><h1>Hello</h1>");
const jwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) - 12 * 86_400 })).toString("base64url")}.c2lnbmF0dXJl`;
const serving = async (site: Site, pem: { readonly key: string; readonly cert: string }): Promise<string> =>
  `https://${await site.https(pem, modernServer())}/mcp`;

const viaProxy = (title: string, proxy: (site: Site) => Promise<string>): NamedCase => ({
  title,
  diagnose: async (site) =>
    diagnosed("https://mcp.preflight-test.dev/mcp", { environment: { HTTPS_PROXY: `http://${await proxy(site)}` } }),
});
async function refusing(site: Site, refuses: number): Promise<string> {
  const proxy = await startProxy({ to: "", refuses });
  site.onEnd(() => void proxy[Symbol.asyncDispose]());
  return new URL(proxy.url).host;
}

/** The cases of the table, in the order in which a connection is made. */
export const namedCases: readonly NamedCase[] = [
  named("A command instead of a URL", async () => "npx -y @example/server"),
  viaProxy("The machine's proxy is dead", async () => "127.0.0.1:9"),
  viaProxy("The machine's proxy wants other credentials", (site) => refusing(site, 407)),
  viaProxy("The machine's proxy forbids the host", (site) => refusing(site, 403)),
  {
    title: "Unknown host",
    diagnose: async (site) =>
      diagnosed("https://mcp.preflight-test.dev/mcp", { resolvers: [await startDns(site, "nxdomain")] }),
  },
  {
    title: "Resolver silent",
    diagnose: async (site) =>
      diagnosed("https://mcp.preflight-test.dev/mcp", { resolvers: [await startDns(site, "silent")] }),
  },
  named("Connection refused", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${port}/mcp`;
  }),
  named(
    "Connection reset at once",
    async (site) => `http://${await site.tcp((socket) => socket.resetAndDestroy())}/mcp`,
  ),
  named("Expired certificate", async (site) =>
    serving(
      site,
      await site.trusted("localhost", { from: new Date(Date.now() - 90 * DAY), to: new Date(Date.now() - 3 * DAY) }),
    ),
  ),
  named("Self-signed certificate", async (site) => serving(site, await certificate("localhost"))),
  named("Certificate for another host", async (site) =>
    serving(site, await site.trusted("other.example", { foreign: true })),
  ),
  named("Incomplete certificate chain", async (site) =>
    serving(site, await certificate("localhost", { authority: await site.trusted("Middle", { isAuthority: true }) })),
  ),
  named("https:// to a plain port", async (site) => `https://${await site.http(modernServer())}/mcp`),
  named("http:// to a TLS port", async (site) =>
    (await serving(site, await site.trusted("localhost"))).replace("https:", "http:"),
  ),
  named("401, token in the URL", answering(status(401), "/mcp?token=s3cretTokenValue9")),
  named("401, no credentials", answering(status(401))),
  named("401, expired JWT in the URL", answering(status(401), `/mcp?token=${jwt}`)),
  named("403", answering(status(403), "/mcp?token=s3cretTokenValue9")),
  named("404", answering(status(404))),
  named("405", answering(status(405))),
  named("429", answering(status(429, { "retry-after": "120" }))),
  named("503", answering(status(503))),
  named("A web page", answering(page)),
  named("Redirect to a login page", answering(status(302, { location: "/login?next=%2Fmcp" }))),
  named("Redirect to another origin", answering(status(307, { location: "https://other.example/mcp" }))),
  named("SSE URL given as HTTP", answering(sseServer(), "/sse"), {}, { transport: "streamable-http" }),
  named("Hang before initialize", async (site) => `http://${await site.tcp(() => {})}/mcp`, { totalMs: HANG_MS }),
  named("Hang after initialize", answering(legacyServer({ "tools/list": () => {} })), { totalMs: HANG_MS }),
  named(
    "Unknown protocol version",
    answering(
      legacyServer({
        initialize: (exchange) =>
          result(exchange, {
            protocolVersion: "1999-01-01",
            capabilities: {},
            serverInfo: { name: "s", version: "1" },
          }),
      }),
    ),
  ),
  named("Empty tool list", answering(modernServer({ "tools/list": (exchange) => result(exchange, modernList([])) }))),
  named(
    "Malformed tool",
    answering(
      modernServer({
        "tools/list": (exchange) => result(exchange, modernList([tool("good"), { name: "lookup", inputSchema: null }])),
      }),
    ),
  ),
];

/** A sentence without what differs from run to run: ports, dates, spans of time and versions. */
export const settled = (said: string): string =>
  said
    .replaceAll(/127\.0\.0\.1:\d+(?=, which)/g, "proxy.example.com:3128")
    .replaceAll(/(?:127\.0\.0\.1|localhost|mcp\.preflight-test\.dev):\d+/g, "mcp.example.com:443")
    .replaceAll(/mcp\.preflight-test\.dev|127\.0\.0\.1/g, "mcp.example.com")
    .replaceAll(/\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC/g, "3 November 2026, 14:05 UTC")
    .replaceAll(/\b\d+(?:\.\d+)? (?:seconds?|s)\b/g, "N seconds")
    .replaceAll("|", "\\|");
