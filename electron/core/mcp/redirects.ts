import { maskUrl } from "#shared/base/redact.ts";
import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";

/** As long as a URL that a person may enter. */
const LONGEST_LOCATION = 8_192;
const KEEPS_METHOD: ReadonlySet<number> = new Set([307, 308]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** True for the statuses that name another place. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * Where a redirect leads, if it may be followed: on the same origin, keeping the method, at most 5 in a chain.
 * Throws the Failure that says why not; nothing is ever sent to the refused target. The evidence is the chain.
 */
export function redirectTarget(options: {
  readonly method: string;
  readonly status: number;
  readonly location: string | undefined;
  readonly from: URL;
  readonly chain: readonly string[];
}): URL {
  const { method, status, location, from, chain } = options;
  const shown = URL.canParse(location ?? "", from.href)
    ? maskUrl(new URL(location ?? "", from.href).href).slice(0, 512)
    : (location ?? "").slice(0, 512);
  const evidence = [...chain, `${status} ${shown}`].join("\n");
  const refuse = (code: ConstructorParameters<typeof Failure>[0], said: string): never => {
    throw new Failure(code, said, { evidence, status });
  };
  if (location !== undefined && location.length > LONGEST_LOCATION)
    return refuse("E_HTTP_REDIRECT_INVALID", `The server redirects (${status}) to an address longer than 8 KiB.`);
  if (location === undefined || location.trim() === "" || !URL.canParse(location, from.href))
    return refuse("E_HTTP_REDIRECT_INVALID", `The server redirects (${status}) without a usable target.`);
  const target = new URL(location, from.href);
  if (target.protocol !== "https:" && target.protocol !== "http:")
    return refuse(
      "E_HTTP_REDIRECT_INVALID",
      `The server redirects (${status}) to something that is not a web address.`,
    );
  if (from.protocol === "https:" && target.protocol === "http:")
    return refuse("E_HTTP_REDIRECT_DOWNGRADE", `The server redirects (${status}) from https to unencrypted http.`);
  if (target.origin !== from.origin || target.username !== "" || target.password !== "")
    return refuse(
      "E_HTTP_REDIRECT_OTHER_ORIGIN",
      `The server redirects (${status}) to another place: ${target.origin}.`,
    );
  if (method !== "GET" && !KEEPS_METHOD.has(status))
    return refuse(
      "E_HTTP_REDIRECT_METHOD",
      `The server redirects with ${status}, which turns the ${method} into a GET: ${target.pathname}.`,
    );
  if (
    chain.length >= budgets.redirects ||
    chain.some((hop) => hop.endsWith(` ${target.href}`)) ||
    target.href === from.href
  )
    return refuse("E_HTTP_REDIRECT_LOOP", `The server redirects in a circle, or more than ${budgets.redirects} times.`);
  return target;
}
