import { connect } from "node:net";
import { modernServer } from "../faults/answers.ts";
import { certificate } from "../../support/certificates.ts";
import { startDns } from "./dns-server.ts";
import type { HostileRow } from "./row.ts";
import { fails, says, works } from "./row-kinds.ts";
import { lists } from "./row.ts";
import type { Site } from "./site.ts";

// Variants of group A that are no rows of the reference.

const https = (place: string): string => `https://${place}/mcp`;
const http = (place: string): string => `http://${place}/mcp`;
const tls = (
  id: string,
  title: string,
  code: string,
  start: HostileRow["start"],
  more: Partial<HostileRow> = {},
): HostileRow => fails(id, title, code, "tls", start, { diagnosed: true, ...more });

/** A TLS record that holds one alert (RFC 8446, section 6). */
const alert = (description: number, level = 2): Buffer => Buffer.from([21, 3, 3, 0, 2, level, description]);
const alerts = (id: string, title: string, code: string, description: number): HostileRow =>
  tls(id, `TLS: the alert ${title}`, code, async (site) =>
    https(await site.tcp((socket) => socket.once("data", () => socket.end(alert(description))))),
  );
/** Greets as soon as it is connected to, as servers of other protocols do. */
const greets = (id: string, name: string, banner: string | Buffer): HostileRow =>
  tls(
    id,
    `https:// on a port that speaks ${name}`,
    "E_TLS_PLAIN_HTTP|E_TLS_FAILED",
    async (site) =>
      https(
        await site.tcp((socket) => {
          socket.write(banner);
          socket.on("data", () => {});
        }),
      ),
    {
      diagnosed: { code: "E_TLS_FAILED", phase: "tls" },
      check: says(/does not speak TLS.*greets with/, /port/),
      cli: true,
    },
  );
