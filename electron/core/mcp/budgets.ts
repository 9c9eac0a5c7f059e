/**
 * The gateway's budgets: what a server may cost in time, bytes and number. Milliseconds and bytes.
 * Every refusal names the limit that was hit.
 */
const MiB = 1024 * 1024;

export const budgets = {
  /** Until a name is resolved. */
  dnsMs: 5_000,
  /** Until the TCP connection stands (all addresses together). */
  tcpMs: 10_000,
  /** Until the TLS handshake is done. */
  tlsMs: 10_000,
  /** From a request sent to the first byte of its answer, while connecting and listing. */
  firstByteMs: 15_000,
  /** The whole ladder: every rung until one connection stands. */
  connectMs: 20_000,
  /** How long a server may take to confirm a notification: nothing depends on that. */
  noticeMs: 2_000,
  /** One rung may hang this long before the next is tried. */
  probeMs: 5_000,
  /** All pages of one list. */
  listMs: 30_000,
  /** A call, without progress. */
  callMs: 60_000,
  /** A call, with progress. */
  callTotalMs: 600_000,
  /** Saying goodbye: DELETE of the session, after an answer. */
  endMs: 2_000,
  /** Saying goodbye after a cancel. */
  cancelMs: 200,
  /** Reading the body of an answer that is an error anyway. */
  errorBodyMs: 2_000,

  headerBytes: 16 * 1024,
  /** Interim answers (1xx) before the one that counts. */
  interimAnswers: 100,
  /** What the framing of a body may cost where it is most of it: each chunk costs time, however small it is. */
  framingBytes: 256 * 1024,
  errorBodyBytes: 64 * 1024,
  listBodyBytes: 16 * MiB,
  resultBodyBytes: 64 * MiB,
  eventBytes: 16 * MiB,
  streamBytes: 256 * MiB,
  streamEvents: 100_000,
  jsonDepth: 256,
  /** Values in one message, counted while a long one is read: each costs memory that its bytes do not show. */
  jsonValues: 2_000_000,

  listPages: 1_000,
  listItems: 10_000,
  listBytes: 64 * MiB,
  cursorBytes: 64 * 1024,
  /** Values in one entry of a list: real ones have some hundreds. */
  entryValues: 70_000,

  redirects: 5,
  /** Openings of one resumed stream (legacy servers that close and let the client poll). */
  streamOpenings: 5,
  reconnectFloorMs: 1_000,
  reconnectCeilingMs: 30_000,
  /** Least time between two progress reports. */
  progressEveryMs: 100,
  /** Requests of the server (ping, sampling, ...) that are answered on one connection. */
  serverRequests: 20,

  /** Bodies kept for the traffic log. */
  trafficBodyBytes: 64 * 1024,
  sessionIdBytes: 1_024,
  /** A remembered legacy era is asked about again after this long: servers get upgraded. */
  rememberLegacyMs: 7 * 24 * 3_600_000,
} as const;
