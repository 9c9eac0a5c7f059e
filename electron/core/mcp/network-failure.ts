import { Failure } from "./failure.ts";
import type { FailureCodeName } from "./failure-codes.ts";

/** The step a connection is at while nothing has been answered yet. */
export type NetworkStep = "proxy" | "dns" | "tcp" | "tls" | "http";

const BY_CODE: ReadonlyMap<string, FailureCodeName> = new Map([
  ["ENOTFOUND", "E_DNS_NOT_FOUND"],
  ["ENODATA", "E_DNS_NOT_FOUND"],
  ["EAI_AGAIN", "E_DNS_TEMPORARY"],
  ["EAI_FAIL", "E_DNS_TEMPORARY"],
  ["ESERVFAIL", "E_DNS_TEMPORARY"],
  ["ECONNREFUSED", "E_TCP_REFUSED"],
  ["ETIMEDOUT", "E_TCP_TIMEOUT"],
  ["EHOSTUNREACH", "E_TCP_UNREACHABLE"],
  ["ENETUNREACH", "E_TCP_UNREACHABLE"],
  ["EADDRNOTAVAIL", "E_TCP_UNREACHABLE"],
  ["ENETDOWN", "E_TCP_UNREACHABLE"],
  ["EHOSTDOWN", "E_TCP_UNREACHABLE"],
  ["EACCES", "E_TCP_UNREACHABLE"], // refused by this machine's own firewall or sandbox
  ["EPERM", "E_TCP_UNREACHABLE"],
  ["EINVAL", "E_TCP_UNREACHABLE"], // a link-local address without its interface
  ["CERT_HAS_EXPIRED", "E_TLS_EXPIRED"],
  ["CERT_NOT_YET_VALID", "E_TLS_NOT_YET_VALID"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "E_TLS_HOST"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "E_TLS_SELF_SIGNED"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "E_TLS_CHAIN"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "E_TLS_CHAIN"],
  ["UNABLE_TO_GET_ISSUER_CERT", "E_TLS_CHAIN"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "E_TLS_CHAIN"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "E_TLS_PLAIN_HTTP"],
  ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "E_TLS_PLAIN_HTTP"],
  ["ERR_SSL_HTTP_REQUEST", "E_TLS_PLAIN_HTTP"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "E_TLS_VERSION"],
  ["ERR_SSL_UNSUPPORTED_PROTOCOL", "E_TLS_VERSION"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "E_TLS_CLIENT_CERTIFICATE"],
  ["ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "E_TLS_CLIENT_CERTIFICATE"],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "E_TLS_CLIENT_CERTIFICATE"],
  ["ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL", "E_TLS_ALPN"],
  ["ERR_SSL_TLSV1_UNRECOGNIZED_NAME", "E_TLS_NAME_UNKNOWN"],
  ["HPE_HEADER_OVERFLOW", "E_HTTP_HEADERS_TOO_LARGE"],
  ["ERR_INVALID_CHAR", "E_HEADER_INVALID"],
  ["ERR_INVALID_HTTP_TOKEN", "E_HEADER_INVALID"],
]);

const SAID: ReadonlyMap<FailureCodeName, (host: string) => string> = new Map<FailureCodeName, (host: string) => string>(
  [
    ["E_DNS_NOT_FOUND", (host) => `There is no host called ${host}.`],
    ["E_DNS_TEMPORARY", (host) => `The resolver did not answer for ${host}.`],
    ["E_TCP_REFUSED", (host) => `${host} refused the connection: nothing listens on that port.`],
    ["E_TCP_TIMEOUT", (host) => `No answer from ${host}: the connection was never accepted.`],
    ["E_TCP_UNREACHABLE", (host) => `There is no route from this machine to ${host}.`],
    ["E_TLS_EXPIRED", (host) => `The certificate of ${host} has expired.`],
    ["E_TLS_NOT_YET_VALID", (host) => `The certificate of ${host} is not valid yet by this machine's clock.`],
    ["E_TLS_HOST", (host) => `The certificate that ${host} shows is for other names.`],
    ["E_TLS_SELF_SIGNED", (host) => `${host} shows a self-signed certificate.`],
    ["E_TLS_CHAIN", (host) => `The certificate chain of ${host} is incomplete or from an unknown authority.`],
    ["E_TLS_PLAIN_HTTP", (host) => `${host} does not speak TLS on this port, but plain HTTP or another protocol.`],
    ["E_TLS_VERSION", (host) => `${host} offers only outdated TLS versions.`],
    ["E_TLS_CLIENT_CERTIFICATE", (host) => `${host} broke off the TLS handshake; it may want a client certificate.`],
    ["E_TLS_ALPN", (host) => `${host} refuses HTTP/1.1 and speaks HTTP/2 only.`],
    ["E_TLS_NAME_UNKNOWN", (host) => `${host} does not know this host name (TLS server name).`],
    ["E_HTTP_HEADERS_TOO_LARGE", () => "The response headers are larger than 16 KiB."],
    ["E_HEADER_INVALID", () => "A configured header cannot be sent: it holds a character that HTTP forbids."],
  ],
);

