import { maskUrl } from "#shared/base/redact.ts";
import type { ProbeAnswer } from "./http-probe.ts";
import type { StepFailure } from "./step.ts";

/** As the connection itself does: same origin, method kept, at most five. */
export const followedRedirects = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What networks that want a sign-in first redirect to. */
const CAPTIVE = /captive|hotspot|wi-?fi-?(?:login|portal)|guest-?portal|\bwispr\b/i;
const LOGIN = /\b(?:log-?in|sign-?in|sso|auth|oauth2?|saml|account)\b/i;

export interface Redirect {
  readonly to: URL;
  /** The target, masked. */
  readonly shown: string;
  /** Why it is not followed; absent where it is. */
  readonly failure?: StepFailure;
}

/** Reads a redirect and decides whether it may be followed; undefined for any other answer. */
export function readRedirect({ status, headers }: ProbeAnswer, from: URL): Redirect | undefined {
  if (!REDIRECTS.has(status)) return undefined;
  const location = headers.get("location") ?? "";
  const invalid = (said: string): Redirect => ({
    to: from,
    shown: said,
    failure: {
      code: "E_HTTP_REDIRECT_INVALID",
      phase: "http",
      cause: `The server redirects (HTTP ${status}) to ${said}.`,
      remedy: "The server's operator repairs the redirect's Location.",
    },
  });
  if (location === "") return invalid("nowhere: the Location is missing");
  if (location.length > 8_192 || !URL.canParse(location, from.href)) return invalid("something that is no URL");
  const to = new URL(location, from.href);
  if (to.protocol !== "https:" && to.protocol !== "http:") return invalid(`a ${to.protocol.slice(0, 20)} address`);
  const named = to.username !== "" || to.password !== "";
  to.username = "";
  to.password = "";
  const shown = maskUrl(to.href).slice(0, 300);
  const refuse = (code: string, cause: string, remedy: string): Redirect => ({
    to,
    shown,
    failure: { code, phase: "http", cause, remedy },
  });
  if (CAPTIVE.test(to.href))
    return refuse(
      "E_HTTP_REDIRECT_OTHER_ORIGIN",
      `The network that this machine is in redirects to its own sign-in page (${shown}): the server was not reached.`,
      "Sign in to this machine's network (a web browser shows its page), then run the diagnosis again.",
    );
  if (LOGIN.test(to.pathname) || LOGIN.test(to.hostname))
    return refuse(
      "E_HTTP_REDIRECT_LOGIN",
      `The server redirects to a login page (${shown}): it does not accept the URL's credentials.`,
      "Whoever issued the URL gives one that works without logging in: assistants cannot fill in a login page.",
    );
  if (from.protocol === "https:" && to.protocol === "http:")
    return refuse(
      "E_HTTP_REDIRECT_DOWNGRADE",
      `The server redirects from https:// to ${shown}, which would send the credentials in the clear.`,
      "The server's operator redirects to https:// (often the proxy hides the scheme from the server).",
    );
  if (named)
    return refuse(
      "E_HTTP_REDIRECT_OTHER_ORIGIN",
      `The server redirects to ${shown} with a user name in the address; it is not followed.`,
      "The server's operator redirects without credentials in the address.",
    );
  if (to.origin !== from.origin)
    return refuse(
      "E_HTTP_REDIRECT_OTHER_ORIGIN",
      `The server redirects to another origin, ${shown}; it is not followed, because credentials would go along.`,
      "If the target is the right server, use its URL; nothing was sent there.",
    );
  if (status !== 307 && status !== 308)
    return refuse(
      "E_HTTP_REDIRECT_METHOD",
      `The server redirects with HTTP ${status}, which turns the request into a GET without its body.`,
      `Use ${shown} as the URL, or the server's operator redirects with 307 or 308.`,
    );
  return { to, shown };
}