const typed = (id: string, url: string, more: Partial<HostileRow> = {}): HostileRow => ({
  id,
  title: `the URL is ${JSON.stringify(url)}`,
  drive: "diagnose",
  code: "E_URL_INVALID",
  phase: "url",
  budgetMs: 1_000,
  start: async () => url,
  ...more,
});
/** A proxy that knows the difference tells a plain request on its TLS port so, in plain HTTP. */
const plainOnTls = (id: string, who: string, type: string, page: string): HostileRow =>
  fails(
    id,
    `http:// on a TLS port, and ${who} says so in plain HTTP`,
    "E_HTTP_ON_TLS_PORT|E_HTTP_4XX|E_NOT_MCP_HTML",
    "tls",
    async (site: Site) =>
      http(
        await site.afterRequest((socket) =>
          socket.end(
            `HTTP/1.1 400 Bad Request\r\ncontent-type: ${type}\r\ncontent-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`,
          ),
        ),
      ),
    { diagnosed: { code: "E_HTTP_ON_TLS_PORT", phase: "tls" }, check: says(/speaks TLS on this port/, /https:\/\//) },
  );

export const beforeHttpVariants: readonly HostileRow[] = [
  alerts("AV1", "access_denied", "E_TLS_CLIENT_CERTIFICATE", 49),
  alerts("AV2", "insufficient_security", "E_TLS_FAILED", 71),
  alerts("AV3", "unrecognized_name", "E_TLS_NAME_UNKNOWN", 112),
  alerts("AV4", "protocol_version", "E_TLS_VERSION", 70),
  alerts("AV5", "handshake_failure", "E_TLS_CLIENT_CERTIFICATE", 40),
  alerts("AV6", "no_application_protocol", "E_TLS_ALPN", 120),
  alerts("AV7", "internal_error", "E_TLS_FAILED", 80),
  alerts("AV8", "of a number that TLS does not know", "E_TLS_FAILED|E_TCP_RESET", 254),
  alerts("AV8b", "decode_error", "E_TLS_FAILED", 50),
  tls("AV9", "TLS: says goodbye (close_notify) instead of hello", "E_TCP_RESET|E_TLS_FAILED", async (site) =>
    https(await site.tcp((socket) => socket.once("data", () => socket.end(alert(0, 1))))),
  ),
  tls(
    "AV10",
    "TLS: warnings for ever",
    "E_TLS_FAILED|E_TLS_TIMEOUT|E_TIMEOUT_CONNECT",
    async (site) =>
      https(
        await site.tcp((socket) =>
          socket.once("data", () => {
            for (let at = 0; at < 5_000; at += 1) socket.write(alert(90, 1));
          }),
        ),
      ),
    { deadlines: { connectMs: 2_000 } },
  ),
  tls("AV11", "TLS 1.0 only", "E_TLS_VERSION", async (site) =>
    https(
      await site.tls(
        {
          ...(await site.trusted("localhost")),
          minVersion: "TLSv1",
          maxVersion: "TLSv1",
          ciphers: "DEFAULT@SECLEVEL=0",
        },
        () => {},
      ),
    ),
  ),
  tls(
    "AV12",
    "the intermediate certificate has expired",
    "E_TLS_EXPIRED",
    async (site) => {
      const middle = await site.trusted("Middle", { isAuthority: true, to: new Date(Date.now() - 3_600_000) });
      const leaf = await certificate("localhost", { authority: middle });
      return https(await site.https({ key: leaf.key, cert: `${leaf.cert}\n${middle.cert}` }, modernServer()));
    },
    { check: says(/Middle, an intermediate/, /current chain/), cli: true },
  ),
  tls("AV13", "a certificate for the address only, asked by name", "E_TLS_HOST", async (site) =>
    https((await site.https(await site.trusted("", { names: [] }), modernServer())).replace("127.0.0.1", "localhost")),
  ),
  tls("AV14", "a wildcard certificate of another domain", "E_TLS_HOST", async (site) =>
    https(await site.https(await site.trusted("*.apps.example", { foreign: true }), modernServer())),
  ),
  tls(
    "AV15",
    "a certificate with 2,000 names, none of them this",
    "E_TLS_HOST",
    async (site) => {
      const names = Array.from({ length: 2_000 }, (_, at) => `tenant-${at}.apps.example`);
      return https(await site.https(await site.trusted("apps.example", { foreign: true, names }), modernServer()));
    },
    { check: ({ diagnosis }) => ((diagnosis?.cause.length ?? 0) < 400 ? undefined : "the cause names them all") },
  ),
  tls(
    "AV16",
    "a certificate for names full of control characters",
    "E_TLS_HOST",
    async (site) =>
      https(
        await site.https(
          await site.trusted("\u001b[2Jevil\u202e.example", { foreign: true, names: ["a.example"] }),
          modernServer(),
        ),
      ),
    { cli: true },
  ),
  works(
    "AV17",
    "the chain in the wrong order, and certificates that belong to nobody",
    async (site) => {
      const middle = await site.trusted("Middle", { isAuthority: true });
      const leaf = await certificate("localhost", { authority: middle });
      const other = await certificate("Nobody", { isAuthority: true });
      return https(
        await site.https({ key: leaf.key, cert: [leaf.cert, other.cert, middle.cert].join("\n") }, modernServer()),
      );
    },
    lists(2),
  ),
  fails(
    "AV18",
    "a client certificate is asked for after the request (renegotiation)",
    "E_TLS_CLIENT_CERTIFICATE|E_HTTP_CLOSED|E_TCP_RESET",
    "tls",
    async (site) =>
      https(
        await site.tls(
          { ...(await site.trusted("localhost")), minVersion: "TLSv1.2", maxVersion: "TLSv1.2" },
          (socket) =>
            socket.once("data", () => {
              socket.renegotiate({ requestCert: true, rejectUnauthorized: true }, () => socket.destroy());
            }),
        ),
      ),
    { phase: "http", budgetMs: 4_500, deadlines: { connectMs: 3_000 } },
  ),
  fails(
    "AV19",
    "TLS stands, and the connection is reset at the first request",
    "E_HTTP_CLOSED",
    "http",
    async (site) =>
      https(await site.tls(await site.trusted("localhost"), (socket) => socket.once("data", () => socket.destroy()))),
    { diagnosed: true },
  ),
  fails("AV20", "TLS stands, and plain text follows", "E_HTTP_CLOSED|E_TLS_FAILED|E_TLS_PLAIN_HTTP", "tls", breaksTls, {
    deadlines: { connectMs: 2_500 },
  }),
  greets("AV21", "SSH", "SSH-2.0-OpenSSH_9.9\r\n"),
  greets("AV22", "SMTP", "220 mail.example ESMTP \u001b[2Jready\r\n"),
  greets("AV23", "MySQL", Buffer.from("4a0000000a382e302e333600", "hex")),
  plainOnTls(
    "AV24",
    "nginx",
    "text/html",
    "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head><body><center>nginx</center></body></html>",
  ),
  plainOnTls("AV25", "Go", "text/plain; charset=utf-8", "Client sent an HTTP request to an HTTPS server.\n"),
  plainOnTls(
    "AV26",
    "Apache",
    "text/html; charset=iso-8859-1",
    "<!DOCTYPE HTML><html><head><title>400 Bad Request</title></head><body><p>Your browser sent a request that this server could not understand.<br />Reason: You're speaking plain HTTP to an SSL-enabled server port.</p></body></html>",
  ),
  {
    id: "AV27",
    title: "a name with 30 addresses that all refuse",
    drive: "diagnose",
    usesDns: true,
    code: "E_TCP_REFUSED",
    phase: "tcp",
    budgetMs: 6_500,
    start: async (site) => ({
      url: "http://many.preflight-test.dev:9/mcp",
      extra: await startDns(site, { a: Array.from({ length: 30 }, (_, at) => `127.0.0.${at + 1}`) }),
    }),
  },
  ...(["0.0.0.0", "255.255.255.255"] as const).map((address, index): HostileRow => ({
    id: `AV28${"ab"[index]}`,
    title: `a public name that leads to ${address}`,
    drive: "diagnose",
    usesDns: true,
    code: "E_TCP_REFUSED|E_TCP_TIMEOUT|E_TCP_UNREACHABLE|E_TCP_RESET",
    phase: "tcp",
    budgetMs: 8_000,
    start: async (site) => ({
      url: "http://inside.preflight-test.dev:9/mcp",
      extra: await startDns(site, { a: [address] }),
    }),
    check: ({ diagnosis }) => {
      const step = diagnosis?.steps.find(({ id }) => id === "dns");
      return step?.verdict === "warn" && step.fact.includes(address) ? undefined : `the DNS step says ${step?.fact}`;
    },
  })),
  fails(
    "AV29",
    "accepts, and resets a little later, whether it is spoken to or not",
    "E_HTTP_CLOSED|E_TCP_RESET",
    "http",
    async (site) => http(await site.tcp((socket) => void setTimeout(() => socket.resetAndDestroy(), 150))),
    { diagnosed: { code: "E_TCP_RESET", phase: "tcp" }, check: says(/resets them before any byte/, /firewall/) },
  ),
  typed("AV30", "https://"),
  typed("AV31", "https://mcp.example.com:99999/mcp"),
  typed("AV32", "https://[::1/mcp"),
  typed("AV33", "ftp://mcp.example.com/mcp"),
  typed("AV34", "javascript:alert(1)"),
  typed("AV35", "data:text/html,<script>alert(1)</script>"),
  typed("AV36", "https://exa mple.com/mcp", { code: "E_URL_INVALID|E_URL_STDIO" }),
  typed("AV37", `https://mcp.example.com/${"a".repeat(20_000)}`, { code: "E_URL_INVALID" }),
  typed("AV38", `https://${"a".repeat(300)}.example.com/mcp`, {
    code: "E_DNS_NOT_FOUND",
    phase: "dns",
  }),
  typed("AV39", "http://127.0.0.1:0/mcp", { code: "E_TCP_REFUSED|E_TCP_UNREACHABLE|E_URL_INVALID", phase: "tcp" }),
  typed("AV40", "https://mcp.example.com.\u202e/mcp", { code: "E_URL_INVALID" }),
  typed("AV41", "http://0x7f.1:1/mcp", { code: "E_TCP_REFUSED", phase: "tcp" }),
];

/** Shakes hands as it should, and then answers below TLS. */
async function breaksTls(site: Site): Promise<string> {
  let stands = (): void => {};
  const inner = await site.tls(await site.trusted("localhost"), (socket) => void socket.once("data", () => stands()));
  const [host = "", port = ""] = inner.split(":");
  return https(
    await site.tcp((socket) => {
      const through = connect(Number(port), host);
      through.on("error", () => socket.destroy());
      socket.on("close", () => through.destroy());
      socket.pipe(through);
      through.pipe(socket, { end: false });
      stands = () => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    }),
  );
}
