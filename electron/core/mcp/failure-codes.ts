import type { ErrorKind, Phase } from "#shared/base/console-error.ts";

interface FailureCode {
  readonly kind: ErrorKind;
  readonly phase: Phase;
  /** Whether trying again unchanged can help. */
  readonly retriable: boolean;
  /** One sentence for a support engineer: who does what. */
  readonly next: string;
}

const code = (kind: ErrorKind, phase: Phase, retriable: boolean, next: string): FailureCode => ({
  kind,
  phase,
  retriable,
  next,
});

const OPERATOR_LOG = "The server's operator looks in the server's log at this moment.";
const NOT_MCP = "Ask the server's operator for the exact MCP URL, path included (often it ends in /mcp or /sse).";
const CERTIFICATE = "The server's operator renews or reinstalls the certificate";

/** Every way in which talking to a server fails: what sort it is, at which step, and what to do about it. */
export const failureCodes = {
  // Before anything is sent.
  E_URL_INVALID: code("invalid-input", "url", false, "Correct the URL: it must start with https:// or http://."),
  E_HEADER_INVALID: code(
    "invalid-input",
    "url",
    false,
    "Correct the header's name or value: no line breaks, no control characters.",
  ),
  E_CANCELLED: code("cancelled", "mcp", true, "Start it again when you are ready."),

  // The proxy that this machine's environment names.
  E_PROXY_UNREACHABLE: code(
    "unreachable",
    "proxy",
    true,
    "Correct the proxy variable or unset it, or whoever runs the proxy starts it.",
  ),
  E_PROXY_REFUSED: code("unreachable", "proxy", false, "Whoever runs the proxy allows this host."),
  E_PROXY_INVALID: code("invalid-input", "proxy", false, "Correct the proxy variable, or unset it."),

  // Name, connection, TLS.
  E_DNS_NOT_FOUND: code(
    "unreachable",
    "dns",
    false,
    "Check the host name for a typing error; else the server's operator creates the DNS record.",
  ),
  E_DNS_TEMPORARY: code(
    "unreachable",
    "dns",
    true,
    "Check this machine's network and resolver (VPN, DNS settings), then try again.",
  ),
  E_TCP_REFUSED: code(
    "unreachable",
    "tcp",
    true,
    "The server's operator checks that the server runs and listens on this port; check the port in the URL.",
  ),
  E_TCP_TIMEOUT: code(
    "unreachable",
    "tcp",
    true,
    "The server's operator checks the firewall: packets to this port get no answer.",
  ),
  E_TCP_UNREACHABLE: code(
    "unreachable",
    "tcp",
    true,
    "Check this machine's network: there is no route to the address.",
  ),
  E_TCP_RESET: code(
    "unreachable",
    "tcp",
    true,
    "Look for a proxy or firewall between here and the server that cuts the connection.",
  ),
  E_TLS_EXPIRED: code("unreachable", "tls", false, `${CERTIFICATE}: it has expired.`),
  E_TLS_NOT_YET_VALID: code(
    "unreachable",
    "tls",
    false,
    `Check this machine's clock; if it is right, ${CERTIFICATE.toLowerCase()}.`,
  ),
  E_TLS_SELF_SIGNED: code(
    "unreachable",
    "tls",
    false,
    "The server's operator installs a certificate from a public authority: assistants refuse self-signed ones.",
  ),
  E_TLS_HOST: code(
    "unreachable",
    "tls",
    false,
    "Use the host name that the certificate names, or the server's operator adds this one to it.",
  ),
  E_TLS_CHAIN: code(
    "unreachable",
    "tls",
    false,
    "The server's operator installs the full chain (the intermediate certificate is often missing).",
  ),
  E_TLS_VERSION: code("unreachable", "tls", false, "The server's operator enables TLS 1.2 or 1.3."),
  E_TLS_PLAIN_HTTP: code(
    "unreachable",
    "tls",
    false,
    "Use the port that serves https, or http:// for a local server that speaks plain HTTP.",
  ),
  E_TLS_CLIENT_CERTIFICATE: code(
    "unreachable",
    "tls",
    false,
    "The server wants a client certificate, which assistants cannot present: its operator switches that off.",
  ),
  E_TLS_ALPN: code("unreachable", "tls", false, "The server's operator allows HTTP/1.1 on this port."),
  E_TLS_NAME_UNKNOWN: code(
    "unreachable",
    "tls",
    false,
    "Check the host name in the URL; if it is right, the server's operator configures it.",
  ),
  E_HTTP_ON_TLS_PORT: code("unreachable", "tls", false, "Use the same URL with https://."),
  E_TLS_TIMEOUT: code(
    "unreachable",
    "tls",
    true,
    "The port accepts connections and stays silent: the server's operator checks what listens there.",
  ),
  E_TLS_FAILED: code("unreachable", "tls", false, "The server's operator checks the TLS settings of this port."),

  // HTTP.
  E_HTTP_401: code(
    "refused-credentials",
    "http",
    false,
    "Get a fresh token from whoever issued the URL, and put it in the server's URL or headers.",
  ),
  E_HTTP_403: code(
    "refused-credentials",
    "http",
    false,
    "Whoever issued the credentials allows them here; or the server's operator allows this address.",
  ),
  E_HTTP_404: code("not-mcp", "http", false, NOT_MCP),
  E_HTTP_405: code("not-mcp", "http", false, NOT_MCP),
  E_HTTP_429: code(
    "unreachable",
    "http",
    true,
    "Wait as long as the server asks, then try again; its operator may raise the limit.",
  ),
  E_HTTP_407: code("unreachable", "proxy", false, "Give the proxy its credentials, or connect without it."),
  E_HTTP_4XX: code("not-mcp", "http", false, NOT_MCP),
  E_HTTP_5XX: code("unreachable", "http", true, OPERATOR_LOG),
  E_HTTP_STATUS: code("protocol", "http", false, OPERATOR_LOG),
  E_HTTP_MALFORMED: code(
    "protocol",
    "http",
    false,
    "The server's operator checks what listens on this port: its answer is not valid HTTP.",
  ),
  E_HTTP_HEADERS_TOO_LARGE: code("limit", "http", false, "The server's operator makes the response headers smaller."),
  E_HTTP_CLOSED: code("unreachable", "http", true, OPERATOR_LOG),
  E_HTTP_FIRST_BYTE: code("timeout", "http", true, OPERATOR_LOG),
  E_HTTP_REDIRECT_OTHER_ORIGIN: code(
    "not-mcp",
    "http",
    false,
    "If the target is the right server, use its URL; nothing was sent there.",
  ),
  E_HTTP_REDIRECT_DOWNGRADE: code(
    "not-mcp",
    "http",
    false,
    "The server's operator redirects to https://, not to http://.",
  ),
  E_HTTP_REDIRECT_METHOD: code(
    "not-mcp",
    "http",
    false,
    "Use the redirect's target as the URL, or the server's operator redirects with 307 or 308.",
  ),
  E_HTTP_REDIRECT_LOOP: code("not-mcp", "http", false, "The server's operator repairs the redirect loop."),
  E_HTTP_REDIRECT_INVALID: code("not-mcp", "http", false, "The server's operator repairs the redirect's Location."),
  E_HTTP_ENCODING: code("protocol", "http", false, "The server's operator sends plain, gzip, deflate or br bodies."),

  // Bodies.
  E_NOT_MCP_HTML: code("not-mcp", "transport", false, NOT_MCP),
  E_CONTENT_TYPE: code(
    "not-mcp",
    "transport",
    false,
    "The server's operator answers with application/json or text/event-stream.",
  ),
  E_BODY_TOO_LARGE: code("limit", "content", false, "The server's operator makes the answer smaller, or pages it."),
  E_BODY_CUT_SHORT: code("protocol", "http", true, OPERATOR_LOG),
  E_BODY_EMPTY: code("protocol", "transport", true, OPERATOR_LOG),
  E_UTF8_INVALID: code("protocol", "content", false, "The server's operator sends UTF-8."),
  E_JSON_INVALID: code("protocol", "content", false, "The server's operator repairs the JSON that the server writes."),
  E_JSON_TOO_DEEP: code("limit", "content", false, "The server's operator makes the answer less deeply nested."),

  // Transport.
  E_ACCEPTED_WITHOUT_ANSWER: code("protocol", "transport", true, OPERATOR_LOG),
  E_STREAM_ENDED: code("protocol", "transport", true, OPERATOR_LOG),
  E_STREAM_TOO_LONG: code(
    "limit",
    "transport",
    false,
    "The server's operator stops sending events that belong to no answer.",
  ),
  E_SSE_NO_ENDPOINT: code("not-mcp", "transport", true, NOT_MCP),
  E_SSE_ENDPOINT_FOREIGN: code(
    "protocol",
    "transport",
    false,
    "The server's operator announces a message endpoint on the server's own origin.",
  ),
  E_SESSION_LOST: code(
    "protocol",
    "transport",
    true,
    "Try again: a new session is opened. If it happens often, the server's operator looks at the session store.",
  ),

  // MCP.
  E_RPC_INVALID: code(
    "protocol",
    "mcp",
    false,
    "Check that this is the exact MCP URL (often it ends in /mcp or /sse); if it is, the server's operator repairs the JSON-RPC message.",
  ),
  E_RPC_ID_MISMATCH: code("protocol", "mcp", false, "The server's operator answers with the id of the request."),
  E_RPC_ERROR: code("protocol", "mcp", false, OPERATOR_LOG),
  E_RESULT_INVALID: code("protocol", "mcp", false, "The server's operator repairs the result that the server sends."),
  E_VERSION_UNSUPPORTED: code(
    "protocol",
    "mcp",
    false,
    "The server's operator enables a protocol version that clients speak (2025-11-25 or 2026-07-28).",
  ),

  // Deadlines.
  E_TIMEOUT_CONNECT: code("timeout", "transport", true, OPERATOR_LOG),
  E_TIMEOUT_LIST: code("timeout", "mcp", true, OPERATOR_LOG),
  E_TIMEOUT_CALL: code("timeout", "mcp", true, "The tool may still be running: check before calling it again."),

  E_UNKNOWN: code(
    "protocol",
    "mcp",
    false,
    "Report this with the evidence: the console did not recognise the failure.",
  ),
} as const satisfies Record<string, FailureCode>;

export type FailureCodeName = keyof typeof failureCodes;
