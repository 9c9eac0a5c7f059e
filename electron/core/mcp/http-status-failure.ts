import { saysPortWantsTls, statusMeaning } from "#shared/mcp/status-meaning.ts";
import { Failure, type FailureDetail } from "./failure.ts";
import { failureCodes, type FailureCodeName } from "./failure-codes.ts";
import type { GuardedAnswer } from "./guarded-http.ts";

/**
 * Names the failure of an answer whose status is not 2xx. `body` is its beginning; `carriesCredentials` tells whether
 * the URL or headers hold any, because "refused" and "missing" need different people.
 */
export function httpStatusFailure(answer: GuardedAnswer, body: string, carriesCredentials: boolean): Failure {
  const { status } = answer;
  const error = rpcErrorOf(body);
  const detail: FailureDetail = {
    status,
    spokeRpc: error !== undefined,
    evidence: evidenceOf(answer, body),
  };
  const make = (code: FailureCodeName, said: string, more: FailureDetail = {}): Failure =>
    new Failure(code, said, { ...detail, ...more });
  const words = error === undefined ? "" : `: ${error.slice(0, 200)}`;
  if (status === 401) {
    return carriesCredentials
      ? make("E_HTTP_401", "The token was refused (401).")
      : make("E_HTTP_401", "The server wants credentials, and the URL carries none (401).", {
          next: "Get a URL with a token from the server's operator, or put a reverse proxy in front that adds the header.",
        });
  }
  if (status === 403) {
    return make(
      "E_HTTP_403",
      carriesCredentials
        ? "The token is known and not allowed here, or this machine's address is not (403)."
        : "The server refuses access (403).",
    );
  }
  if (status === 404) return make("E_HTTP_404", `There is nothing at this path (404)${words}.`);
  if (status === 405) return make("E_HTTP_405", "The path does not take this kind of request (405).");
  if (status === 407) return make("E_HTTP_407", "A proxy in between wants credentials (407).");
  if (status === 429) {
    const wait = (answer.headers["retry-after"] ?? "").slice(0, 40);
    return make("E_HTTP_429", `The server says: too many requests (429)${wait === "" ? "" : `, retry after ${wait}`}.`);
  }
  if (answer.url.protocol === "http:" && saysPortWantsTls(status, body))
    return make("E_HTTP_ON_TLS_PORT", `${answer.url.host} speaks TLS on this port, and the URL says http://.`);
  const meaning = statusMeaning(status);
  // Who answers in JSON-RPC is at the right URL: what is wrong is told in its own words.
  const next =
    error !== undefined ? { next: failureCodes.E_RPC_ERROR.next } : meaning === undefined ? {} : { next: meaning.next };
  if (status >= 400 && status < 500)
    return make("E_HTTP_4XX", `${meaning?.said ?? "The server refused the request"} (${status})${words}.`, next);
  if (status >= 500 && status < 600)
    return make("E_HTTP_5XX", `${meaning?.said ?? "The server failed"} (${status})${words}.`, next);
  return make("E_HTTP_STATUS", `The server answered with the unexpected status ${status}.`);
}

/** The message of a JSON-RPC error in a body, if it is one. */
function rpcErrorOf(body: string): string | undefined {
  if (!body.trimStart().startsWith("{") && !body.includes("jsonrpc")) return undefined;
  const text = body.startsWith("event:") || body.startsWith("data:") ? (/^data: ?(.*)$/m.exec(body)?.[1] ?? "") : body;
  try {
    const value = JSON.parse(text) as { jsonrpc?: unknown; error?: { message?: unknown; code?: unknown } };
    if (typeof value.error !== "object" || value.error === null || value.jsonrpc !== "2.0") return undefined;
    return `${String(value.error.message)} (${String(value.error.code)})`;
  } catch {
    return undefined; // the one expected failure: not JSON
  }
}

/** Status, type and the first words of a body: what a ticket needs. */
export function evidenceOf(answer: GuardedAnswer, body: string): string {
  const challenge = answer.status === 401 ? (answer.headers["www-authenticate"] ?? "").slice(0, 300) : "";
  return [
    `HTTP ${answer.status} ${answer.contentType || "(no content-type)"}`,
    ...(challenge === "" ? [] : [`www-authenticate: ${challenge}`]),
    body.slice(0, 400),
  ]
    .join("\n")
    .trim();
}

/** The failure of a 2xx answer that is not JSON and not an event stream: a web page, or some other type. */
export function notMcpFailure(answer: GuardedAnswer, body: string): Failure {
  const isPage = answer.mediaType === "text/html" || /^\s*<(!doctype|html)/i.test(body);
  const detail = { status: answer.status, evidence: evidenceOf(answer, body) };
  if (isPage) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1]?.trim();
    return new Failure(
      "E_NOT_MCP_HTML",
      `The server answered a web page${title === undefined ? "" : ` ("${title}")`}, not MCP.`,
      detail,
    );
  }
  if (body === "" && answer.mediaType === "")
    return new Failure("E_BODY_EMPTY", "The server answered with an empty body.", detail);
  return new Failure(
    "E_CONTENT_TYPE",
    answer.mediaType === ""
      ? "The answer has no content type; MCP needs application/json or text/event-stream."
      : `The answer's content type is ${answer.mediaType.slice(0, 80)}; MCP needs application/json or text/event-stream.`,
    detail,
  );
}
