import { isIP, Socket } from "node:net";
import { connect, type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import { openTunnel } from "#core/proxy/open-tunnel.ts";
import type { Proxy } from "#core/proxy/proxy-route.ts";
import { placeOf } from "./proxy-step.ts";
import { greeting } from "./greeting.ts";
import { readNetworkError, within } from "./network-error.ts";
import { sayMoment, saySpan } from "./say-time.ts";
import { hostAndPort, skipped, type Step, type StepOutcome } from "./step.ts";
import { handshakeFailure, otherProtocol, trustFailure, type SeenCertificate } from "./tls-failure.ts";

const TLS_MS = 10_000;
const SOON_MS = 14 * 24 * 3_600_000;
/** A TLS 1.3 server refuses a missing client certificate only after its side of the handshake is done. */
const LINGER_MS = 60;
const MOST_NAMES = 20;

/** Shakes hands on a socket of its own, whatever the certificate, and then judges what the server showed. */
export const tlsStep: Step = {
  id: "tls",
  async run({ url, learned, signal, remainingMs, now }) {
    if (url.protocol !== "https:") return skipped("plain http://, nothing is encrypted");
    const { host, port, shown } = hostAndPort(url);
    const { proxy, reached } = learned;
    const place = proxy === undefined ? { host: reached?.address ?? host, port } : await through(proxy, url, signal);
    const socket = connect({
      ...place,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ["http/1.1"],
      // The certificate is looked at, not trusted: nothing is sent over this socket.
      rejectUnauthorized: false,
    });
    try {
      await within(Math.min(TLS_MS, remainingMs()), signal, () => secured(socket));
      return openedByProxy(judge(socket, host, shown, Date.parse(now)), proxy);
    } catch (thrown) {
      const { code, message } = readNetworkError(thrown);
      const named = handshakeFailure(code, message, shown);
      // Whoever greets before it is spoken to is no web server: its own word is better than a guess.
      const spoken =
        named.code === "E_TLS_PLAIN_HTTP" && proxy === undefined
          ? await greeting(reached?.address ?? host, port, signal)
          : undefined;
      const failure = spoken === undefined ? named : otherProtocol(spoken, shown);
      return { verdict: "fail", fact: failure.cause, evidence: [`${code} ${message}`.trim().slice(0, 500)], failure };
    } finally {
      socket.on("error", () => {}); // an error after our verdict changes nothing
      socket.destroy();
    }
  },
};

/** A tunnel of the proxy, or where that fails nothing to connect to: the handshake then says so. */
async function through(proxy: Proxy, url: URL, signal: AbortSignal): Promise<{ readonly socket: Socket }> {
  try {
    return { socket: await openTunnel(proxy, placeOf(url), TLS_MS, signal) };
  } catch {
    const socket = new Socket();
    socket.destroy();
    return { socket };
  }
}

/** A certificate that nobody trusts, seen through a proxy, is often the proxy's own. */
function openedByProxy(outcome: StepOutcome, proxy: Proxy | undefined): StepOutcome {
  const { failure } = outcome;
  if (proxy === undefined || failure === undefined || !/CHAIN|SELF_SIGNED|HOST/.test(failure.code)) return outcome;
  const remedy = `${failure.remedy} If the proxy ${proxy.shown} opens connections with a certificate of its own, its authority belongs into NODE_EXTRA_CA_CERTS.`;
  return { ...outcome, failure: { ...failure, remedy } };
}

/** Settles when the handshake is done and the server did not take it back at once. */
function secured(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("close", () => reject(Object.assign(new Error("closed during the handshake"), { code: "CLOSED" })));
    socket.once("secureConnect", () => setTimeout(resolve, LINGER_MS).unref());
  });
}

function judge(socket: TLSSocket, host: string, shown: string, clock: number): StepOutcome {
  const leaf = socket.getPeerCertificate(true);
  const seen = readCertificate(leaf, clock);
  const protocol = socket.getProtocol() ?? "TLS";
  const evidence = [
    `${protocol}, ${socket.getCipher().name}`,
    `subject ${seen.subject}; names ${seen.names.slice(0, MOST_NAMES).join(", ") || "none"}`,
    `issuer ${seen.issuer}; ${seen.chain} certificate${seen.chain === 1 ? "" : "s"} sent`,
    `valid ${sayMoment(seen.from)} to ${sayMoment(seen.to)}; this machine's clock ${sayMoment(clock)}`,
    `SHA-256 ${leaf.fingerprint256 ?? "unknown"}`,
  ];
  // Node types it as Error; it is the bare code.
  const refused = socket.authorized ? "" : String((socket.authorizationError as Error | string | null) ?? "");
  if (refused !== "") {
    const failure = trustFailure(refused.replace(/^Error: /, ""), seen, host, shown, clock);
    return { verdict: "fail", fact: failure.cause, evidence: [refused, ...evidence], failure };
  }
  const left = seen.to - clock;
  return left < SOON_MS
    ? { verdict: "warn", fact: `the certificate expires in ${saySpan(left)}`, evidence }
    : { verdict: "ok", fact: `${protocol.replace("v", " ")}, certificate valid until ${sayMoment(seen.to)}`, evidence };
}

function readCertificate(leaf: DetailedPeerCertificate, clock: number): SeenCertificate {
  let chain = 0;
  let expiredAbove: SeenCertificate["expiredAbove"];
  const counted = new Set<string>();
  for (
    let each: DetailedPeerCertificate | undefined = leaf;
    each?.fingerprint256 !== undefined;
    each = each.issuerCertificate
  ) {
    if (counted.has(each.fingerprint256)) break;
    counted.add(each.fingerprint256);
    const to = Date.parse(each.valid_to);
    if (each !== leaf && to <= clock) expiredAbove ??= { subject: common(each.subject), to };
    chain += 1;
  }
  const names = (leaf.subjectaltname ?? "")
    .split(", ")
    .map((name) => name.replace(/^(?:DNS|IP Address):/, ""))
    .filter((name) => name !== "");
  return {
    subject: common(leaf.subject),
    issuer: common(leaf.issuer),
    names: names.length > 0 ? names : [common(leaf.subject)],
    from: Date.parse(leaf.valid_from),
    to: Date.parse(leaf.valid_to),
    chain,
    ...(expiredAbove === undefined ? {} : { expiredAbove }),
  };
}

/** The common name of a certificate's subject or issuer, else its organisation. */
function common(entity: { readonly CN?: string | string[]; readonly O?: string | string[] } | undefined): string {
  return String(entity?.CN ?? entity?.O ?? "unnamed").slice(0, 200);
}