/** OpenSSL reason numbers of its SSL library (`error:0A00010B`): all that an EPROTO carries, and stable across releases. */
const BY_OPENSSL_REASON: ReadonlyMap<number, FailureCodeName> = new Map([
  [0x10b, "E_TLS_PLAIN_HTTP"], // wrong version number
  [0x0c6, "E_TLS_PLAIN_HTTP"], // packet length too long
  [0x09c, "E_TLS_PLAIN_HTTP"], // http request
  [0x42e, "E_TLS_VERSION"], // alert 70, protocol version
  [0x102, "E_TLS_VERSION"], // unsupported protocol
  [0x410, "E_TLS_CLIENT_CERTIFICATE"], // alert 40, handshake failure
  [0x45c, "E_TLS_CLIENT_CERTIFICATE"], // alert 116, certificate required
  [0x412, "E_TLS_CLIENT_CERTIFICATE"], // alert 42, bad certificate
  [0x419, "E_TLS_CLIENT_CERTIFICATE"], // alert 49, access denied
  [0x460, "E_TLS_ALPN"], // alert 120, no application protocol
  [0x458, "E_TLS_NAME_UNKNOWN"], // alert 112, unrecognized name
]);

function opensslReason(error: NodeError): FailureCodeName | undefined {
  const number = /error:0A([0-9A-F]{6}):/.exec(error.message)?.[1];
  return error.code === "EPROTO" && number !== undefined
    ? BY_OPENSSL_REASON.get(Number.parseInt(number, 16))
    : undefined;
}

interface NodeError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly port?: number;
}

/** Names a network error by Node's error code and the step at which it came. `host` is `name:port`, without credentials. */
export function networkFailure(thrown: unknown, step: NetworkStep, host: string): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof Error && thrown.cause instanceof Failure) return thrown.cause;
  const error = thrown as NodeError;
  // Happy eyeballs reports one error an address: the first names the cause, all are evidence.
  const all = error instanceof AggregateError ? (error.errors as readonly NodeError[]) : [error];
  const first = all.find((each) => typeof each?.code === "string") ?? error;
  const code = first.code ?? "";
  const evidence = all
    .slice(0, 8)
    .map((each) => [each?.code, each?.message].filter(Boolean).join(": "))
    .join("; ")
    .slice(0, 1024);
  const name = BY_CODE.get(code) ?? opensslReason(first);
  if (name !== undefined) return new Failure(name, (SAID.get(name) ?? String)(host), { evidence });
  if (step === "tls" && !code.startsWith("HPE_")) {
    if (code === "ECONNRESET" || code === "EPIPE")
      return new Failure("E_TCP_RESET", `${host} cut the connection during the TLS handshake.`, {
        evidence,
        phase: "tls",
      });
    return new Failure("E_TLS_FAILED", `The TLS handshake with ${host} failed.`, { evidence });
  }
  if (code.startsWith("HPE_"))
    return new Failure("E_HTTP_MALFORMED", `${host} answered something that is not HTTP.`, { evidence });
  if (code === "ECONNRESET" || code === "EPIPE" || code === "ECONNABORTED") {
    return step === "http"
      ? new Failure("E_HTTP_CLOSED", `${host} closed the connection before it answered.`, {
          evidence,
          next: "Look for a proxy or firewall in between, or a port that expects https://; else the server's operator looks in the server's log.",
        })
      : new Failure("E_TCP_RESET", `${host} cut the connection before any byte.`, { evidence });
  }
  if (code.startsWith("ERR_SSL") || code === "EPROTO")
    return new Failure("E_TLS_FAILED", `${host} broke TLS after its handshake.`, { evidence });
  return new Failure("E_UNKNOWN", `The connection to ${host} failed.`, { evidence, phase: step });
}
