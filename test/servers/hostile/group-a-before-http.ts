import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { Phase } from "#shared/base/console-error.ts";
import { modernServer } from "../faults/answers.ts";
import { startProxy, type ProxyWishes } from "../proxy/proxy-server.ts";
import { certificate } from "../../support/certificates.ts";
import { startDns, type DnsSaying } from "./dns-server.ts";
import type { HostileRow } from "./row.ts";
import { every, type Site } from "./site.ts";

// Not produced here: 6 (an answer that changes: the console's own look-up goes through the operating system's resolver,
// which a test cannot replace without root; the diagnosis pins the address that it reached). 14 and 22, 23 are not rows.

const DAY = 24 * 3_600_000;
const http = (place: string): string => `http://${place}/mcp`;
const https = (place: string): string => `https://${place}/mcp`;
const quiet = { deadlines: { connectMs: 2_000 }, budgetMs: 3_000 } as const;
const dns = (id: string, title: string, saying: DnsSaying, rest: Partial<HostileRow>): HostileRow => ({
  id,
  title,
  drive: "diagnose",
  usesDns: true,
  budgetMs: 6_500,
  start: async (site) => ({ url: "http://mcp.preflight-test.dev:9/mcp", extra: await startDns(site, saying) }),
  ...rest,
});
/** A host that exists nowhere: what answers for it can only be the proxy. */
const NOWHERE = "mcp.nowhere.example";
const proxied = (
  id: string,
  title: string,
  scheme: "http" | "https",
  proxy: (site: Site) => Promise<string>,
  found: { readonly code?: string; readonly phase?: Phase; readonly says: RegExp; readonly at?: string },
  more: Readonly<Record<string, string>> = {},
): HostileRow => ({
  id,
  title,
  drive: "diagnose",
  budgetMs: 8_000,
  ...(found.code === undefined ? {} : { code: found.code }),
  ...(found.phase === undefined
    ? {}
    : { phase: found.phase, diagnosed: { code: found.code ?? "", phase: found.phase } as const }),
  environment: ({ extra }) => ({
    [`${scheme.toUpperCase()}_PROXY`]: `http://agent:S3cretProxyPass9@${extra}`,
    ...more,
  }),
  check: ({ diagnosis }) => {
    const step = diagnosis?.steps.find(({ id: each }) => each === "proxy");
    const text = `${step?.fact} ${step?.evidence}`;
    if (/S3cretProxyPass9|agent:/.test(JSON.stringify(diagnosis))) return "the proxy's credentials are shown";
    if (!text.includes(`${scheme.toUpperCase()}_PROXY`)) return `the variable is not named: ${text}`;
    if (found.code === undefined && diagnosis?.ok !== true) return `the diagnosis says ${diagnosis?.code}`;
    return found.says.test(text) ? undefined : `the proxy step says: ${text}`;
  },
  start: async (site) => ({ url: `${scheme}://${found.at ?? NOWHERE}/mcp`, extra: await proxy(site) }),
});

/** A real proxy that sends everything to one place. */
async function realProxy(site: Site, wishes: ProxyWishes): Promise<string> {
  const proxy = await startProxy(wishes);
  site.onEnd(() => void proxy[Symbol.asyncDispose]());
  return new URL(proxy.url).host;
}

/** A port whose queue of connections is full and never emptied: packets to it get no answer. */
async function deafPort(site: Site): Promise<string> {
  const script =
    "const s=require('net').createServer();s.listen({port:0,host:'127.0.0.1',backlog:1},()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const port = Number(String(((await once(child.stdout, "data")) as [Buffer])[0]));
  child.kill("SIGSTOP");
  const fillers: Socket[] = [];
  site.onEnd(() => {
    for (const each of fillers) each.destroy();
    child.kill("SIGKILL");
  });
  for (;;) {
    const filler = connect(port, "127.0.0.1");
    fillers.push(filler);
    filler.on("error", () => {});
    const stood = await Promise.race([
      once(filler, "connect").then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, 300, false)),
    ]);
    if (!stood || fillers.length > 20) return `127.0.0.1:${port}`;
  }
}

