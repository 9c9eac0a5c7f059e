import { saysPortWantsTls, statusMeaning } from "#shared/mcp/status-meaning.ts";
import { gatewayWord } from "./gateway-page.ts";
import type { ProbeAnswer } from "./http-probe.ts";
import type { Learned, StepFailure } from "./step.ts";

const http = (code: string, cause: string, remedy: string): StepFailure => ({ code, phase: "http", cause, remedy });

/**
 * Statuses that stop every client at once; undefined for those that only the MCP ladder can judge. `url` is what was asked,
 * `shown` its host and port.
 */
export function statusFailure(
  answer: ProbeAnswer,
  learned: Partial<Learned>,
  { url, shown }: { readonly url: URL; readonly shown: string },
): StepFailure | undefined {
  if (url.protocol === "http:" && saysPortWantsTls(answer.status, answer.body)) return onTlsPort(shown);
  const failure = ofStatus(answer, learned);
  const word = learned.expired === undefined ? gatewayWord(answer) : undefined;
  return failure === undefined || word === undefined ? failure : { ...failure, ...word };
}

/** The port speaks TLS, and the URL says http://. */
export const onTlsPort = (shown: string): StepFailure => ({
  code: "E_HTTP_ON_TLS_PORT",
  phase: "tls",
  cause: `${shown} speaks TLS on this port, and the URL says http://.`,
  remedy: "Use the same URL with https://.",
});

function ofStatus({ status, headers, body }: ProbeAnswer, learned: Partial<Learned>): StepFailure | undefined {
  if (status === 401) {
    if (learned.expired !== undefined)
      return http(
        "E_HTTP_401",
        `The server refused the credentials (HTTP 401). ${learned.expired}`,
        "Whoever issued the URL issues a new one; put it in place of the old.",
      );
    return learned.hasCredential === true
      ? http(
          "E_HTTP_401",
          "The token was refused (HTTP 401).",
          "Get a fresh token from whoever issued the URL, and put it in place of the old one.",
        )
      : http(
          "E_HTTP_401",
          "The server wants credentials, and the URL carries none (HTTP 401).",
          "Ask the server's operator for a URL that carries a token: the platform has no field for a login.",
        );
  }
  if (status === 403) {
    const blocked = headers.has("cf-ray") || /firewall|blocked|waf|access denied/i.test(body.slice(0, 4_096));
    return http(
      "E_HTTP_403",
      `The server understood the request and forbids it (HTTP 403)${learned.expired === undefined ? "" : `. ${learned.expired}`}${blocked ? "; a firewall in front of it may do so" : ""}.`.replace(
        "..",
        ".",
      ),
      "Whoever issued the token allows it here, or the server's operator allows the platform's addresses.",
    );
  }
  if (status === 407)
    return {
      code: "E_HTTP_407",
      phase: "proxy",
      cause: "A proxy in between wants credentials (HTTP 407).",
      remedy: "Give the proxy its credentials, or connect without it.",
    };
  if (status === 429) {
    const after = headers.get("retry-after");
    return http(
      "E_HTTP_429",
      `The server limits the rate of requests (HTTP 429${after === undefined ? "" : `, Retry-After: ${after.slice(0, 40)}`}).`,
      "Wait as long as the server asks, then try again; its operator may raise the limit.",
    );
  }
  const meaning = status === 451 ? statusMeaning(status) : undefined;
  if (meaning !== undefined) return http("E_HTTP_STATUS", `${meaning.said} (HTTP ${status}).`, meaning.next);
  if (status < 200 || status > 599)
    return http(
      "E_HTTP_STATUS",
      `The server answered the status ${status}, which HTTP does not know.`,
      "The server's operator checks what answers on this port.",
    );
  return undefined;
}
