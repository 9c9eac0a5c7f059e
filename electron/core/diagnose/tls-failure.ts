import { sayMoment, saySpan } from "./say-time.ts";
import type { StepFailure } from "./step.ts";

/** What is read of the certificate that the server showed. Times are epoch milliseconds. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
  /** How many certificates the server sent. */
  readonly chain: number;
  /** One behind the server's own whose time is over, where there is one. */
  readonly expiredAbove?: { readonly subject: string; readonly to: number };
}

const tls = (code: string, cause: string, remedy: string): StepFailure => ({ code, phase: "tls", cause, remedy });

/** Why the handshake itself broke off, by Node's error code. */
export function handshakeFailure(code: string, message: string, shown: string): StepFailure {
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER/.test(code))
    return tls(
      "E_TLS_PLAIN_HTTP",
      `${shown} speaks plain HTTP on this port, not TLS.`,
      "Use the port that serves https://, or the server's operator enables TLS on this one.",
    );
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code))
    return tls(
      "E_TLS_VERSION",
      `${shown} offers only outdated TLS versions.`,
      "The server's operator enables TLS 1.2 or 1.3.",
    );
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|ACCESS_DENIED/.test(code))
    return tls(
      "E_TLS_CLIENT_CERTIFICATE",
      `${shown} broke off the TLS handshake: it wants a client certificate or a cipher that clients no longer offer.`,
      "The server's operator stops asking for a client certificate, which assistants cannot present.",
    );
  if (/NO_APPLICATION_PROTOCOL/.test(code))
    return tls(
      "E_TLS_ALPN",
      `${shown} refuses HTTP/1.1 and speaks HTTP/2 only.`,
      "The server's operator allows HTTP/1.1 on this port.",
    );
  if (/UNRECOGNIZED_NAME/.test(code))
    return tls(
      "E_TLS_NAME_UNKNOWN",
      `${shown} does not know this host name (TLS server name).`,
      "The server's operator configures this host name, or check it in the URL.",
    );
  if (code === "DEADLINE")
    return tls(
      "E_TLS_TIMEOUT",
      `${shown} accepted the connection and stayed silent in the TLS handshake.`,
      "The server's operator checks what listens on this port and what stands in front of it.",
    );
  if (code === "ECONNRESET" || code === "EPIPE" || code === "CLOSED")
    return tls(
      "E_TCP_RESET",
      `${shown} cut the connection during the TLS handshake.`,
      "Look for a firewall or proxy in between; else the server's operator checks the TLS settings of this port.",
    );
  const alert = /_ALERT_([A-Z_]+)$/.exec(code)?.[1]?.toLowerCase().replaceAll("_", " ");
  return tls(
    "E_TLS_FAILED",
    alert === undefined
      ? `The TLS handshake with ${shown} failed (${code || message.slice(0, 80)}).`
      : `${shown} broke off the TLS handshake with the alert "${alert}".`,
    "The server's operator checks the TLS settings of this port.",
  );
}

/** The port is some other protocol's: it greeted before anything was sent. */
export function otherProtocol(greeting: string, shown: string): StepFailure {
  return tls(
    "E_TLS_FAILED",
    `${shown} does not speak TLS: it greets with "${greeting}", as a server of another protocol does.`,
    "Check the port in the URL, or the server's operator says on which port the MCP server listens.",
  );
}

/** Why the certificate is not trusted, by OpenSSL's verification code or Node's host check. */
export function trustFailure(
  code: string,
  seen: SeenCertificate,
  host: string,
  shown: string,
  clock: number,
): StepFailure {
  if (code.startsWith("CERT_HAS_EXPIRED") && seen.to > clock) {
    const { subject, to } = seen.expiredAbove ?? { subject: seen.issuer, to: undefined };
    return tls(
      "E_TLS_EXPIRED",
      `The certificate of ${shown} is in order, and one above it (${subject}, an intermediate or root) expired${to === undefined ? "" : ` on ${sayMoment(to)}`}.`,
      "The server's operator installs the current chain: a renewed intermediate certificate beside the server's own.",
    );
  }
  if (code.startsWith("CERT_HAS_EXPIRED"))
    return tls(
      "E_TLS_EXPIRED",
      `The certificate of ${shown} expired on ${sayMoment(seen.to)}, ${saySpan(clock - seen.to)} ago by this machine's clock.`,
      "The server's operator renews the certificate.",
    );
  if (code.startsWith("CERT_NOT_YET_VALID"))
    return tls(
      "E_TLS_NOT_YET_VALID",
      `The certificate of ${shown} is valid only from ${sayMoment(seen.from)}; this machine's clock says ${sayMoment(clock)}.`,
      "Check this machine's clock; if it is right, the server's operator installs a certificate that is valid now.",
    );
  if (code.startsWith("ERR_TLS_CERT_ALTNAME_INVALID") || code.startsWith("Hostname/IP"))
    return tls(
      "E_TLS_HOST",
      `The certificate of ${shown} is for ${seen.names.slice(0, 3).join(", ")}${seen.names.length > 3 ? ", ..." : ""}, not for ${host}.`,
      "Use the host name that the certificate names, or the server's operator adds this one to it.",
    );
  if (code.startsWith("DEPTH_ZERO_SELF_SIGNED_CERT"))
    return tls(
      "E_TLS_SELF_SIGNED",
      `${shown} shows a self-signed certificate, which no assistant trusts.`,
      "The server's operator installs a certificate from a public authority.",
    );
  if (code.startsWith("UNABLE_TO_VERIFY_LEAF_SIGNATURE") || code.startsWith("UNABLE_TO_GET_ISSUER_CERT"))
    return tls(
      "E_TLS_CHAIN",
      seen.chain <= 1
        ? `The certificate chain of ${shown} is incomplete: only the server's own certificate was sent (issuer ${seen.issuer}).`
        : `The certificate of ${shown} comes from an authority that is not known (${seen.issuer}).`,
      seen.chain <= 1
        ? "The server's operator installs the full chain, intermediate certificate included."
        : "The server's operator installs a certificate from a public authority.",
    );
  if (code.startsWith("SELF_SIGNED_CERT_IN_CHAIN"))
    return tls(
      "E_TLS_CHAIN",
      `The certificate of ${shown} comes from a private authority (${seen.issuer}), which the platform does not trust.`,
      "The server's operator installs a certificate from a public authority; on a company network, look for a proxy that re-signs traffic.",
    );
  return tls(
    "E_TLS_FAILED",
    `The certificate of ${shown} is not trusted (${code.slice(0, 80)}).`,
    "The server's operator checks the certificate.",
  );
}