/** A port that just closed. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

const tlsRow = (
  id: string,
  title: string,
  code: string,
  start: HostileRow["start"],
  more: Partial<HostileRow> = {},
): HostileRow => ({
  id,
  title,
  drive: "discover",
  code,
  phase: "tls",
  diagnosed: true,
  budgetMs: 3_000,
  start,
  ...more,
});

export const beforeHttp: readonly HostileRow[] = [
  dns("A1", "the name does not exist", "nxdomain", { code: "E_DNS_NOT_FOUND", phase: "dns", budgetMs: 2_500 }),
  {
    id: "A1b",
    title: "a name under .invalid, through the machine's own resolver",
    drive: "discover",
    code: "E_DNS_NOT_FOUND|E_DNS_TEMPORARY", // a machine without any resolver says the latter
    phase: "dns",
    diagnosed: true,
    budgetMs: 6_000,
    cli: true,
    start: async () => "https://nothing-here.invalid/mcp",
  },
  dns("A2", "the resolver says SERVFAIL", "servfail", { code: "E_DNS_TEMPORARY", phase: "dns" }),
  dns("A2b", "the resolver drops packets", "silent", { code: "E_DNS_TEMPORARY", phase: "dns" }),
  dns("A2c", "the resolver refuses", "refused", { code: "E_DNS_TEMPORARY", phase: "dns" }),
  dns("A2d", "the resolver answers garbage", "garbage", { code: "E_DNS_TEMPORARY", phase: "dns" }),
  dns("A2e", "the name exists and has no address", {}, { code: "E_DNS_NOT_FOUND", phase: "dns" }),
  dns(
    "A3",
    "only IPv6, which leads nowhere",
    { aaaa: ["100::1"] },
    {
      code: "E_TCP_UNREACHABLE|E_TCP_TIMEOUT",
      phase: "tcp",
      check: ({ diagnosis }) => (/100::1/.test(JSON.stringify(diagnosis)) ? undefined : "the address is not named"),
    },
  ),
  {
    id: "A4",
    title: "IPv4 and IPv6, IPv6 leads nowhere",
    drive: "diagnose",
    usesDns: true,
    budgetMs: 3_000,
    check: ({ diagnosis }) => {
      const tcp = diagnosis?.steps.find(({ id }) => id === "tcp");
      if (tcp?.verdict !== "warn" || !tcp.fact.includes("100::1")) return `the TCP step says ${tcp?.fact}`;
      return tcp.ms < 1_000 ? undefined : `connected after ${tcp.ms} ms`;
    },
    start: async (site) => {
      const place = await site.http(modernServer());
      const extra = await startDns(site, { a: ["127.0.0.1"], aaaa: ["100::1"] });
      return { url: http(place.replace("127.0.0.1", "localhost")), extra };
    },
  },
  dns(
    "A5",
    "a public name that leads to this machine",
    { a: ["127.0.0.1"] },
    {
      code: "E_TCP_REFUSED",
      phase: "tcp",
      check: ({ diagnosis }) => {
        const step = diagnosis?.steps.find(({ id }) => id === "dns");
        return step?.verdict === "warn" && step.fact.includes("127.0.0.1")
          ? undefined
          : `the DNS step says ${step?.fact}`;
      },
    },
  ),
  {
    id: "A7",
    title: "the connection is refused",
    drive: "discover",
    code: "E_TCP_REFUSED",
    phase: "tcp",
    diagnosed: true,
    budgetMs: 1_000,
    quick: true,
    cli: true,
    start: async () => http(await closedPort()),
  },
  {
    id: "A7b",
    title: "the connection is refused on every address of a name",
    drive: "discover",
    code: "E_TCP_REFUSED",
    phase: "tcp",
    diagnosed: true,
    budgetMs: 1_000,
    start: async () => http((await closedPort()).replace("127.0.0.1", "localhost")),
  },
  {
    id: "A8",
    title: "packets get no answer",
    drive: "discover",
    code: "E_TCP_TIMEOUT|E_TIMEOUT_CONNECT",
    phase: "tcp",
    diagnosed: { code: "E_TCP_TIMEOUT", phase: "tcp" },
    ...quiet,
    start: async (site) => http(await deafPort(site)),
  },
  {
    id: "A9",
    title: "accepts, then resets at once",
    drive: "discover",
    // The reset may overtake the request or not, so a discovery may see either; the diagnosis, which says nothing at first, cannot.
    code: "E_TCP_RESET|E_HTTP_CLOSED",
    diagnosed: { code: "E_TCP_RESET", phase: "tcp" },
    budgetMs: 1_500,
    quick: true,
    start: async (site) => http(await site.tcp((socket) => socket.resetAndDestroy())),
  },
  {
    id: "A9b",
    title: "accepts, then closes at once",
    drive: "discover",
    code: "E_HTTP_CLOSED|E_TCP_RESET",
    diagnosed: { code: "E_HTTP_CLOSED|E_TCP_RESET", phase: "http" },
    budgetMs: 1_500,
    start: async (site) => http(await site.tcp((socket) => socket.end())),
  },
  {
    id: "A10",
    title: "accepts and never sends a byte",
    drive: "discover",
    code: "E_TIMEOUT_CONNECT|E_HTTP_FIRST_BYTE",
    phase: "http",
    diagnosed: { code: "E_HTTP_FIRST_BYTE", phase: "http" },
    ...quiet,
    start: async (site) => http(await site.tcp(() => {})),
  },
  tlsRow(
    "A11",
    "TLS: never answers the ClientHello",
    "E_TIMEOUT_CONNECT|E_TLS_TIMEOUT",
    async (site) => https(await site.tcp(() => {})),
    {
      diagnosed: { code: "E_TLS_TIMEOUT", phase: "tls" },
      ...quiet,
    },
  ),
  tlsRow("A11b", "TLS: answers garbage", "E_TLS_PLAIN_HTTP|E_TLS_FAILED", async (site) =>
    https(await site.tcp((socket) => socket.once("data", () => socket.write(Buffer.alloc(600, 0x7a))))),
  ),
  tlsRow(
    "A11c",
    "TLS: drips a byte a second of a handshake",
    "E_TIMEOUT_CONNECT|E_TLS_TIMEOUT",
    async (site) =>
      https(
        await site.tcp((socket) => {
          const hello = Buffer.from([22, 3, 3, 3, 0, 2, 0, 2, 252]);
          let at = 0;
          every(700, socket, () => socket.write(hello.subarray(at, ++at)));
        }),
      ),
    { diagnosed: { code: "E_TLS_TIMEOUT", phase: "tls" }, ...quiet },
  ),
  tlsRow(
    "A12",
    "TLS: resets in the handshake",
    "E_TCP_RESET",
    async (site) => https(await site.tcp((socket) => socket.once("data", () => socket.resetAndDestroy()))),
    { quick: true },
  ),
  tlsRow("A12b", "TLS: closes in the handshake", "E_TCP_RESET", async (site) =>
    https(await site.tcp((socket) => socket.once("data", () => socket.end()))),
  ),
  tlsRow(
    "A12c",
    "TLS: an alert and nothing else",
    "E_TLS_FAILED|E_TLS_CLIENT_CERTIFICATE|E_TLS_VERSION",
    async (site) =>
      https(await site.tcp((socket) => socket.once("data", () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 80]))))),
  ),
  tlsRow(
    "A13",
    "the certificate has expired",
    "E_TLS_EXPIRED",
    async (site) =>
      https(
        await site.https(
          await site.trusted("localhost", {
            from: new Date(Date.now() - 90 * DAY),
            to: new Date(Date.now() - 3 * DAY),
          }),
          modernServer(),
        ),
      ),
    { quick: true, cli: true },
  ),
  tlsRow("A13b", "the certificate is not valid yet", "E_TLS_NOT_YET_VALID", async (site) =>
    https(await site.https(await site.trusted("localhost", { from: new Date(Date.now() + 9 * DAY) }), modernServer())),
  ),
  tlsRow(
    "A15",
    "a self-signed certificate",
    "E_TLS_SELF_SIGNED",
    async (site) => https(await site.https(await certificate("localhost"), modernServer())),
    { quick: true, cli: true },
  ),
  tlsRow("A16", "a certificate of an unknown authority", "E_TLS_CHAIN", async (site) =>
    https(
      await site.https(
        await certificate("localhost", { authority: await certificate("Nobody", { isAuthority: true }) }),
        modernServer(),
      ),
    ),
  ),
  tlsRow(
    "A16b",
    "the intermediate certificate is missing",
    "E_TLS_CHAIN",
    async (site) => {
      const middle = await site.trusted("Middle", { isAuthority: true });
      return https(await site.https(await certificate("localhost", { authority: middle }), modernServer()));
    },
    {
      check: ({ diagnosis }) =>
        /incomplete|only the server's own/.test(diagnosis?.cause ?? "") ? undefined : "incomplete is not said",
    },
  ),
  tlsRow("A16c", "a private authority's whole chain", "E_TLS_CHAIN", async (site) => {
    const root = await certificate("Corporate Root", { isAuthority: true });
    const leaf = await certificate("localhost", { authority: root });
    return https(await site.https({ key: leaf.key, cert: `${leaf.cert}\n${root.cert}` }, modernServer()));
  }),
  tlsRow(
    "A17",
    "the certificate is for another host",
    "E_TLS_HOST",
    async (site) => https(await site.https(await site.trusted("other.example", { foreign: true }), modernServer())),
    {
      quick: true,
      check: ({ diagnosis }) =>
        diagnosis?.cause.includes("other.example") === true ? undefined : "the names are not said",
    },
  ),
  tlsRow("A18", "TLS 1.1 only", "E_TLS_VERSION", async (site) =>
    https(
      await site.tls(
        {
          ...(await site.trusted("localhost")),
          minVersion: "TLSv1",
          maxVersion: "TLSv1.1",
          ciphers: "DEFAULT@SECLEVEL=0",
        },
        () => {},
      ),
    ),
  ),
  ...(["TLSv1.2", "TLSv1.3"] as const).map((version, index) =>
    tlsRow(
      `A19${index === 0 ? "" : "b"}`,
      `a client certificate is wanted (${version})`,
      "E_TLS_CLIENT_CERTIFICATE",
      async (site) =>
        https(
          await site.https(
            {
              ...(await site.trusted("localhost")),
              requestCert: true,
              rejectUnauthorized: true,
              minVersion: version,
              maxVersion: version,
            },
            modernServer(),
          ),
        ),
    ),
  ),
  tlsRow("A20", "HTTP/2 only (ALPN)", "E_TLS_ALPN", async (site) =>
    https(await site.tls({ ...(await site.trusted("localhost")), ALPNProtocols: ["h2"] }, () => {})),
  ),
  {
    id: "A20b",
    title: "HTTP/2 without ALPN: frames as an answer",
    drive: "discover",
    code: "E_HTTP_MALFORMED",
    phase: "http",
    diagnosed: true,
    budgetMs: 2_000,
    start: async (site) =>
      http(await site.afterRequest((socket) => socket.end(Buffer.from("000000040000000000", "hex")))),
  },
  tlsRow(
    "A21",
    "https:// on a port that speaks plain HTTP",
    "E_TLS_PLAIN_HTTP",
    async (site) => https(await site.http(modernServer())),
    {
      quick: true,
      cli: true,
    },
  ),
  tlsRow(
    "A21b",
    "http:// on a port that speaks TLS",
    "E_HTTP_ON_TLS_PORT",
    async (site) => http(await site.https(await site.trusted("localhost"), modernServer())),
    { quick: true },
  ),
  ...[
    "SSH-2.0-OpenSSH_9.9\r\n",
    "220 mail.example ESMTP\r\n",
    "-ERR unknown command\r\n",
    "\u0000\u0000\u0000\u0000",
  ].map((banner, index): HostileRow => ({
    id: `A22${"abcd"[index]}`,
    title: `another protocol answers: ${JSON.stringify(banner.slice(0, 8))}`,
    drive: "discover",
    code: "E_HTTP_MALFORMED",
    phase: "http",
    diagnosed: true,
    budgetMs: 2_000,
    start: async (site) =>
      http(
        await site.tcp((socket) => {
          socket.write(banner);
          socket.on("data", () => {});
        }),
      ),
  })),
  proxied("A24", "HTTP_PROXY names a dead proxy", "http", closedPort, {
    code: "E_PROXY_UNREACHABLE",
    phase: "proxy",
    says: /refuses connections/,
  }),
  proxied(
    "A24b",
    "HTTP_PROXY wants other credentials (407)",
    "http",
    (site) => realProxy(site, { to: "", refuses: 407 }),
    {
      code: "E_HTTP_407",
      phase: "proxy",
      says: /through/,
    },
  ),
  proxied("A24c", "HTTPS_PROXY names a proxy that hangs", "https", (site) => site.tcp(() => {}), {
    code: "E_PROXY_UNREACHABLE|E_TIMEOUT_CONNECT",
    phase: "proxy",
    says: /did not answer/,
  }),
  proxied(
    "A24d",
    "HTTPS_PROXY names something that is no proxy",
    "https",
    (site) => site.tcp((socket) => socket.end("220 mail.example ESMTP\r\n")),
    { code: "E_PROXY_UNREACHABLE", phase: "proxy", says: /no HTTP proxy/ },
  ),
  proxied(
    "A24e",
    "NO_PROXY excepts the host",
    "http",
    async () => "127.0.0.1:9",
    {
      code: "E_DNS_NOT_FOUND|E_DNS_TEMPORARY",
      phase: "dns",
      says: /excepts/,
      at: "a.nowhere.invalid",
    },
    { NO_PROXY: "localhost,.nowhere.invalid" },
  ),
  proxied(
    "A24f",
    "a proxy that works, for plain HTTP",
    "http",
    async (site) => realProxy(site, { to: await site.http(modernServer()), credentials: "agent:S3cretProxyPass9" }),
    { code: "E_POLICY_HTTPS", phase: "policy", says: /through/ },
  ),
  proxied(
    "A24g",
    "a proxy that works, for TLS",
    "https",
    async (site) => realProxy(site, { to: await site.https(await site.trusted(NOWHERE), modernServer()) }),
    { says: /tunnel/ },
  ),
  proxied(
    "A24h",
    "a proxy that opens TLS with a certificate of its own",
    "https",
    async (site) => realProxy(site, { to: await site.https(await certificate(NOWHERE), modernServer()) }),
    { code: "E_TLS_SELF_SIGNED", phase: "tls", says: /tunnel/ },
  ),
  proxied("A24i", "the proxy forbids the host", "https", (site) => realProxy(site, { to: "", refuses: 403 }), {
    code: "E_PROXY_REFUSED",
    phase: "proxy",
    says: /forbids/,
  }),
  proxied("A24j", "the proxy cannot reach the host", "https", (site) => realProxy(site, { to: "", refuses: 502 }), {
    code: "E_PROXY_REFUSED",
    phase: "proxy",
    says: /could not reach/,
  }),
  proxied(
    "A24k",
    "the proxy's answer to CONNECT never ends",
    "https",
    (site) =>
      site.tcp((socket) => every(5, socket, () => socket.write("HTTP/1.1 200 OK\r\nx: aaaaaaaaaaaaaaaaaaaaaa\r\n"))),
    { code: "E_PROXY_UNREACHABLE", phase: "proxy", says: /does not end/ },
  ),
  tlsRow(
    "A25",
    "the server knows no certificate for this name",
    "E_TLS_NAME_UNKNOWN|E_TCP_RESET|E_TLS_FAILED|E_TLS_CLIENT_CERTIFICATE",
    async (site) =>
      https(
        (await site.tls({ SNICallback: (_, done) => done(new Error("unknown name")) }, () => {})).replace(
          "127.0.0.1",
          "localhost",
        ),
      ),
  ),
  {
    id: "A26",
    title: "a command line instead of a URL",
    drive: "diagnose",
    code: "E_URL_STDIO",
    phase: "url",
    budgetMs: 500,
    quick: true,
    start: async () => "npx -y @example/server",
  },
];
