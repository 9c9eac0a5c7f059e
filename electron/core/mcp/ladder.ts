import type { Era, Transport } from "#shared/mcp/snapshot.ts";
import type { RememberedEra } from "#core/store-port.ts";
import { budgets } from "./budgets.ts";
import type { Failure } from "./failure.ts";
import type { FailureCodeName } from "./failure-codes.ts";

/** One way to connect. */
export interface RungPlan {
  readonly transport: Transport;
  readonly era: Era;
}

const MODERN: RungPlan = { transport: "streamable-http", era: "modern" };
const LEGACY: RungPlan = { transport: "streamable-http", era: "legacy" };
const SSE: RungPlan = { transport: "sse", era: "legacy" };

/** Whether a probe ran out of its share of the time: a server that is slow to wake may still be modern. */
export function ranOutOfTime(rung: RungPlan, failure: Failure): boolean {
  return rung.era === "modern" && (failure.code === "E_TIMEOUT_CONNECT" || failure.code === "E_HTTP_FIRST_BYTE");
}

/** The rungs to try, in order: the remembered one first, the whole ladder behind it. */
export function plannedRungs(
  transport: Transport | undefined,
  remembered: RememberedEra | undefined,
  now: string,
): readonly RungPlan[] {
  const ladder = [MODERN, LEGACY, SSE].filter((rung) => transport === undefined || rung.transport === transport);
  if (remembered === undefined || isExpired(remembered, now)) return ladder;
  const first = ladder.find((rung) => rung.transport === remembered.transport && rung.era === remembered.era);
  return first === undefined ? ladder : [first, ...ladder.filter((rung) => rung !== first)];
}

/** A legacy verdict never fails on a server that has been upgraded, so it must be asked about again one day. */
function isExpired(remembered: RememberedEra, now: string): boolean {
  return remembered.era === "legacy" && Date.parse(now) - Date.parse(remembered.at) > budgets.rememberLegacyMs;
}

/** Failures after which no other rung can do better: the cause lies below MCP, or with the person. */
const STOPS: ReadonlySet<FailureCodeName> = new Set([
  "E_URL_INVALID",
  "E_HEADER_INVALID",
  "E_CANCELLED",
  "E_PROXY_UNREACHABLE",
  "E_PROXY_REFUSED",
  "E_PROXY_INVALID",
  "E_DNS_NOT_FOUND",
  "E_DNS_TEMPORARY",
  "E_TCP_REFUSED",
  "E_TCP_TIMEOUT",
  "E_TCP_UNREACHABLE",
  "E_TCP_RESET",
  "E_TLS_EXPIRED",
  "E_TLS_NOT_YET_VALID",
  "E_TLS_SELF_SIGNED",
  "E_TLS_HOST",
  "E_TLS_CHAIN",
  "E_TLS_VERSION",
  "E_TLS_PLAIN_HTTP",
  "E_TLS_CLIENT_CERTIFICATE",
  "E_TLS_ALPN",
  "E_TLS_NAME_UNKNOWN",
  "E_TLS_TIMEOUT",
  "E_TLS_FAILED",
  "E_HTTP_ON_TLS_PORT",
  "E_HTTP_401",
  "E_HTTP_403",
  "E_HTTP_407",
  "E_HTTP_429",
  "E_HTTP_MALFORMED",
  "E_HTTP_HEADERS_TOO_LARGE",
  "E_HTTP_REDIRECT_OTHER_ORIGIN",
  "E_HTTP_REDIRECT_DOWNGRADE",
  "E_HTTP_REDIRECT_LOOP",
  "E_HTTP_REDIRECT_INVALID",
]);

/** Failures that speak of another transport: the path exists for something else, or is no MCP at all. */
const OTHER_TRANSPORT: ReadonlySet<FailureCodeName> = new Set([
  "E_HTTP_404",
  "E_HTTP_405",
  "E_HTTP_4XX",
  "E_HTTP_REDIRECT_METHOD",
  "E_NOT_MCP_HTML",
  "E_CONTENT_TYPE",
  "E_BODY_EMPTY",
  "E_JSON_INVALID",
  "E_RPC_INVALID",
]);
const TO_SSE: ReadonlySet<number> = new Set([400, 404, 405, 406, 415]);

/** Whether SSE may be tried after this failure of a Streamable HTTP rung. */
function allowsSse(failure: Failure): boolean {
  if (!OTHER_TRANSPORT.has(failure.code)) return false;
  const { status } = failure.detail;
  return status === undefined || status < 400 || TO_SSE.has(status);
}

/**
 * The rungs still worth trying after one failed, in order. `spokeRpc`: the answer was JSON-RPC, so the transport is
 * right and only the era is wrong. A path that takes no POST at all goes to SSE before a second POST.
 */
export function rungsAfter(failed: RungPlan, failure: Failure, left: readonly RungPlan[]): readonly RungPlan[] {
  if (STOPS.has(failure.code)) return [];
  const sse = left.filter((rung) => rung.transport === "sse");
  const http = left.filter((rung) => rung.transport !== "sse");
  if (failed.transport === "sse") return http;
  const spokeRpc = failure.detail.spokeRpc === true || failure.code === "E_RPC_ERROR";
  if (spokeRpc) return http.length > 0 ? [...http, ...sse] : allowsSse(failure) ? sse : [];
  const takesNoPost =
    failure.code === "E_HTTP_404" ||
    failure.code === "E_HTTP_405" ||
    failure.detail.status === 415 ||
    failure.detail.status === 406;
  if (takesNoPost) return [...sse, ...http];
  return allowsSse(failure) || http.length > 0 ? [...http, ...sse] : [];
}

/**
 * The failure to report when every rung is left: the first cause, unless it only told the era (a JSON-RPC error to a
 * modern probe, or a memory that had grown old), or a later rung met refused credentials or silence.
 */
export function reportedCause(
  failures: readonly { readonly rung: RungPlan; readonly failure: Failure }[],
): Failure | undefined {
  const refused = failures.find(({ failure }) => failure.code === "E_HTTP_401" || failure.code === "E_HTTP_403");
  if (refused !== undefined) return refused.failure;
  // An event stream that opened is evidence that this is an HTTP+SSE URL: what a POST to it said is then no cause.
  const sse = failures.find(
    ({ failure }) =>
      failure.code === "E_SSE_NO_ENDPOINT" ||
      failure.code === "E_SSE_ENDPOINT_FOREIGN" ||
      failure.detail.namedEndpoint === true,
  );
  if (sse !== undefined) return sse.failure;
  const version = failures.find(({ failure }) => failure.code === "E_VERSION_UNSUPPORTED");
  if (version !== undefined) return version.failure;
  const late = failures.filter(({ failure }) => failure.code === "E_TIMEOUT_CONNECT");
  if (failures[0] !== undefined && late[0] === failures[0]) return late.at(-1)?.failure; // the same cause, waited for longest
  // A path that refuses the probe and takes `initialize` in silence is there: the silence is the cause.
  const silent = failures.find(
    ({ rung, failure }) =>
      rung.era === "legacy" &&
      rung.transport === "streamable-http" &&
      (failure.code === "E_TIMEOUT_CONNECT" || failure.code === "E_HTTP_FIRST_BYTE") &&
      failure.detail.phase === "http",
  );
  if (silent !== undefined) return silent.failure;
  const telling = failures.find(({ rung, failure }) => !(rung.era === "modern" && isEraEvidence(failure)));
  return (telling ?? failures[0])?.failure;
}

function isEraEvidence(failure: Failure): boolean {
  return failure.code === "E_RPC_ERROR" || failure.detail.spokeRpc === true;
}
